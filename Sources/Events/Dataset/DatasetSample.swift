/// What a dataset knows of one of the samples that it was made of.
public struct DatasetSample: Hashable, Sendable {
  /// Empty where its class has no other.
  public let name: String
  public let isSignal: Bool
  /// Expected events in the data, which every split represents in full.
  public let expectedYield: Double
  /// Relative systematic uncertainty on `expectedYield`, independent of that of other samples.
  public let systematic: Double

  public init(name: String = "", isSignal: Bool, expectedYield: Double, systematic: Double = 0) {
    self.name = name
    self.isSignal = isSignal
    self.expectedYield = expectedYield
    self.systematic = systematic
  }

  /// An event's sample is stored as one byte.
  public static let mostSamples = 256

  /// - Throws: ``DatasetError/invalid(_:)`` unless both classes are there and every number is one that a sample may have.
  static func check(_ samples: [DatasetSample]) throws(DatasetError) {
    guard samples.count <= mostSamples else {
      throw .invalid("\(samples.count) samples; there may be \(mostSamples)")
    }
    for sample in samples {
      let number = sample.expectedYield
      guard number.isFinite, number > 0 else { throw .invalid("an expected yield is \(number)") }
      guard sample.systematic.isFinite, sample.systematic >= 0 else {
        throw .invalid("a systematic uncertainty is \(sample.systematic)")
      }
    }
    for isSignal in [true, false] {
      guard samples.contains(where: { $0.isSignal == isSignal }) else {
        throw .invalid("there is no \(isSignal ? "signal" : "background")")
      }
    }
    var names: Set<String> = []
    for sample in samples where !names.insert("\(sample.isSignal) \(sample.name)").inserted {
      throw .invalid("two samples of a class are named '\(sample.name)'")
    }
  }
}
