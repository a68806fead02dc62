/// Which hidden units are dropped: a pure function of seed, layer, step and event.
struct Dropout {
  /// The probability of each hidden unit to be dropped.
  let rate: Double
  /// The random numbers of each hidden layer.
  let words: [PhiloxWords]

  /// `nil` where nothing is dropped.
  init?(rate: Double, layers: Int, seed: UInt64) {
    guard rate > 0 else { return nil }
    self.rate = rate
    words = (0..<layers).map { PhiloxWords(seed: seed, stream: RandomStream.dropout + UInt64($0)) }
  }
}
