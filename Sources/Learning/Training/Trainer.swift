/// One training in progress: the network, Adam, the prepared splits and all scratch memory. Nothing is allocated while an
/// epoch runs, and no number depends on how many threads run it.
///
/// A significance loss is a function of two sums, so that ∂ℓ/∂θ = ∂ℓ/∂s Σ ∂s_i/∂θ + ∂ℓ/∂b Σ ∂b_i/∂θ: both sums are gathered
/// while the events lie in the L1 cache, before ℓ is known, and weighed afterwards. One pass over a batch does.
final class Trainer {
  private let layout: NetworkLayout
  private let options: TrainingOptions
  private let yields: Yields
  private let training: StandardisedSample
  private let validation: StandardisedSample
  private let parameters: FloatBuffer
  private let gradient: FloatBuffer
  private let partials: PartialSums
  private let passes: [BlockPass]
  private let order: EpochOrder
  private let adam: Adam
  private let team: WorkerTeam
  private var teamwork: Teamwork

  /// Events between two looks at `isCancelled` and at the clock.
  private static let watchInterval = 1 << 14

  /// - Throws: `missingClass`, or `scratch`.
  init(
    train: LabelledSample, validation: LabelledSample, standardiser: Standardiser, layout: NetworkLayout,
    options: TrainingOptions, yields: Yields, team: WorkerTeam, teamwork: Teamwork? = nil, scratch: String? = nil
  ) throws(LearningError) {
    let trainingRows = try StandardisedSample(train, standardiser: standardiser, split: .training, scratch: scratch)
    let validationRows = try StandardisedSample(
      validation, standardiser: standardiser, split: .validation, scratch: scratch)
    self.layout = layout
    self.options = options
    self.yields = yields
    self.team = team
    self.teamwork = teamwork ?? Teamwork(threads: team.count)
    order = EpochOrder(
      signalCount: trainingRows.signalCount, count: trainingRows.count, sampling: options.sampling, seed: options.seed)
    training = trainingRows
    self.validation = validationRows
    parameters = FloatBuffer(count: layout.count)
    gradient = FloatBuffer(count: layout.count)
    partials = PartialSums(count: layout.count)
    adam = Adam(layout: layout, options: options)
    passes = (0..<team.count).map { _ in
      BlockPass(
        layout: layout, dropout: Dropout(rate: options.dropout, layers: layout.layers.count, seed: options.seed))
    }
    layout.pack(layout.initialLayers(options.initialisation, seed: options.seed), into: parameters.start)
  }

  /// Parameters and the optimiser's memory: all that the next epoch depends on, beside its number.
  struct State: Sendable, Hashable, Codable {
    var parameters: [Float]
    var first: [Float]
    var second: [Float]
    var powers: Adam.Powers
  }

  var state: State {
    get {
      State(
        parameters: parameters.array, first: adam.first.array, second: adam.second.array, powers: adam.powers)
    }
    set {
      set(newValue.parameters)
      adam.first.set(newValue.first)
      adam.second.set(newValue.second)
      adam.powers = newValue.powers
    }
  }

  func set(_ packed: [Float]) { parameters.set(packed) }

  /// The parameters, packed.
  var packed: [Float] { parameters.array }

  /// The layers in plain form.
  var layers: [DenseLayer] { layout.unpack(parameters.start) }

  /// Forgets Adam's moments, between phases.
  func resetOptimiser() { adam.reset() }

  /// Goes once through the training split in a new random order.
  /// - Parameters:
  ///   - epoch: counted from 0 through all phases; decides the order.
  ///   - epochOfPhase: counted from 0 in the phase; decides batch size and learning rate.
  /// - Throws: `cancelled`, or `noUsableBatch`.
  func runEpoch(
    _ epoch: Int, of phase: TrainingPhase, epochOfPhase: Int, isCancelled: @escaping () -> Bool
  ) throws(LearningError) -> EpochMetrics {
    let batchSize = phase.batchSize(epoch: epochOfPhase)
    order.shuffle(epoch: epoch, batchSize: batchSize, team: team)
    partials.clearHistograms()
    let rate = options.learningRate * options.schedule.factor(epoch: epochOfPhase)
    let step = UInt64(epoch) &* UInt64(order.batches)
    var course = Course(powers: adam.powers)
    while course.batch < order.batches {
      course = run(course, loss: phase.loss, rate: rate, step: step, isCancelled: isCancelled)
      adam.powers = course.powers
      guard !course.isCancelled else { throw .cancelled }
    }
    guard course.events > 0 else { throw .noUsableBatch(size: batchSize) }
    return EpochMetrics(
      loss: phase.loss, value: course.loss / Double(course.events), signal: course.signal,
      background: course.background, yields: yields, area: partials.area())
  }

