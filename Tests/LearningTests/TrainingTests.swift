import Testing

@testable import Learning

@Suite struct TrainingTests {
  static let yields = Yields(signal: 100, background: 2000)

  static func train(
    _ phases: [TrainingPhase], hidden: [Int] = [9], seed: UInt64 = 1, events: Int = 1203,
    progress: (EpochRecord) -> Void = { _ in }
  ) throws -> TrainedModel {
    try Training(TrainingOptions(hidden: hidden, phases: phases, learningRate: 0.003, seed: seed)).run(
      train: gaussianSample(events: events, seed: 1), validation: gaussianSample(events: 611, seed: 2),
      yields: yields, progress: progress)
  }

  static let asimov = [
    TrainingPhase.pretraining(epochs: 2, batchSize: 256),
    TrainingPhase(loss: .asimov(systematic: 0.3), epochs: 6, batchSize: 256),
  ]

  @Test func equalSeedsGiveEqualBytesAndOthersDoNot() throws {
    let model = try Self.train(Self.asimov)
    #expect(try Self.train(Self.asimov).encoded == model.encoded)
    #expect(try Self.train(Self.asimov, seed: 2).layers != model.layers)
  }

  @Test(arguments: [
    Loss.crossEntropy, .significance, .asimov(systematic: 0), .asimov(systematic: 0.5),
  ])
  func trainingLowersTheLossItIsGiven(loss: Loss) throws {
    for hidden in [[], [23], [7, 30, 5]] {
      let model = try Self.train([TrainingPhase(loss: loss, epochs: 30, batchSize: 300)], hidden: hidden)
      let first = try #require(model.history.first)
      #expect(model.history[model.bestEpoch - 1].validationLoss < first.validationLoss)
    }
  }

  @Test func crossEntropyLearnsToTellTheClassesApart() throws {
    let model = try Self.train([TrainingPhase(loss: .crossEntropy, epochs: 30, batchSize: 64)])
    let test = try gaussianSample(events: 3000, seed: 9)
    let scores = try model.scores(of: test.features)
    let right = zip(scores, test.isSignal).filter { ($0 > 0.5) == $1 }.count
    // Four features of variance ≈ 1 shifted by 0.6: d′ = 1.2, so the best possible balanced accuracy is Φ(0.6) = 0.73.
    #expect(Double(right) / 3000 > 0.68)
    #expect(model.history[model.bestEpoch - 1].validationAccuracy > 0.68)
  }

  @Test func theModelHoldsTheParametersOfItsBestEpoch() throws {
    var phases = [TrainingPhase(loss: .crossEntropy, epochs: 400, batchSize: 16, patience: 3)]
    let stopped = try Self.train(phases)
    let losses = stopped.history.map(\.validationLoss)
    #expect(losses.count < 400)
    #expect(stopped.bestEpoch == losses.count - 3)
    #expect(losses[stopped.bestEpoch - 1] == losses.min())
    // A run that is told to end at that epoch has the same parameters.
    phases[0].epochs = stopped.bestEpoch
    phases[0].patience = nil
    #expect(try Self.train(phases).layers == stopped.layers)
  }

  @Test func pretrainingComesFirstAndRunsAllItsEpochs() throws {
    var seen: [EpochRecord] = []
    let model = try Self.train(Self.asimov) { seen.append($0) }
    #expect(seen == model.history)
    #expect(model.history.map(\.epoch) == Array(1...model.history.count))
    #expect(model.history.prefix(2).allSatisfy { $0.phase == 0 && $0.loss == .significance })
    #expect(model.history.dropFirst(2).allSatisfy { $0.phase == 1 && $0.loss == .asimov(systematic: 0.3) })
    #expect(model.bestEpoch > 2)
  }

  @Test func batchesWithoutBothClassesAreSkipped() throws {
    let model = try Self.train([TrainingPhase(loss: .significance, epochs: 3, batchSize: 2)])
    #expect(model.history.allSatisfy { $0.trainingLoss.isFinite })
    #expect(throws: LearningError.noUsableBatch(size: 1)) {
      try Self.train([TrainingPhase(loss: .significance, epochs: 3, batchSize: 1)])
    }
  }

  @Test func theScaleOfTheWeightsOfAClassDoesNotMatter() throws {
    let sample = try gaussianSample(events: 1000, seed: 3)
    let scaled = try LabelledSample(
      features: sample.features, featureCount: 4, isSignal: sample.isSignal,
      weights: zip(sample.weights, sample.isSignal).map { $0 * ($1 ? 1024 : 1 / 4096) })
    let training = Training(TrainingOptions(phases: [TrainingPhase(loss: .significance, epochs: 3, batchSize: 100)]))
    let one = try training.run(train: sample, validation: sample, yields: Self.yields)
    let other = try training.run(train: scaled, validation: scaled, yields: Self.yields)
    #expect(zip(one.history, other.history).allSatisfy { abs($0.validationLoss / $1.validationLoss - 1) < 1e-4 })
  }

  @Test func cancellationEndsTheRun() throws {
    let sample = try gaussianSample(events: 500, seed: 3)
    var epochs = 0
    #expect(throws: LearningError.cancelled) {
      try Training(TrainingOptions(phases: [TrainingPhase(loss: .crossEntropy, patience: nil)])).run(
        train: sample, validation: sample, yields: Self.yields, progress: { _ in epochs += 1 },
        isCancelled: { epochs == 2 })
    }
    #expect(epochs == 2)
  }

  @Test func badOptionsAreRefused() throws {
    func error(
      _ phase: TrainingPhase? = TrainingPhase(loss: .crossEntropy), hidden: [Int] = [3], rate: Double = 0.001,
      yields: Yields = Self.yields
    ) throws -> LearningError? {
      let sample = try gaussianSample(events: 400, seed: 3)
      let options = TrainingOptions(hidden: hidden, phases: phase.map { [$0] } ?? [], learningRate: rate)
      return #expect(throws: LearningError.self) {
        try Training(options).run(train: sample, validation: sample, yields: yields)
      }
    }
    #expect(try error(nil) == .noPhases)
    #expect(try error(TrainingPhase(loss: .crossEntropy, batchSize: 401)) == .badBatchSize(401, events: 400))
    #expect(try error(TrainingPhase(loss: .crossEntropy, batchSize: 0)) == .badBatchSize(0, events: 400))
    #expect(
      try error(TrainingPhase(loss: .crossEntropy, epochs: 0)) == .badPhase(index: 0, epochs: 0, patience: 2))
    #expect(
      try error(TrainingPhase(loss: .asimov(systematic: -0.1), batchSize: 40)) == .badSystematic(-0.1))
    #expect(try error(rate: 0) == .badLearningRate(0))
    #expect(try error(rate: .infinity) == .badLearningRate(.infinity))
    #expect(try error(hidden: [3, 0]) == .badWidth(0))
    #expect(try error(yields: Yields(signal: 0, background: 1)) == .badYield(0, isSignal: true))
    #expect(try error(yields: Yields(signal: 1, background: -2)) == .badYield(-2, isSignal: false))
  }
}
