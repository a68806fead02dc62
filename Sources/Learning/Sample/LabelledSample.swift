import Storage

/// Simulated events with their truth: a row-major matrix of features, a label and a weight for each event.
///
/// A value of this type is sound: lengths agree, every feature is finite, no weight is negative.
public struct LabelledSample: Sendable {
  /// `count × featureCount` numbers, the features of the first event first, in the caller's units.
  public let features: StoredFloats
  /// The number of features of each event.
  public let featureCount: Int
  /// The names of the features, in column order.
  public let featureNames: [String]
  /// True for signal, false for background, one for each event.
  public let isSignal: [Bool]
  /// Relative weights, one for each event, finite and ≥ 0. Only ratios within a class matter: the absolute scale comes
  /// from `Yields`.
  public let weights: [Float]

  /// The number of events.
  public var count: Int { isSignal.count }

  /// Checks and keeps a sample.
  /// - Parameters:
  ///   - features: row-major matrix, events × features.
  ///   - featureCount: number of columns.
  ///   - isSignal: the labels.
  ///   - weights: one for each event; `nil` weighs every event 1. Negative weights, as next-to-leading-order generators make
  ///     them, are refused: they make a batch's s or b negative and the losses undefined.
  ///   - featureNames: one for each column; `nil` names them `feature 0`, `feature 1`, ….
  /// - Throws: `inconsistentLengths`, `wrongNumberOfNames`, `emptySample`, `notFinite` or `badWeight`, naming the first
  ///   offending row and column.
  public init(
    features: [Float], featureCount: Int, isSignal: [Bool], weights: [Float]? = nil, featureNames: [String]? = nil
  ) throws(LearningError) {
    try self.init(
      features: StoredFloats(features), featureCount: featureCount, isSignal: isSignal, weights: weights,
      featureNames: featureNames)
  }

  /// The same of features that need not be in memory.
  public init(
    features: StoredFloats, featureCount: Int, isSignal: [Bool], weights: [Float]? = nil, featureNames: [String]? = nil
  ) throws(LearningError) {
    let weights = weights ?? [Float](repeating: 1, count: isSignal.count)
    guard featureCount > 0, !isSignal.isEmpty else { throw .emptySample(split: .sample) }
    let (cells, overflow) = isSignal.count.multipliedReportingOverflow(by: featureCount)
    guard !overflow, cells == features.count, weights.count == isSignal.count else {
      throw .inconsistentLengths(
        features: features.count, featureCount: featureCount, labels: isSignal.count, weights: weights.count)
    }
    let names = featureNames ?? (0..<featureCount).map { "feature \($0)" }
    guard names.count == featureCount else {
      throw .wrongNumberOfNames(names: names.count, featureCount: featureCount)
    }
    try requireFinite(features, names: names)
    if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .badWeight(weights[row], row: row)
    }
    self.features = features
    self.featureCount = featureCount
    self.featureNames = names
    self.isSignal = isSignal
    self.weights = weights
  }

  /// The sums of the weights, and of events, of the two classes.
  func classWeights() -> (signal: Double, background: Double) {
    var sums = (signal: 0.0, background: 0.0)
    for row in 0..<count {
      if isSignal[row] { sums.signal += Double(weights[row]) } else { sums.background += Double(weights[row]) }
    }
    return sums
  }
}

/// Throws `notFinite` for the first NaN or infinity of a row-major matrix.
func requireFinite(_ features: StoredFloats, names: [String]) throws(LearningError) {
  guard !features.withUnsafeBufferPointer(isFinite), let cell = features.firstIndex(where: { !$0.isFinite }) else {
    return
  }
  let (row, column) = cell.quotientAndRemainder(dividingBy: names.count)
  throw .notFinite(feature: names[column], column: column, row: row)
}

/// Whether no number is NaN or infinite.
func isFinite(_ numbers: UnsafeBufferPointer<Float>) -> Bool {
  guard let start = numbers.baseAddress else { return true }
  // x − x is 0 for finite x and NaN otherwise, so that one sum tells.
  var sum = Vector.zero
  var index = 0
  while index &+ 8 <= numbers.count {
    let x = UnsafeRawPointer(start + index).loadUnaligned(as: Vector.self)
    sum += x - x
    index &+= 8
  }
  return sum == .zero && numbers[index...].allSatisfy(\.isFinite)
}
