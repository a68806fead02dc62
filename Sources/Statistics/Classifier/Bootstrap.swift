/// How much a quantity of a sample of events would change with another sample: its values on samples of as many events, drawn from
/// the sample itself with replacement (B. Efron, Ann. Stat. 7 (1979) 1).
///
/// An event that is drawn k times counts with k times its weight; the k of each stratum are multinomial. Replica r takes its
/// random numbers from a generator of its own, the r-th stream of a counter-based one, so that a seed gives the same replicas
/// whatever their number.
///
/// ```swift
/// let areas = try Bootstrap(weights: weights, strata: isSignal, replicas: 200) { Philox(seed: 7, stream: $0) } of: {
///   try AreaUnderCurve(scores: scores, isSignal: isSignal, weights: $0).value
/// }
/// ```
public struct Bootstrap: Hashable, Sendable {
  /// The quantity on each replica.
  public let values: [Double]

  /// - Parameters:
  ///   - weights: one for each event.
  ///   - strata: a stratum for each event; each keeps its number of events in all replicas. With the classes as strata the
  ///     spread is the one that ``AreaUnderCurve`` estimates, and no class can come out empty; `nil` for one stratum.
  ///   - replicas: how many to make; the spread of 200 is known to 5 %.
  ///   - stream: a generator for the replica of the given number, from 0.
  ///   - quantity: the quantity as a function of weights in the order of the events; some are 0.
  /// - Throws: ``BootstrapError`` for fewer than two replicas or strata of another length, else what `quantity` throws.
  /// - Complexity: O(n) for each replica, and the cost of the quantity.
  public init(
    weights: [Double], strata: [Bool]? = nil, replicas: Int = 200,
    stream: (_ replica: UInt64) -> some RandomNumberGenerator, of quantity: (_ weights: [Double]) throws -> Double
  ) throws {
    guard replicas >= 2 else { throw BootstrapError.tooFewReplicas(replicas) }
    if let strata, strata.count != weights.count {
      throw BootstrapError.lengths(weights: weights.count, strata: strata.count)
    }
    let groups =
      strata.map { strata in
        [true, false].map { stratum in weights.indices.filter { strata[$0] == stratum } }
      } ?? [Array(weights.indices)]
    values = try (0..<replicas).map { replica in
      var generator = stream(UInt64(replica))
      var counts = [Double](repeating: 0, count: weights.count)
      for group in groups { Self.draw(group, into: &counts, using: &generator) }
      return try quantity(zip(weights, counts).map { $0 * $1 })
    }
  }

  /// Replicas that were made elsewhere.
  ///
  /// - Parameter values: the quantity on each replica.
  /// - Throws: ``BootstrapError/tooFewReplicas(_:)`` for fewer than two.
  public init(values: [Double]) throws(BootstrapError) {
    guard values.count >= 2 else { throw .tooFewReplicas(values.count) }
    self.values = values
  }

  /// The mean over the replicas. Its distance from the quantity of the sample itself estimates the quantity's bias.
  public var mean: Double {
    values.reduce(into: CompensatedSum()) { $0.add($1) }.value / Double(values.count)
  }

  /// The spread of the replicas, √(Σ(q − mean)²/(replicas − 1)): the error of the quantity. Infinite where a
  /// replica's value is.
  public var standardDeviation: Double {
    guard !values.contains(where: \.isInfinite) else { return .infinity }
    let mean = mean
    let squares = values.reduce(into: CompensatedSum()) { $0.add(($1 - mean) * ($1 - mean)) }.value
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// Adds one to the count of as many members, each drawn from all of them.
  private static func draw(
    _ members: [Int], into counts: inout [Double], using generator: inout some RandomNumberGenerator
  ) {
    for _ in members { counts[members[number(below: UInt64(members.count), using: &generator)]] += 1 }
  }

  /// A whole number below `bound` > 0, each equally likely: multiplication with rejection (D. Lemire, arXiv:1805.10941). The
  /// standard library's own ranges would do, but promise no particular sequence.
  private static func number(below bound: UInt64, using generator: inout some RandomNumberGenerator) -> Int {
    var product = generator.next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = generator.next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }
}

/// Why a sample cannot be drawn again.
public enum BootstrapError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooFewReplicas(Int)
  case lengths(weights: Int, strata: Int)

  public var description: String {
    switch self {
    case .tooFewReplicas(let replicas): "a spread needs at least 2 replicas, not \(replicas)"
    case .lengths(let weights, let strata): "every event needs a stratum; got \(weights) weights and \(strata) strata"
    }
  }
}
