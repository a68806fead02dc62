/// The course of a training: phases, epochs, and when to stop.
struct TrainingRun {
  private let options: TrainingOptions
  private let trainer: Trainer
  private(set) var history: [EpochRecord] = []
  /// How the untrained network does, by the loss of the final phase.
  private(set) var start: EpochMetrics?
  /// The epoch whose parameters the trainer is left with.
  private(set) var bestEpoch = 0
  private var phase = 0
  private var epochOfPhase = 0
  private var stopping: EarlyStopping?

  init(options: TrainingOptions, trainer: Trainer) {
    (self.options, self.trainer) = (options, trainer)
  }

  /// Takes up where another run left off, if it was one of the same options and as many events.
  mutating func resume(from start: TrainingCheckpoint?, events: Int, floats: Int) {
    guard let start, start.options == options, start.events == events, options.phases.indices.contains(start.phase),
      [start.state.parameters, start.state.first, start.state.second].allSatisfy({ $0.count == floats })
    else { return }
    trainer.state = start.state
    (phase, epochOfPhase, stopping) = (start.phase, start.epochOfPhase, start.stopping)
    (history, self.start) = (start.history, start.start)
  }

  /// Runs all that is left.
  mutating func finish(
    events: Int, checkpoint: (() -> TrainingCheckpoint) -> Void, progress: (EpochRecord) -> Void,
    isCancelled: @escaping () -> Bool
  ) throws(LearningError) {
    if history.isEmpty, let loss = options.phases.last?.loss {
      let metrics = trainer.validate(loss)
      // Where the loss has overflowed there is nothing to fall below.
      if metrics.loss.isFinite, metrics.significance.isFinite { start = metrics }
    }
    while phase < options.phases.count {
      let current = options.phases[phase]
      var stopping = self.stopping ?? EarlyStopping(current)
      while epochOfPhase < current.epochs, !stopping.isOver {
        let record = try runEpoch(of: current, isCancelled: isCancelled)
        stopping.note(loss: record.validation.loss, epoch: record.epoch, parameters: trainer.packed)
        epochOfPhase += 1
        progress(record)
        checkpoint {
          TrainingCheckpoint(
            options: options, events: events, state: trainer.state, stopping: stopping, phase: phase,
            epochOfPhase: epochOfPhase, start: start, history: history)
        }
      }
      trainer.set(stopping.parameters)
      bestEpoch = stopping.epoch
      trainer.resetOptimiser()
      phase += 1
      epochOfPhase = 0
      self.stopping = nil
    }
  }

  private mutating func runEpoch(
    of current: TrainingPhase, isCancelled: @escaping () -> Bool
  ) throws(LearningError) -> EpochRecord {
    let epoch = history.count + 1
    let training = try trainer.runEpoch(
      epoch - 1, of: current, epochOfPhase: epochOfPhase, isCancelled: isCancelled)
    let validation = trainer.validate(current.loss)
    guard training.loss.isFinite, validation.loss.isFinite, trainer.packed.allSatisfy(\.isFinite) else {
      throw .diverged(epoch: epoch)
    }
    let record = EpochRecord(
      epoch: epoch, phase: phase, loss: current.loss, training: training, validation: validation)
    history.append(record)
    return record
  }
}
