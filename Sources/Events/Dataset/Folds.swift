import Storage

/// The events of a dataset outside its test split, divided for k-fold cross-validation (Stone, J. R. Stat. Soc. B 36 (1974)
/// 111): each fold is held out in its turn, while a network learns from the others.
///
/// An event's fold is its running number among the events of its class, modulo k, so that all folds hold both classes in the
/// same proportion, and to an event or two the same number.
public struct Folds: Hashable, Sendable {
  /// How many.
  public let count: Int
  /// The training events, and behind them the validation events, as one split that represents the full yields.
  public let events: DatasetSplit
  private let fold: [Int]
  private let samples: [DatasetSample]

  /// - Parameters:
  ///   - count: k ≥ 2.
  /// - Throws: ``DatasetError/tooFewForFolds(_:sample:events:)``, or `invalid` where the events of a fold weigh nothing.
  public init(_ count: Int, of dataset: Dataset) throws(DatasetError) {
    self.count = count
    samples = dataset.samples
    let (train, validation) = (dataset.train, dataset.validation)
    events = try DatasetSplit(
      name: "train and validation", featureCount: dataset.featureNames.count,
      features: StoredFloats(train.features.array + validation.features.array),
      sample: train.sample + validation.sample,
      weights: train.weights + validation.weights, samples: samples)
    var seen = (signal: 0, background: 0)
    fold = events.isSignal.map { isSignal in
      defer { if isSignal { seen.signal += 1 } else { seen.background += 1 } }
      return (isSignal ? seen.signal : seen.background) % count
    }
    for (number, sample) in [(seen.signal, "signal"), (seen.background, "background")] {
      guard count >= 2, number >= count else { throw .tooFewForFolds(count, sample: sample, events: number) }
    }
  }

  /// Places among ``events`` of those that a fold holds.
  /// - Parameter number: 0..<count.
  public func places(in number: Int) -> [Int] { fold.indices.filter { fold[$0] == number } }

  /// The events of one fold, which represent the full yields by themselves.
  /// - Parameter number: 0..<count.
  public func events(in number: Int) throws(DatasetError) -> DatasetSplit {
    try split("fold \(number + 1)", of: places(in: number))
  }

  /// The events of all folds but one, which represent the full yields by themselves.
  /// - Parameter number: 0..<count.
  public func events(outside number: Int) throws(DatasetError) -> DatasetSplit {
    try split("all but fold \(number + 1)", of: fold.indices.filter { fold[$0] != number })
  }

  private func split(_ name: String, of places: [Int]) throws(DatasetError) -> DatasetSplit {
    let columns = events.features.count / max(1, events.count)
    var features: [Float] = []
    features.reserveCapacity(places.count * columns)
    events.features.withUnsafeBufferPointer { all in
      for place in places { features += all[place * columns..<(place + 1) * columns] }
    }
    return try DatasetSplit(
      name: name, featureCount: columns, features: StoredFloats(features), sample: places.map { events.sample[$0] },
      weights: places.map { events.weights[$0] }, samples: samples)
  }
}