  /// Runs batches until the epoch is over, or cancelled, or better left to another number of threads.
  /// - Parameters:
  ///   - course: where the epoch stands.
  ///   - rate: the learning rate.
  ///   - step: number of the epoch's first batch in the training.
  /// - Returns: where it stands then.
  private func run(
    _ course: Course, loss: Loss, rate: Double, step: UInt64, isCancelled: @escaping () -> Bool
  ) -> Course {
    let threads = teamwork.isAlone ? 1 : team.count
    var reached = course
    partials.isInterrupted = false
    let queue = PartQueue(threads: threads)
    let work: (Int) -> Void = { [self] thread in
      var worker = EpochWorker(
        layout: layout, pass: passes[thread], sample: training.rows, weightColumn: training.weightColumn,
        order: order, parameters: parameters.start, gradient: gradient.start, partials: partials, queue: queue,
        team: team, threads: threads, thread: thread)
      var own = course
      var untilWatch = 0
      while own.batch < order.batches, !partials.isInterrupted {
        let events = worker.parts(own.batch).events
        let outcome = worker.gather(own.batch, loss: loss, yields: yields, step: step &+ UInt64(own.batch))
        own.batch += 1
        if let outcome {
          own.add(outcome, events: events)
          adam.step(
            parameters.start, gradient: gradient.start, range: worker.stretch, powers: own.powers, learningRate: rate)
        }
        untilWatch -= events
        if thread == 0, untilWatch <= 0 {
          own.isCancelled = isCancelled()
          let changes = teamwork.changes(at: WorkerTeam.now, waited: team.waited)
          partials.isInterrupted = changes || own.isCancelled
          untilWatch = Self.watchInterval
        }
        worker.meet()
      }
      if thread == 0 { reached = own }
    }
    if threads > 1 { team.run(work) } else { work(0) }
    return reached
  }

  /// The whole validation split.
  func validate(_ loss: Loss) -> EpochMetrics {
    partials.clearHistograms()
    let parts = BatchParts(
      signal: validation.signalCount, background: validation.count - validation.signalCount)
    team.run { [self] thread in
      for part in stride(from: thread, to: parts.count, by: team.count) {
        partials.clearSums(part)
        for index in parts.blocks(of: part) {
          let block = parts.block(index)
          let first = block.isSignal ? 0 : parts.signal
          passes[thread].forward(
            validation.rows, weightColumn: validation.weightColumn,
            events: block.events.lowerBound + first..<block.events.upperBound + first, parameters: parameters.start)
          partials.add(block, of: passes[thread], to: part, loss: loss, scale: 1)
        }
      }
    }
    let (signal, background) = partials.sums(parts.count)
    // The split holds both classes, so there is an outcome; NaN would be reported as a divergence.
    let outcome = BatchLoss.evaluate(
      loss, signal: signal, background: background, events: validation.count, yields: yields)
    return EpochMetrics(
      loss: loss, value: outcome?.value ?? .nan, signal: signal, background: background, yields: yields,
      area: partials.area())
  }
}

/// Where an epoch stands, and what its batches add up to.
private struct Course {
  var powers: Adam.Powers
  /// The next one.
  var batch = 0
  var isCancelled = false
  /// Σ loss · events, and Σ events.
  var loss = 0.0
  var events = 0
  var signal = LossKernels.Sums()
  var background = LossKernels.Sums()

  init(powers: Adam.Powers) { self.powers = powers }

  mutating func add(_ outcome: EpochWorker.Outcome, events: Int) {
    powers.advance()
    loss += outcome.loss * Double(events)
    self.events += events
    signal = signal + outcome.signal
    background = background + outcome.background
  }
}
