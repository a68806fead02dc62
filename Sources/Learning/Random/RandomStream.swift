/// The streams of a seed: numbers of different streams never meet.
enum RandomStream {
  static let parameters: UInt64 = 0
  static let signalOrder: UInt64 = 1
  static let backgroundOrder: UInt64 = 2
  static let order: UInt64 = 3
  /// And upwards, one for each hidden layer.
  static let dropout: UInt64 = 1 << 16
  /// And upwards, one for each feature.
  static let feature: UInt64 = 1 << 32
}
