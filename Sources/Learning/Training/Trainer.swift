/// One training in progress: the network, Adam, the prepared splits and all scratch memory. Nothing is allocated, and
/// nothing shared, while an epoch runs.
struct Trainer: ~Copyable {
  private let pass: NetworkPass
  private var adam: Adam
  private let training: StandardisedSample
  private let validation: StandardisedSample
  private let yields: Yields
  private let batch: FloatBuffer
  private let batchWeights: FloatBuffer
  private let logits: FloatBuffer
  private var order: [UInt32]
  private var generator: Philox

  /// Events between two looks at `isCancelled`.
  private static let cancellationInterval = 1 << 16

  /// - Throws: `missingClass`.
  init(
    train: LabelledSample, validation: LabelledSample, standardiser: Standardiser, layout: NetworkLayout,
    options: TrainingOptions, yields: Yields
  ) throws(LearningError) {
    let largest = options.phases.map(\.batchSize).max() ?? 1
    let capacity = (largest + 7) & ~7
    let trainingRows = try StandardisedSample(train, standardiser: standardiser, split: .training)
    let validationRows = try StandardisedSample(validation, standardiser: standardiser, split: .validation)
    training = trainingRows
    self.validation = validationRows
    pass = NetworkPass(layout: layout, capacity: capacity)
    adam = Adam(count: layout.count, learningRate: options.learningRate)
    batch = FloatBuffer(count: capacity * layout.inputStride)
    batchWeights = FloatBuffer(count: capacity)
    logits = FloatBuffer(count: max(capacity, (validation.count + 7) & ~7))
    order = (0..<UInt32(train.count)).map { $0 }
    generator = Philox(seed: options.seed, stream: RandomStream.shuffles)
    self.yields = yields
    layout.pack(layout.glorotUniform(seed: options.seed), into: pass.parameters.start)
  }

  /// The parameters, packed.
  var parameters: [Float] {
    get { pass.parameters.array }
    set {
      for (index, value) in newValue.prefix(pass.parameters.count).enumerated() {
        pass.parameters.start[index] = value
      }
    }
  }

  /// The layers in plain form.
  var layers: [DenseLayer] { pass.layout.unpack(pass.parameters.start) }

  /// Forgets Adam's moments, between phases.
  mutating func resetOptimiser() { adam.reset() }

  /// Goes once through the training split in a new random order.
  /// - Returns: mean loss and accuracy over the batches.
  /// - Throws: `cancelled`, or `noUsableBatch`.
  mutating func runEpoch(
    of phase: TrainingPhase, isCancelled: () -> Bool
  ) throws(LearningError) -> (loss: Double, accuracy: Double) {
    generator.shuffle(&order)
    var (loss, events, correct, weight) = (0.0, 0, 0.0, 0.0)
    var untilLook = 0
    for start in stride(from: 0, to: training.count, by: phase.batchSize) {
      if untilLook <= 0 {
        guard !isCancelled() else { throw .cancelled }
        untilLook = Self.cancellationInterval
      }
      let count = min(phase.batchSize, training.count - start)
      untilLook -= count
      guard let outcome = step(from: start, count: count, loss: phase.loss) else { continue }
      loss += outcome.value * Double(count)
      events += count
      correct += outcome.correct
      weight += outcome.weight
    }
    guard events > 0, weight > 0 else { throw .noUsableBatch(size: phase.batchSize) }
    return (loss / Double(events), correct / weight)
  }

  /// The loss and the accuracy of the whole validation split.
  func validate(_ loss: Loss) -> (loss: Double, accuracy: Double) {
    pass.evaluate(input: validation.rows, events: validation.count, logits: logits.start)
    let outcome = BatchLoss.evaluate(
      loss, logits: logits.start, weights: validation.weights.start, events: validation.count, yields: yields,
      derivatives: logits.start)
    // The split holds both classes, so there is an outcome; NaN would be reported as a divergence.
    return outcome.map { ($0.value, $0.correct / $0.weight) } ?? (.nan, .nan)
  }

  /// One batch: gather, forward, loss, backward, Adam.
  private mutating func step(from start: Int, count: Int, loss: Loss) -> BatchLoss? {
    let rows = Rows(start: batch.start, stride: training.stride)
    order.withUnsafeBufferPointer { order in
      guard let chosen = order.baseAddress else { return }
      for first in stride(from: 0, to: count, by: NetworkPass.block) {
        let events = min(NetworkPass.block, count - first)
        training.gather(
          chosen + start + first, count: events, into: rows.from(first), weights: batchWeights.start + first)
        pass.forward(input: rows, first: first, events: events, logits: logits.start + first)
      }
    }
    // Rows beyond the last event are left over from larger batches; without weight they count for nothing.
    for event in count..<((count + 7) & ~7) { batchWeights.start[event] = 0 }
    guard
      let outcome = BatchLoss.evaluate(
        loss, logits: logits.start, weights: batchWeights.start, events: count, yields: yields,
        derivatives: logits.start)
    else { return nil }
    pass.backward(input: rows, derivatives: logits.start, events: count)
    adam.step(pass.parameters.start, gradient: pass.gradient.start)
    return outcome
  }
}
