/// Trains a network: dense, rectified hidden layers, one sigmoid unit whose output is the score.
///
///     let training = Training(TrainingOptions(phases: [.pretraining(), TrainingPhase(loss: .asimov(systematic: 0.5))]))
///     let model = try training.run(train: train, validation: validation, yields: yields)
///     let scores = try model.scores(of: test.features)
///
/// A run uses one thread and shares nothing, so that independent runs may go on side by side. The same samples, options and
/// yields give the same bytes on every machine with fused multiply-add.
public struct Training: Sendable {
  /// What to train and how.
  public let options: TrainingOptions

  /// - Parameter options: checked by `run`.
  public init(_ options: TrainingOptions) {
    self.options = options
  }

  /// Trains a network.
  /// - Parameters:
  ///   - train: the events to learn from; the standardiser is fitted to them alone.
  ///   - validation: the events that decide when to stop.
  ///   - yields: S and B; the cross-entropy does not look at them.
  ///   - progress: told of each epoch when it is over.
  ///   - isCancelled: asked about every 65 536 events; true ends the run.
  /// - Returns: the network with the parameters of its best epoch.
  /// - Throws: `LearningError` for input that cannot be trained, `diverged`, or `cancelled`.
  public func run(
    train: LabelledSample, validation: LabelledSample, yields: Yields, progress: (EpochRecord) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws(LearningError) -> TrainedModel {
    try options.check(events: train.count)
    try yields.check()
    try Self.check(train, against: validation)
    let layout = try NetworkLayout(inputs: train.featureCount, hidden: options.hidden)
    let standardiser = try Standardiser(fitting: train)
    var trainer = try Trainer(
      train: train, validation: validation, standardiser: standardiser, layout: layout, options: options,
      yields: yields)
    var history: [EpochRecord] = []
    var bestEpoch = 0
    for (index, phase) in options.phases.enumerated() {
      trainer.resetOptimiser()
      bestEpoch = try Self.run(
        phase, index: index, trainer: &trainer, history: &history, isCancelled: isCancelled, progress: progress)
    }
    return TrainedModel(
      featureNames: train.featureNames, standardiser: standardiser, layers: trainer.layers, options: options,
      yields: yields, history: history, bestEpoch: bestEpoch)
  }

  /// Runs a phase to its end.
  /// - Returns: the epoch whose parameters `trainer` is left with.
  private static func run(
    _ phase: TrainingPhase, index: Int, trainer: inout Trainer, history: inout [EpochRecord], isCancelled: () -> Bool,
    progress: (EpochRecord) -> Void
  ) throws(LearningError) -> Int {
    var stopping = EarlyStopping(patience: phase.patience)
    for _ in 0..<phase.epochs {
      let epoch = history.count + 1
      let training = try trainer.runEpoch(of: phase, isCancelled: isCancelled)
      let validation = trainer.validate(phase.loss)
      let parameters = trainer.parameters
      guard training.loss.isFinite, validation.loss.isFinite, parameters.allSatisfy(\.isFinite) else {
        throw .diverged(epoch: epoch)
      }
      let record = EpochRecord(
        epoch: epoch, phase: index, loss: phase.loss, trainingLoss: training.loss, validationLoss: validation.loss,
        trainingAccuracy: training.accuracy, validationAccuracy: validation.accuracy)
      history.append(record)
      progress(record)
      if stopping.note(loss: validation.loss, epoch: epoch, parameters: parameters) { break }
    }
    trainer.parameters = stopping.parameters
    return stopping.epoch
  }

  private static func check(
    _ train: LabelledSample, against validation: LabelledSample
  ) throws(LearningError) {
    guard train.count <= Int(UInt32.max) else { throw .tooManyEvents(train.count) }
    guard train.featureCount == validation.featureCount else {
      throw .differentFeatures(expected: train.featureCount, found: validation.featureCount)
    }
    for (column, (expected, found)) in zip(train.featureNames, validation.featureNames).enumerated()
    where expected != found {
      throw .differentNames(expected: expected, found: found, column: column)
    }
  }
}
