import Foundation
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

  @Test func theStartIsKnownAndHowLongItTakesToLeaveIt() throws {
    let record = try #require(try Self.train(Self.asimov).training)
    let start = try #require(record.start)
    // The untrained network does what a network does whose training has not begun.
    #expect(abs(1 / start.significance - start.loss) < 1e-12 * start.loss)
    let first = record.history.first { 1 / asimov($0.validation.signal, $0.validation.background, 0.3) < start.loss }
    #expect(record.epochsToImprove == first?.epoch)
    #expect(record.epochsToImprove == 1)
    let never = TrainingRecord(
      options: record.options, yields: record.yields, start: record.best?.validation,
      history: Array(record.history.prefix(record.bestEpoch)), bestEpoch: record.bestEpoch)
    #expect(never.epochsToImprove == nil)
    // Going on from a checkpoint keeps it.
    var kept: TrainingCheckpoint?
    let training = Training(TrainingOptions(hidden: [9], phases: Self.asimov, learningRate: 0.003, seed: 1))
    let (train, validation) = (try gaussianSample(events: 1203, seed: 1), try gaussianSample(events: 611, seed: 2))
    _ = try training.run(
      train: train, validation: validation, yields: Self.yields, checkpoint: { if kept == nil { kept = $0() } })
    let bytes = try #require(kept).encoded
    let again = try training.run(
      train: train, validation: validation, yields: Self.yields, from: TrainingCheckpoint(decoding: bytes))
    #expect(again.training == record)
  }

  /// Eq. 3.1 as it is printed.
  private func asimov(_ s: Double, _ b: Double, _ f: Double) -> Double {
    let v = f * b * f * b
    return
      (2 * ((s + b) * log((s + b) * (b + v) / (b * b + (s + b) * v)) - b * b / v * log(1 + v * s / (b * (b + v)))))
      .squareRoot()
  }

  /// Options that reach every kernel: dropout, weight decay, several batch sizes, plain sampling, odd sizes.
  private static let variants: [(Loss, DenseLayer.Activation, Sampling, Double, [Int])] = [
    (.asimov(systematic: 0.3), .relu, .stratified, 0, [700]), (.crossEntropy, .relu, .stratified, 0, [128]),
    (.significance, .tanh, .plain, 0.2, [33, 257]), (.asimovSquared(systematic: 0), .gelu, .stratified, 0.5, [1000]),
  ]

  private static func training(_ variant: Int) -> Training {
    let (loss, activation, sampling, dropout, sizes) = variants[variant]
    return Training(
      TrainingOptions(
        hidden: [11, 30], activation: activation, initialisation: .he,
        phases: [
          TrainingPhase.pretraining(epochs: 2, batchSize: 256),
          TrainingPhase(loss: loss, epochs: 5, batchSizes: sizes, patience: 4, minimumImprovement: 1e-3),
        ], schedule: .cosine(epochs: 4, final: 0.1), l2: 1e-4, weightDecay: 0.01, dropout: dropout,
        sampling: sampling, seed: 3))
  }

  @Test(arguments: variants.indices) func anyNumberOfThreadsGivesTheSameBits(variant: Int) throws {
    let (train, validation) = (try gaussianSample(events: 3001, seed: 1), try gaussianSample(events: 611, seed: 2))
    let models = try [1, 2, 3].map {
      try Self.training(variant).run(train: train, validation: validation, yields: Self.yields, threads: $0).encoded
    }
    #expect(models[0] == models[1] && models[0] == models[2])
  }

  @Test(arguments: variants.indices) func aRunThatGoesOnFromACheckpointEndsAsIfItNeverHadStopped(variant: Int) throws {
    let (train, validation) = (try gaussianSample(events: 1501, seed: 1), try gaussianSample(events: 611, seed: 2))
    var checkpoints: [[UInt8]] = []
    let whole = try Self.training(variant).run(
      train: train, validation: validation, yields: Self.yields, checkpoint: { checkpoints.append($0().encoded) })
    #expect(checkpoints.count == whole.history.count)
    for bytes in checkpoints {
      let checkpoint = try #require(TrainingCheckpoint(decoding: bytes))
      var epochs = 0
      let resumed = try Self.training(variant).run(
        train: train, validation: validation, yields: Self.yields, threads: 2, from: checkpoint,
        progress: { _ in epochs += 1 })
      #expect(resumed.encoded == whole.encoded)
      #expect(epochs == whole.history.count - checkpoint.history.count)
    }
    #expect(TrainingCheckpoint(decoding: Array(checkpoints[0].dropLast())) == nil)
    // One of other options is not looked at.
    let other = try Self.training((variant + 1) % 4).run(train: train, validation: validation, yields: Self.yields)
    let start = TrainingCheckpoint(decoding: checkpoints[0])
    #expect(
      try Self.training((variant + 1) % 4).run(train: train, validation: validation, yields: Self.yields, from: start)
        == other)
  }

  @Test func stratifiedBatchesHoldBothClassesInTheSamplesProportion() {
    let order = EpochOrder(signalCount: 70, count: 1000, sampling: .stratified, seed: 1)
    order.shuffle(epoch: 3, batchSize: 64, team: WorkerTeam(count: 1))
    #expect(order.batches == 16)
    for batch in 0..<order.batches {
      let signal = order.signalStarts[batch + 1] - order.signalStarts[batch]
      let background = order.backgroundStarts[batch + 1] - order.backgroundStarts[batch]
      #expect(signal + background == (batch == 15 ? 40 : 64))
      #expect(abs(Double(signal) - 0.07 * Double(signal + background)) < 1)
    }
    #expect(Set(order.signal) == Set(0..<70) && Set(order.background) == Set(70..<1000))
  }

  @Test func plainBatchesAreThoseOfOneRandomOrder() {
    let order = EpochOrder(signalCount: 500, count: 1000, sampling: .plain, seed: 1)
    order.shuffle(epoch: 0, batchSize: 64, team: WorkerTeam(count: 1))
    let signals = zip(order.signalStarts.dropFirst(), order.signalStarts).map { $0 - $1 }
    #expect(signals.reduce(0, +) == 500 && Set(signals).count > 3)
    #expect(Set(order.signal) == Set(0..<500) && Set(order.background) == Set(500..<1000))
  }

  /// Against the definition, pair by pair.
  @Test func theRecordsAreaIsThatOfTheRocCurve() throws {
    let validation = try gaussianSample(events: 611, seed: 2)
    let model = try Self.train([TrainingPhase(loss: .crossEntropy, epochs: 3, batchSize: 64, patience: nil)])
    let logits = try model.logits(of: validation.features)
    var (area, pairs) = (0.0, 0.0)
    for s in 0..<611 where validation.isSignal[s] {
      for b in 0..<611 where !validation.isSignal[b] {
        let weight = Double(validation.weights[s]) * Double(validation.weights[b])
        pairs += weight
        area += weight * (logits[s] > logits[b] ? 1 : logits[s] == logits[b] ? 0.5 : 0)
      }
    }
    let found = try #require(model.history.last).validation
    // Bins tie pairs: the area's statistical uncertainty is 0.02 here.
    #expect(abs(found.area - area / pairs) < 5e-4)
    let passing = { (isSignal: Bool) in
      (0..<611).filter { validation.isSignal[$0] == isSignal }.reduce((0.0, 0.0)) { sums, event in
        let weight = Double(validation.weights[event])
        return (sums.0 + weight / (1 + exp(-Double(logits[event]))), sums.1 + weight)
      }
    }
    let (signal, background) = (passing(true), passing(false))
    let (s, b) = (100 * signal.0 / signal.1, 2000 * background.0 / background.1)
    #expect(abs(found.signal / s - 1) < 1e-5 && abs(found.background / b - 1) < 1e-5)
    #expect(abs(found.significance / (s / (s + b).squareRoot()) - 1) < 1e-5)
  }

  @Test func schedulesGoAsTheirFormulas() {
    #expect(LearningRateSchedule.constant.factor(epoch: 9) == 1)
    #expect(abs(LearningRateSchedule.exponential(factor: 0.9).factor(epoch: 3) - 0.729) < 1e-15)
    for epoch in 0...25 {
      let expected = epoch < 20 ? 0.1 + 0.9 * 0.5 * (1 + cos(Double.pi * Double(epoch) / 20)) : 0.1
      #expect(abs(LearningRateSchedule.cosine(epochs: 20, final: 0.1).factor(epoch: epoch) - expected) < 1e-15)
    }
  }

  @Test(arguments: [
    Loss.crossEntropy, .significance, .asimov(systematic: 0), .asimov(systematic: 0.5), .asimovSquared(systematic: 0.5),
  ])
  func trainingLowersTheLossItIsGiven(loss: Loss) throws {
    for hidden in [[], [23], [7, 30, 5]] {
      let model = try Self.train([TrainingPhase(loss: loss, epochs: 30, batchSize: 300)], hidden: hidden)
      let first = try #require(model.history.first)
      #expect(model.history[model.bestEpoch - 1].validation.loss < first.validation.loss)
    }
  }

  @Test func crossEntropyLearnsToTellTheClassesApart() throws {
    let model = try Self.train([TrainingPhase(loss: .crossEntropy, epochs: 30, batchSize: 64)])
    let test = try gaussianSample(events: 3000, seed: 9)
    let scores = try model.scores(of: test.features)
    let right = zip(scores, test.isSignal).filter { ($0 > 0.5) == $1 }.count
    // Four features of variance ≈ 1 shifted by 0.6: d′ = 1.2, so the best possible balanced accuracy is Φ(0.6) = 0.73.
    #expect(Double(right) / 3000 > 0.68)
    #expect(model.history[model.bestEpoch - 1].validation.accuracy > 0.68)
  }

  @Test func theModelHoldsTheParametersOfItsBestEpoch() throws {
    var phases = [TrainingPhase(loss: .crossEntropy, epochs: 400, batchSize: 16, patience: 3)]
    let stopped = try Self.train(phases)
    let losses = stopped.history.map(\.validation.loss)
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
    let options = TrainingOptions(
      hidden: [3], phases: [TrainingPhase(loss: .significance, epochs: 3, batchSize: 2)], sampling: .plain)
    let model = try Training(options).run(
      train: gaussianSample(events: 403, seed: 1), validation: gaussianSample(events: 611, seed: 2),
      yields: Self.yields,
      threads: 2)
    #expect(model.history.allSatisfy { $0.training.loss.isFinite })
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
    #expect(zip(one.history, other.history).allSatisfy { abs($0.validation.loss / $1.validation.loss - 1) < 1e-4 })
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
