/// Signal and background events ready for a network: features, classes and weights in three splits.
public struct Dataset: Hashable, Sendable {
  /// The names of the features, in the order in which each row of ``DatasetSplit/features`` has them.
  public let featureNames: [String]
  /// Expected events of each class, which every split represents in full.
  public let signalYield: Double
  public let backgroundYield: Double
  public let train: DatasetSplit
  public let validation: DatasetSplit
  public let test: DatasetSplit

  /// Splits signal and background by a seeded permutation of each, so that both have the given fractions everywhere.
  ///
  /// Every event lands in exactly one split. The same samples, fractions and seed give the same splits on every machine. Within
  /// a split the signal comes first, and the events of a class are in the order of their file.
  ///
  /// - Parameters:
  ///   - features: names of columns, at least one, that both samples have.
  ///   - fractions: the shares of the splits; a split of fraction 0 is empty.
  ///   - seed: any number.
  /// - Throws: ``DatasetError`` for features that are missing or named twice, and for too few events to fill a split.
  public init(
    signal: EventSample, background: EventSample, features: [String], fractions: SplitFractions, seed: UInt64
  ) throws(DatasetError) {
    try Self.check(features)
    var samples: [SplitSample] = []
    for (stream, (name, sample)) in [("signal", signal), ("background", background)].enumerated() {
      var random = Philox(seed: seed, stream: UInt64(stream))
      samples.append(
        try SplitSample(
          sample, name: name, features: features, counts: fractions.counts(of: sample.table.count),
          fractions: fractions, random: &random))
    }
    try self.init(
      featureNames: features, signalYield: signal.expectedYield, backgroundYield: background.expectedYield
    ) { index, name throws(DatasetError) in
      let (signalPart, backgroundPart) = (samples[0].rows(of: index), samples[1].rows(of: index))
      return try DatasetSplit(
        name: name, featureCount: features.count, features: signalPart.features + backgroundPart.features,
        isSignal: [Bool](repeating: true, count: signalPart.weights.count)
          + [Bool](repeating: false, count: backgroundPart.weights.count),
        weights: signalPart.weights + backgroundPart.weights, signalYield: signal.expectedYield,
        backgroundYield: background.expectedYield)
    }
  }

  /// A dataset of splits that `split` makes from their index and name.
  init(
    featureNames: [String], signalYield: Double, backgroundYield: Double,
    split: (Int, String) throws(DatasetError) -> DatasetSplit
  ) throws(DatasetError) {
    try Self.check(featureNames)
    for yield in [signalYield, backgroundYield] {
      guard yield.isFinite, yield > 0 else { throw .invalid("an expected yield is \(yield)") }
    }
    self.featureNames = featureNames
    self.signalYield = signalYield
    self.backgroundYield = backgroundYield
    train = try split(0, Self.splitNames[0])
    validation = try split(1, Self.splitNames[1])
    test = try split(2, Self.splitNames[2])
  }

  static let splitNames = ["train", "validation", "test"]

  private static func check(_ features: [String]) throws(DatasetError) {
    guard !features.isEmpty else { throw .invalid("there are no features") }
    var seen: Set<String> = []
    for name in features where !seen.insert(name).inserted { throw .invalid("feature '\(name)' is named twice") }
  }
}

/// Why there is no dataset.
public enum DatasetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// `sample` is `signal` or `background`.
  case missingFeature(String, sample: String, nearest: String?)
  case split(SplitError)
  /// More folds than events of a class to share among them, or fewer than two; `sample` is `signal` or `background`.
  case tooFewForFolds(Int, sample: String, events: Int)
  /// Contents that contradict themselves; the text says how.
  case invalid(String)
  /// Bytes that are no dataset: cut short, damaged, or written by another version; the text says which.
  case undecodable(String)

  public var description: String {
    switch self {
    case .missingFeature(let name, let sample, let nearest):
      "the \(sample) has no column '\(name)'" + suggestion(nearest)
    case .split(let error): error.description
    case .tooFewForFolds(let folds, let sample, let events):
      "\(folds) folds cannot be made of the \(events) \(sample) events outside the test split; "
        + "choose from 2 to as many as there are events"
    case .invalid(let why): "invalid dataset: \(why)"
    case .undecodable(let why): "the stored dataset cannot be read: \(why)"
    }
  }
}
