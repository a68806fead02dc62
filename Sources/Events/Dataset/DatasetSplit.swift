import Storage

/// One part of a dataset: training, validation or test.
public struct DatasetSplit: Hashable, Sendable {
  /// Row by row: `features[event * featureCount + feature]`.
  public let features: StoredFloats
  /// The sample of each event: a place among ``Dataset/samples``.
  public let sample: [UInt8]
  /// The class of each event.
  public let isSignal: [Bool]
  /// Event weights, ≥ 0: as the files have them where a class has one sample, and where it has more such that the weights of
  /// each, summed over all splits, are its expected yield.
  public let weights: [Float]
  /// Expected events that each event of this split stands for: its sample's expected yield × wᵢ ÷ Σw over the sample's events
  /// in this split. So every split, whatever its size, represents the full expected yield of every sample.
  public let physicalWeights: [Double]

  /// Number of events.
  public var count: Int { sample.count }

  /// - Parameter samples: of the whole dataset.
  /// - Throws: ``DatasetError`` when the lengths do not fit each other, a feature is not finite, a weight is invalid, or a
  ///   sample weighs nothing.
  init(
    name: String, featureCount: Int, features: StoredFloats, sample: [UInt8], weights: [Float], samples: [DatasetSample]
  ) throws(DatasetError) {
    guard weights.count == sample.count, features.count == sample.count * featureCount else {
      throw .invalid("the arrays of split '\(name)' differ in length")
    }
    guard features.withUnsafeBufferPointer(Self.allFinite) else {
      throw .invalid("a feature in split '\(name)' is not finite")
    }
    guard weights.withUnsafeBufferPointer(Self.allFinite), weights.allSatisfy({ $0 >= 0 }) else {
      throw .invalid("a weight in split '\(name)' is negative or not finite")
    }
    guard sample.allSatisfy({ Int($0) < samples.count }) else {
      throw .invalid("an event in split '\(name)' is of no sample")
    }
    var sums = [Double](repeating: 0, count: samples.count)
    for (weight, sample) in zip(weights, sample) { sums[Int(sample)] += Double(weight) }
    if !weights.isEmpty, let empty = sums.firstIndex(where: { !($0 > 0) }) {
      let sample = samples[empty]
      let which = sample.name.isEmpty ? "" : " '\(sample.name)'"
      throw .invalid("split '\(name)' lacks weight in the \(sample.isSignal ? "signal" : "background")\(which)")
    }
    physicalWeights = zip(weights, sample).map { weight, sample in
      samples[Int(sample)].expectedYield * (Double(weight) / sums[Int(sample)])
    }
    let classes = samples.map(\.isSignal)
    isSignal = sample.map { classes[Int($0)] }
    self.features = features
    self.sample = sample
    self.weights = weights
  }

  /// All exponents below that of infinity, without a branch for each value.
  private static func allFinite(_ values: UnsafeBufferPointer<Float>) -> Bool {
    var largest: UInt32 = 0
    for value in values { largest = max(largest, value.bitPattern & 0x7FFF_FFFF) }
    return largest < Float.infinity.bitPattern
  }
}
