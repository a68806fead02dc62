/// Random orders of one feature among the events of a sample.
///
/// How much worse a network does on such a sample is what the feature was worth to it: permutation importance, Breiman's
/// (Machine Learning 45 (2001) 5) for any model (arXiv:1801.01489).
public enum FeatureShuffle {
  /// A copy of a matrix in which one column's values are dealt out anew among all events, of both classes; every order is
  /// equally likely. Weights play no part.
  ///
  /// The order is a pure function of seed, column, repetition and the number of events.
  /// - Parameters:
  ///   - column: which feature, counted from 0.
  ///   - features: row-major matrix, events × `columns`.
  ///   - columns: features of each event.
  ///   - seed: the key of the random numbers, which meet none of those that a training draws from the same seed.
  ///   - repetition: another order for each.
  /// - Throws: `differentFeatures` if the numbers do not fill whole rows or there is no such column, `tooManyEvents` beyond
  ///   2³² − 1.
  /// - Complexity: O(events × columns).
  public static func shuffling(
    column: Int, of features: [Float], columns: Int, seed: UInt64, repetition: UInt32
  ) throws(LearningError) -> [Float] {
    guard columns > 0, features.count % columns == 0 else {
      throw .differentFeatures(expected: columns, found: columns > 0 ? features.count % columns : 0)
    }
    guard (0..<columns).contains(column) else { throw .differentFeatures(expected: columns, found: column + 1) }
    let events = features.count / columns
    guard events <= UInt32.max else { throw .tooManyEvents(events) }
    var order = [UInt32](unsafeUninitializedCapacity: events) { numbers, count in
      for event in 0..<events { numbers.initializeElement(at: event, to: UInt32(truncatingIfNeeded: event)) }
      count = events
    }
    order.withUnsafeMutableBufferPointer { order in
      Permutation.shuffle(
        order, seed: seed, stream: RandomStream.feature + UInt64(column), epoch: UInt64(repetition))
    }
    var shuffled = features
    for (event, source) in order.enumerated() {
      shuffled[event * columns + column] = features[Int(source) * columns + column]
    }
    return shuffled
  }
}
