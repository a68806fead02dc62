import Storage

/// A trained network with all that is needed to score events, and where it comes from.
public struct TrainedModel: Sendable, Hashable {
  /// The features it expects, in order.
  public let featureNames: [String]
  /// Fitted to the training split.
  public let standardiser: Standardiser
  /// The hidden layers and the output unit.
  public let layers: [DenseLayer]
  /// How the network came about.
  public let origin: Origin

  /// Where a network comes from.
  public enum Origin: Sendable, Hashable, Codable {
    /// Asimov trained it.
    case training(TrainingRecord)
    /// Another program did: the one that wrote its file, as that file names it; may be empty.
    case file(producer: String)
  }

  /// How it was trained; `nil` for a network that another program has trained.
  public var training: TrainingRecord? {
    if case .training(let record) = origin { record } else { nil }
  }

  /// Keeps what it is given.
  /// - Parameters:
  ///   - featureNames: one for each of the standardiser's features and the first layer's inputs.
  ///   - layers: the last one has one unit and the sigmoid.
  ///   - origin: a training's options are those of the layers.
  package init(featureNames: [String], standardiser: Standardiser, layers: [DenseLayer], origin: Origin) {
    (self.featureNames, self.standardiser) = (featureNames, standardiser)
    (self.layers, self.origin) = (layers, origin)
  }

  /// The network's output for each event, between 0 and 1.
  ///
  /// Scores above 1 − 2⁻²⁴ round to 1; `logits(of:)` keeps the order of such events.
  /// - Parameters:
  ///   - features: row-major matrix, events × `featureNames.count`, in the units of the training.
  ///   - threads: how many work on it.
  /// - Returns: one score for each event.
  /// - Throws: `differentFeatures` if the numbers do not fill whole rows, `notFinite`.
  public func scores(of features: [Float], threads: Int = 1) throws(LearningError) -> [Float] {
    try scores(of: StoredFloats(features), threads: threads)
  }

  /// The same of features that need not be in memory.
  public func scores(of features: StoredFloats, threads: Int = 1) throws(LearningError) -> [Float] {
    try run(features, appliesSigmoid: true, threads: threads)
  }

  /// The output unit's sum before the sigmoid, ln(score/(1 − score)), for each event; as `scores(of:)` otherwise.
  public func logits(of features: [Float], threads: Int = 1) throws(LearningError) -> [Float] {
    try logits(of: StoredFloats(features), threads: threads)
  }

  /// The same of features that need not be in memory.
  public func logits(of features: StoredFloats, threads: Int = 1) throws(LearningError) -> [Float] {
    try run(features, appliesSigmoid: false, threads: threads)
  }

  /// - Throws: `differentFeatures` if the numbers do not fill whole rows.
  func events(in features: StoredFloats) throws(LearningError) -> Int {
    let (events, rest) = features.count.quotientAndRemainder(dividingBy: featureNames.count)
    guard rest == 0 else { throw .differentFeatures(expected: featureNames.count, found: rest) }
    return events
  }

  private func run(
    _ features: StoredFloats, appliesSigmoid: Bool, threads: Int
  ) throws(LearningError) -> [Float] {
    let events = try events(in: features)
    let layout = try NetworkLayout(of: layers)
    let parameters = FloatBuffer(count: layout.count)
    layout.pack(layers, into: parameters.start)
    var isSound = true
    // Not zeroed: the threads would wait for it.
    let scores = [Float](unsafeUninitializedCapacity: events) { scores, count in
      features.withUnsafeBufferPointer { features in
        let scorer = Scorer(
          standardiser: standardiser, layout: layout, parameters: parameters.start, features: features, scores: scores,
          appliesSigmoid: appliesSigmoid)
        isSound = EventQueue.run(events: events, threads: threads) { scorer.score($0) }
      }
      count = events
    }
    if !isSound { try requireFinite(features, names: featureNames) }
    return scores
  }
}
