/// A trained network with all that is needed to score events, and the record of how it came about.
public struct TrainedModel: Sendable, Hashable {
  /// The features it expects, in order.
  public let featureNames: [String]
  /// Fitted to the training split.
  public let standardiser: Standardiser
  /// The hidden layers and the output unit.
  public let layers: [DenseLayer]
  /// What was trained and how, the seed included.
  public let options: TrainingOptions
  /// The expected yields that the losses were computed with.
  public let yields: Yields
  /// One record for each epoch of all phases.
  public let history: [EpochRecord]
  /// The epoch, counted from 1 as in `history`, whose parameters these are.
  public let bestEpoch: Int

  /// The loss of the final phase.
  public var loss: Loss { options.phases.last?.loss ?? .crossEntropy }
  /// The seed of weights and shuffles.
  public var seed: UInt64 { options.seed }

  /// The network's output for each event, between 0 and 1.
  ///
  /// Scores above 1 − 2⁻²⁴ round to 1; `logits(of:)` keeps the order of such events.
  /// - Parameter features: row-major matrix, events × `featureNames.count`, in the units of the training.
  /// - Returns: one score for each event.
  /// - Throws: `differentFeatures` if the numbers do not fill whole rows, `notFinite`.
  public func scores(of features: [Float]) throws(LearningError) -> [Float] {
    try run(features, appliesSigmoid: true)
  }

  /// The output unit's sum before the sigmoid, ln(score/(1 − score)), for each event; as `scores(of:)` otherwise.
  public func logits(of features: [Float]) throws(LearningError) -> [Float] {
    try run(features, appliesSigmoid: false)
  }

  private func run(_ features: [Float], appliesSigmoid: Bool) throws(LearningError) -> [Float] {
    let columns = featureNames.count
    guard features.count % columns == 0 else {
      throw .differentFeatures(expected: columns, found: features.count % columns)
    }
    try requireFinite(features, names: featureNames)
    let layout = try NetworkLayout(inputs: columns, hidden: layers.dropLast().map(\.units))
    let pass = NetworkPass(layout: layout, capacity: NetworkPass.block)
    layout.pack(layers, into: pass.parameters.start)
    let rows = FloatBuffer(count: NetworkPass.block * layout.inputStride)
    let logits = FloatBuffer(count: NetworkPass.block)
    let events = features.count / columns
    return [Float](unsafeUninitializedCapacity: events) { output, initialized in
      features.withUnsafeBufferPointer { features in
        for first in stride(from: 0, to: events, by: NetworkPass.block) {
          let count = min(NetworkPass.block, events - first)
          standardiser.fill(
            Rows(start: rows.start, stride: layout.inputStride), from: features, events: first..<first + count)
          pass.evaluate(
            input: Rows(start: rows.start, stride: layout.inputStride), events: count, logits: logits.start)
          if appliesSigmoid { LossKernels.sigmoid(logits.start, events: count) }
          for event in 0..<count { output.initializeElement(at: first + event, to: logits.start[event]) }
        }
      }
      initialized = events
    }
  }
}
