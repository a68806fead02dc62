import Foundation

/// The Poisson probabilities of all counts that matter.
struct PoissonTable: Sendable {
  /// The counts; what lies outside has less than 10⁻⁴⁰ each.
  let counts: ClosedRange<Int>
  /// Of each of `counts`, relative error some 10⁻¹⁵.
  let probabilities: [Double]
  /// P(N ≥ k) for each k of `counts`, summed up from the smallest.
  private let upperTails: [Double]

  /// - Parameter mean: > 0 and at most 10⁹ or so, for the memory.
  init(mean: Double) {
    let mode = Int(mean)
    func probability(_ count: Int) -> Double { exp(LogarithmicSeries.poisson(Double(count), mean: mean)) }
    var below: [Double] = []
    while below.count < mode, let next = Optional(probability(mode - 1 - below.count)), next > Self.least {
      below.append(next)
    }
    var above = [probability(mode)]
    while let next = Optional(probability(mode + above.count)), next > Self.least { above.append(next) }
    counts = (mode - below.count)...(mode + above.count - 1)
    probabilities = below.reversed() + above
    var sum = 0.0
    upperTails = probabilities.reversed().map { probability in
      sum += probability
      return sum
    }
    .reversed()
  }

  /// P(N ≥ `count`).
  func upperTail(_ count: Int) -> Double {
    guard count > counts.lowerBound else { return 1 }
    return count > counts.upperBound ? 0 : upperTails[count - counts.lowerBound]
  }

  private static let least = 1e-40
}
