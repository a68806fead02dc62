import Testing

@testable import Learning

@Suite struct TeamworkTests {
  private static let millisecond: UInt64 = 1_000_000

  @Test func twoThreadsPartWhereHalfTheTimeIsLost() {
    for (waited, isAlone) in [(0, false), (49, false), (50, true), (96, true)] as [(UInt64, Bool)] {
      var teamwork = Teamwork(threads: 2)
      // The last but one is too short to tell.
      let changes = [(0, 0), (1, 1), (100, waited)].map {
        teamwork.changes(at: 7 + $0.0 * Self.millisecond, waited: 3 + $0.1 * Self.millisecond)
      }
      #expect(changes == [false, false, isAlone])
      #expect(teamwork.isAlone == isAlone)
    }
  }

  @Test func oneThreadIsAlwaysItsOwnTeam() {
    var teamwork = Teamwork(threads: 1)
    let changes = (1..<9).map { teamwork.changes(at: $0 * 1000 * Self.millisecond, waited: 0) }
    #expect(!changes.contains(true) && !teamwork.isAlone)
  }

  /// Each vain try makes the next rest twice as long; a good one makes it short again.
  @Test func threadsTryAgainAfterARest() {
    var teamwork = Teamwork(threads: 2)
    var (now, waited) = (Self.millisecond, UInt64(0))
    func rest(after stretch: UInt64, waiting: UInt64) -> UInt64 {
      now += stretch * Self.millisecond
      waited += waiting * Self.millisecond
      guard teamwork.changes(at: now, waited: waited) else { return 0 }
      let start = now
      while teamwork.isAlone {
        now += Self.millisecond
        _ = teamwork.changes(at: now, waited: waited)
      }
      return (now - start) / Self.millisecond
    }
    let stretches: [(UInt64, UInt64)] = [(0, 0)] + .init(repeating: (10, 9), count: 8) + [(10, 1), (10, 9)]
    let rests = stretches.map { rest(after: $0.0, waiting: $0.1) }
    #expect(rests == [0, 50, 100, 200, 400, 800, 1600, 3200, 3200, 0, 50])
  }

  /// Threads that part and come together again after every few batches leave the bits that one thread leaves.
  @Test(arguments: [Loss.crossEntropy, .asimov(systematic: 0.3)]) func partingChangesNoBit(loss: Loss) throws {
    let (train, validation) = (try gaussianSample(events: 3001, seed: 1), try gaussianSample(events: 611, seed: 2))
    let phase = TrainingPhase(loss: loss, epochs: 3, batchSize: 128, patience: nil)
    let options = TrainingOptions(hidden: [11, 30], phases: [phase], dropout: 0.2, seed: 3)
    let restless = Teamwork.Limits(bearable: 0, shortestRest: 0, longestRest: 0, shortestStretch: 0)
    var states: [Trainer.State] = []
    var metrics: [[EpochMetrics]] = []
    for threads in [1, 2, 3] {
      try WorkerTeam.with(count: threads) { team in
        let trainer = try Trainer(
          train: train, validation: validation, standardiser: Standardiser(fitting: train),
          layout: options.layout(inputs: 4), options: options, yields: Yields(signal: 100, background: 1000),
          team: team, teamwork: Teamwork(threads: threads, limits: restless))
        metrics.append(
          try (0..<3).map { try trainer.runEpoch($0, of: phase, epochOfPhase: $0, isCancelled: { false }) })
        states.append(trainer.state)
      }
    }
    #expect(states[1] == states[0] && states[2] == states[0])
    #expect(metrics[1] == metrics[0] && metrics[2] == metrics[0])
  }
}
