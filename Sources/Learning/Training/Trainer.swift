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

  /// Events between two looks at `isCancelled`.
  private static let cancellationInterval = 1 << 16

  /// - Throws: `missingClass`.
  init(
    train: LabelledSample, validation: LabelledSample, standardiser: Standardiser, layout: NetworkLayout,
    options: TrainingOptions, yields: Yields, team: WorkerTeam
  ) throws(LearningError) {
    let trainingRows = try StandardisedSample(train, standardiser: standardiser, split: .training)
    let validationRows = try StandardisedSample(validation, standardiser: standardiser, split: .validation)
    self.layout = layout
    self.options = options
    self.yields = yields
    self.team = team
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
    var total = EpochTotal()
    var wasCancelled = false
    team.run { [self] thread in
      let worker = EpochWorker(
        layout: layout, pass: passes[thread], sample: training.rows, weightColumn: training.weightColumn,
        order: order, parameters: parameters.start, gradient: gradient.start, partials: partials, team: team,
        thread: thread)
      var powers = adam.powers
      var own = EpochTotal()
      var untilLook = 0
      for batch in 0..<order.batches {
        let events = worker.parts(batch)
        guard let outcome = worker.gather(batch, loss: phase.loss, yields: yields, step: step &+ UInt64(batch))
        else {
          team.meet()
          continue
        }
        if thread == 0 {
          own.add(outcome, events: events.signal + events.background)
          untilLook -= events.signal + events.background
          if untilLook <= 0 {
            partials.isCancelled = isCancelled()
            untilLook = Self.cancellationInterval
          }
        }
        powers.advance()
        adam.step(
          parameters.start, gradient: gradient.start, range: worker.stretch, powers: powers, learningRate: rate)
        team.meet()
        if partials.isCancelled { break }
      }
      if thread == 0 {
        total = own
        adam.powers = powers
        wasCancelled = partials.isCancelled
      }
    }
    guard !wasCancelled else { throw .cancelled }
    guard total.events > 0 else { throw .noUsableBatch(size: batchSize) }
    return EpochMetrics(
      loss: phase.loss, value: total.loss / Double(total.events), signal: total.signal, background: total.background,
      yields: yields, area: partials.area())
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

/// What the batches of an epoch add up to.
private struct EpochTotal {
  /// Σ loss · events, and Σ events.
  var loss = 0.0
  var events = 0
  var signal = LossKernels.Sums()
  var background = LossKernels.Sums()

  mutating func add(_ outcome: EpochWorker.Outcome, events: Int) {
    loss += outcome.loss * Double(events)
    self.events += events
    signal = signal + outcome.signal
    background = background + outcome.background
  }
}
