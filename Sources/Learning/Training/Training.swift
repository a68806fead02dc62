/// Trains a network: dense, rectified hidden layers, one sigmoid unit whose output is the score.
///
///     let training = Training(TrainingOptions(phases: [.pretraining(), TrainingPhase(loss: .asimov(systematic: 0.5))]))
///     let model = try training.run(train: train, validation: validation, yields: yields)
///     let scores = try model.scores(of: test.features)
///
/// Runs share nothing, so that they may go on side by side. The same samples, options and yields give the same bytes for
/// any number of threads, on every machine with fused multiply-add.
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
  ///   - threads: how many work on each batch, the caller's included. The result does not depend on it.
  ///   - start: where a run with the same samples and options left off; one of other options is not looked at.
  ///   - checkpoint: called behind each epoch with what makes a checkpoint, for those who want one now.
  ///   - progress: told of each epoch when it is over.
  ///   - scratch: a folder for events beyond ``MemoryLimit``; `nil` keeps all in memory.
  ///   - isCancelled: asked about every 16 384 events; true ends the run.
  /// - Returns: the network with the parameters of its best epoch.
  /// - Throws: `LearningError` for input that cannot be trained, `diverged`, or `cancelled`.
  public func run(
    train: LabelledSample, validation: LabelledSample, yields: Yields, threads: Int = 1, scratch: String? = nil,
    from start: TrainingCheckpoint? = nil, checkpoint: (() -> TrainingCheckpoint) -> Void = { _ in },
    progress: (EpochRecord) -> Void = { _ in }, isCancelled: @escaping () -> Bool = { false }
  ) throws(LearningError) -> TrainedModel {
    try options.check(events: train.count)
    try yields.check()
    try Self.check(train, against: validation)
    let layout = try options.layout(inputs: train.featureCount)
    let standardiser = try Standardiser(fitting: train)
    var model: TrainedModel?
    try WorkerTeam.with(count: max(1, min(threads, BatchParts.most))) { team throws(LearningError) in
      let trainer = try Trainer(
        train: train, validation: validation, standardiser: standardiser, layout: layout, options: options,
        yields: yields, team: team, scratch: scratch)
      var run = TrainingRun(options: options, trainer: trainer)
      run.resume(from: start, events: train.count, floats: layout.count)
      try run.finish(events: train.count, checkpoint: checkpoint, progress: progress, isCancelled: isCancelled)
      model = TrainedModel(
        featureNames: train.featureNames, standardiser: standardiser, layers: trainer.layers,
        origin: .training(
          TrainingRecord(
            options: options, yields: yields, start: run.start, history: run.history, bestEpoch: run.bestEpoch)))
    }
    guard let model else { throw .cancelled }
    return model
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
