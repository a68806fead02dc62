/// A weighted histogram with bins of equal width.
///
/// Bins are half open, [low, high), except the last, which holds its upper edge too, as in NumPy: a score of exactly 1 belongs
/// into a histogram of [0, 1].
public struct Histogram: Hashable, Sendable {
  /// Edges of the bins, rising; one more than there are bins.
  public let edges: [Double]
  /// Σw in each bin.
  public let contents: [Double]
  /// Σw² in each bin: the variance of its content.
  public let variances: [Double]
  /// Σw below the first edge and above the last.
  public let underflow: Double
  public let overflow: Double

  /// - Parameters:
  ///   - values: finite or infinite, not NaN.
  ///   - weights: one for each value, finite (negative ones are allowed); `nil` for unit weights.
  ///   - range: the first and the last edge; finite and not empty.
  ///   - bins: number of bins, 1 to 10⁶.
  /// - Throws: ``HistogramError``.
  public init(
    of values: [Float], weights: [Double]? = nil, range: ClosedRange<Double>, bins: Int
  ) throws(HistogramError) {
    guard 1...1_000_000 ~= bins else { throw .invalidBinCount(bins) }
    let width = range.upperBound - range.lowerBound
    guard width.isFinite, width > 0 else { throw .invalidRange(range.lowerBound, range.upperBound) }
    if let weights, weights.count != values.count { throw .lengths(values: values.count, weights: weights.count) }
    let edges = (0...bins).map { bin in
      bin == bins ? range.upperBound : range.lowerBound + width * (Double(bin) / Double(bins))
    }
    // The flows take the places before and after the bins.
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: bins + 2)
    var squares = sums
    for (index, single) in values.enumerated() {
      let value = Double(single)
      let weight = weights?[index] ?? 1
      guard !value.isNaN else { throw .undefinedValue(index: index) }
      guard weight.isFinite else { throw .invalidWeight(index: index, weight: weight) }
      let place = Self.place(of: value, edges: edges, perWidth: Double(bins) / width)
      sums[place].add(weight)
      squares[place].add(weight * weight)
    }
    self.edges = edges
    contents = sums[1...bins].map(\.value)
    variances = squares[1...bins].map(\.value)
    underflow = sums[0].value
    overflow = sums[bins + 1].value
  }

  private init(edges: [Double], contents: [Double], variances: [Double], underflow: Double, overflow: Double) {
    self.edges = edges
    self.contents = contents
    self.variances = variances
    self.underflow = underflow
    self.overflow = overflow
  }

  /// 0 for the underflow, then the bins from 1, then the overflow.
  private static func place(of value: Double, edges: [Double], perWidth: Double) -> Int {
    let bins = edges.count - 1
    if value < edges[0] { return 0 }
    if value > edges[bins] { return bins + 1 }
    let guess = min(Int((value - edges[0]) * perWidth), bins - 1)
    // The division rounds; the edges decide.
    if value < edges[guess] { return guess }
    if guess + 1 < bins, value >= edges[guess + 1] { return guess + 2 }
    return guess + 1
  }

  /// Σw over the bins, without the flows.
  public var sum: Double { contents.reduce(into: CompensatedSum()) { $0.add($1) }.value }

  /// One standard deviation of each bin's content, √Σw².
  public var uncertainties: [Double] { variances.map { $0.squareRoot() } }

  /// The histogram with all contents (and flows) multiplied by `factor`.
  public func scaled(by factor: Double) -> Histogram {
    Histogram(
      edges: edges, contents: contents.map { $0 * factor }, variances: variances.map { $0 * factor * factor },
      underflow: underflow * factor, overflow: overflow * factor)
  }

  /// The histogram whose bins sum to 1; itself when they sum to 0.
  public var normalised: Histogram {
    let sum = sum
    return sum == 0 ? self : scaled(by: 1 / sum)
  }

  /// The histogram whose contents times the bin width sum to 1; itself when they sum to 0.
  public var density: Histogram {
    let width = (edges[edges.count - 1] - edges[0]) / Double(contents.count)
    let sum = sum
    return sum == 0 ? self : scaled(by: 1 / (sum * width))
  }
}

/// Why a histogram cannot be made.
public enum HistogramError: Error, Hashable, Sendable, CustomStringConvertible {
  case invalidBinCount(Int)
  case invalidRange(Double, Double)
  case lengths(values: Int, weights: Int)
  /// The value at `index` (from 0) is not a number.
  case undefinedValue(index: Int)
  /// The weight at `index` (from 0) is infinite or not a number.
  case invalidWeight(index: Int, weight: Double)

  public var description: String {
    switch self {
    case .invalidBinCount(let bins): "a histogram has 1 to 1000000 bins, not \(bins)"
    case .invalidRange(let low, let high): "a histogram needs a finite range that is not empty, not \(low) to \(high)"
    case .lengths(let values, let weights): "every value needs a weight; got \(values) values and \(weights) weights"
    case .undefinedValue(let index): "value \(index) is not a number"
    case .invalidWeight(let index, let weight): "the weight of value \(index) must be finite, not \(weight)"
    }
  }
}
