/// One part of a dataset: training, validation or test.
public struct DatasetSplit: Hashable, Sendable {
  /// Row by row: `features[event * featureCount + feature]`.
  public let features: [Float]
  /// The class of each event.
  public let isSignal: [Bool]
  /// Event weights as the files have them, ≥ 0.
  public let weights: [Float]
  /// Expected events that each event of this split stands for: its class's expected yield × wᵢ ÷ Σw over the class's events
  /// in this split. So every split, whatever its size, represents the full expected yield of both classes.
  public let physicalWeights: [Double]

  /// Number of events.
  public var count: Int { isSignal.count }

  /// - Throws: ``DatasetError`` when the lengths do not fit each other, a feature is not finite, or a weight is invalid.
  init(
    name: String, featureCount: Int, features: [Float], isSignal: [Bool], weights: [Float], signalYield: Double,
    backgroundYield: Double
  ) throws(DatasetError) {
    guard weights.count == isSignal.count, features.count == isSignal.count * featureCount else {
      throw .invalid("the arrays of split '\(name)' differ in length")
    }
    guard Self.allFinite(features) else { throw .invalid("a feature in split '\(name)' is not finite") }
    guard Self.allFinite(weights), weights.allSatisfy({ $0 >= 0 }) else {
      throw .invalid("a weight in split '\(name)' is negative or not finite")
    }
    var sums = (signal: 0.0, background: 0.0)
    for (weight, isSignal) in zip(weights, isSignal) {
      if isSignal { sums.signal += Double(weight) } else { sums.background += Double(weight) }
    }
    guard weights.isEmpty || (sums.signal > 0 && sums.background > 0) else {
      throw .invalid("split '\(name)' lacks weight in one class")
    }
    physicalWeights = zip(weights, isSignal).map { weight, isSignal in
      isSignal ? signalYield * (Double(weight) / sums.signal) : backgroundYield * (Double(weight) / sums.background)
    }
    self.features = features
    self.isSignal = isSignal
    self.weights = weights
  }

  /// All exponents below that of infinity, without a branch for each value.
  private static func allFinite(_ values: [Float]) -> Bool {
    var largest: UInt32 = 0
    for value in values { largest = max(largest, value.bitPattern & 0x7FFF_FFFF) }
    return largest < Float.infinity.bitPattern
  }
}
