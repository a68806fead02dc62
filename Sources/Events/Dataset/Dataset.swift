import Storage

/// Signal and background events ready for a network: features, classes and weights in three splits.
public struct Dataset: Hashable, Sendable {
  /// The names of the features, in the order in which each row of ``DatasetSplit/features`` has them.
  public let featureNames: [String]
  /// What the classes are made of, those of the signal first.
  public let samples: [DatasetSample]
  public let train: DatasetSplit
  public let validation: DatasetSplit
  public let test: DatasetSplit

  /// Expected events of each class, which every split represents in full.
  public var signalYield: Double { expectedYield(ofSignal: true) }
  public var backgroundYield: Double { expectedYield(ofSignal: false) }

  /// Splits signal and background, one sample each.
  ///
  /// - Parameters:
  ///   - features: names of columns, at least one, that every sample has.
  ///   - fractions: the shares of the splits; a split of fraction 0 is empty.
  ///   - seed: any number.
  /// - Throws: ``DatasetError``, as the other initialiser.
  public init(
    signal: EventSample, background: EventSample, features: [String], fractions: SplitFractions, seed: UInt64
  ) throws(DatasetError) {
    try self.init(signal: [signal], background: [background], features: features, fractions: fractions, seed: seed)
  }

  /// Splits every sample by a seeded permutation of its own, so that all have the given fractions everywhere.
  ///
  /// Every event lands in exactly one split. The same samples, fractions and seed give the same splits on every machine. Within
  /// a split the signal comes first, sample by sample, and the events of a sample are in the order of their files.
  ///
  /// - Parameters:
  ///   - signal: at least one sample, of different names.
  ///   - background: the same.
  ///   - features: names of columns, at least one, that every sample has.
  ///   - fractions: the shares of the splits; a split of fraction 0 is empty.
  ///   - seed: any number.
  ///   - scratch: a folder for the features of large splits, which then need no memory; `nil` for none.
  ///   - limit: bytes of each that are kept in memory.
  /// - Throws: ``DatasetError`` for features that are missing or named twice, and for too few events to fill a split.
  public init(
    signal: [EventSample], background: [EventSample], features: [String], fractions: SplitFractions, seed: UInt64,
    scratch: String? = nil, limit: Int = FloatWriter.limit
  ) throws(DatasetError) {
    try Self.check(features)
    var parts: [SplitSample] = []
    var samples: [DatasetSample] = []
    for (stream, (kind, group)) in [("signal", signal), ("background", background)].enumerated() {
      for (place, sample) in group.enumerated() {
        var random = Philox(seed: seed, stream: UInt64(stream + 2 * place))
        parts.append(
          try SplitSample(
            sample, name: group.count == 1 ? kind : "\(kind) '\(sample.name)'", features: features,
            isOneOfSeveral: group.count > 1, counts: fractions.counts(of: sample.count), fractions: fractions,
            random: &random))
        samples.append(
          DatasetSample(
            name: sample.name, isSignal: stream == 0, expectedYield: sample.expectedYield,
            systematic: sample.systematic))
      }
    }
    let rows = Self.splitNames.map { _ in FloatWriter(scratch: scratch, limit: limit) }
    do throws(SystemError) {
      for part in parts { try part.distribute(over: rows) }
    } catch {
      throw .scratch(error.reason)
    }
    try self.init(featureNames: features, samples: samples) { index, name throws(DatasetError) in
      let weights = parts.map { $0.weights(of: index) }
      return try DatasetSplit(
        name: name, featureCount: features.count, features: Self.finished(rows[index]),
        sample: weights.enumerated().flatMap { [UInt8](repeating: UInt8($0), count: $1.count) },
        weights: weights.flatMap(\.self), samples: samples)
    }
  }

  private static func finished(_ rows: FloatWriter) throws(DatasetError) -> StoredFloats {
    do throws(SystemError) { return try rows.finish() } catch { throw .scratch(error.reason) }
  }

  /// A dataset of splits that `split` makes from their index and name.
  init(
    featureNames: [String], samples: [DatasetSample], split: (Int, String) throws(DatasetError) -> DatasetSplit
  ) throws(DatasetError) {
    try Self.check(featureNames)
    try DatasetSample.check(samples)
    self.featureNames = featureNames
    self.samples = samples
    train = try split(0, Self.splitNames[0])
    validation = try split(1, Self.splitNames[1])
    test = try split(2, Self.splitNames[2])
  }

  private func expectedYield(ofSignal isSignal: Bool) -> Double {
    samples.reduce(0) { $1.isSignal == isSignal ? $0 + $1.expectedYield : $0 }
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
  /// `sample` is `signal` or `background`, with its name where there are several.
  case missingFeature(String, sample: String, nearest: String?)
  case split(SplitError)
  /// More folds than events of a class to share among them, or fewer than two; `sample` is `signal` or `background`.
  case tooFewForFolds(Int, sample: String, events: Int)
  /// No room, or no permission, for what does not fit into memory; the text is the system's reason.
  case scratch(String)
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
    case .scratch(let why): "the events cannot be put aside in the folder of the store: \(why)"
    case .invalid(let why): "invalid dataset: \(why)"
    case .undecodable(let why): "the stored dataset cannot be read: \(why)"
    }
  }
}
