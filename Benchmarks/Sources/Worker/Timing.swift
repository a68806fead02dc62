import Learning

/// The loss that goes by this name in a command.
func loss(_ name: String) throws -> Loss {
  switch name {
  case "asimov": .asimov(systematic: 0.5)
  case "cross-entropy": .crossEntropy
  default: throw WorkerError("'\(name)' is no loss: asimov or cross-entropy")
  }
}

extension BenchmarkEvents {
  /// Trains a new network and times its epochs from the end of one to the end of the next, shuffle and validation included.
  /// - Returns: the seconds of `count` epochs, after a first one that does not count, and the loss over the second.
  func timeEpochs(
    hidden: [Int], loss: Loss, batchSize: Int, count: Int
  ) throws -> (seconds: [Double], loss: Double) {
    let phase = TrainingPhase(loss: loss, epochs: count + 1, batchSize: batchSize, patience: nil)
    let training = Training(TrainingOptions(hidden: hidden, phases: [phase]))
    let clock = ContinuousClock()
    var ends: [ContinuousClock.Instant] = []
    let model = try training.run(train: train, validation: validation, yields: Self.yields, threads: threads) { _ in
      ends.append(clock.now)
    }
    let seconds = zip(ends, ends.dropFirst()).map { ($1 - $0) / .seconds(1) }
    return (seconds, model.training?.history.dropFirst().first?.training.loss ?? .nan)
  }

  /// Times `scores(of:)`, which standardises and checks the features too.
  /// - Returns: the seconds of `count` calls, after a first one that does not count.
  func timeScoring(hidden: [Int], count: Int) throws -> [Double] {
    let phase = TrainingPhase(loss: .crossEntropy, epochs: 1, batchSize: 4096, patience: nil)
    let model = try Training(TrainingOptions(hidden: hidden, phases: [phase]))
      .run(train: validation, validation: validation, yields: Self.yields)
    let clock = ContinuousClock()
    return try (0...count).map { _ in
      let start = clock.now
      let scores = try model.scores(of: scored, threads: threads)
      precondition(scores.count * Self.featureCount == scored.count)
      return (clock.now - start) / .seconds(1)
    }
    .dropFirst().map { $0 }
  }
}
