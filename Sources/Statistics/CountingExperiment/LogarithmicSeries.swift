import Foundation

/// Pieces of lnΓ and of the exponential, with the large terms that would cancel taken out (C. Loader, "Fast and accurate
/// computation of binomial probabilities", 2000).
enum LogarithmicSeries {
  /// δ(x) = lnΓ(x+1) − (x+½) ln x + x − ½ ln 2π for x > 0, the error of Stirling's formula; 0 at infinity.
  ///
  /// Absolute error a few 10⁻¹⁶ for x ≥ 1, and that of the last rounding below.
  static func stirlingError(_ x: Double) -> Double {
    var x = x
    var sum = 0.0
    while x < 10 {
      sum += (x + 0.5) * log1p(1 / x) - 1
      x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    var series = 0.0
    for coefficient in stirling { series = series * square + coefficient }
    return sum + series * inverse
  }

  /// B_2k/(2k(2k−1)) from k = 8 down to 1; from x = 10 on the first term left out is below 10⁻¹⁷.
  private static let stirling: [Double] = [
    -3617.0 / 122_400, 1.0 / 156, -691.0 / 360_360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
  ]

  /// The logarithm of the Poisson probability of k ≥ 0 events at a mean > 0, in Loader's form: its error is a few 10⁻¹⁶ of
  /// the largest of its terms, none of which cancel.
  static func poisson(_ k: Double, mean: Double) -> Double {
    guard k > 0 else { return -mean }
    let u = (k - mean) / mean
    let deviance = mean * u * u * LogarithmRemainders(u, onePlus: k / mean).second
    return -deviance - stirlingError(k) - log(2 * .pi * k) / 2
  }

  /// eʸ − 1 − y ≥ 0, without cancellation.
  static func exponentialRemainder(_ y: Double) -> Double {
    guard abs(y) < 1 else { return expm1(y) - y }
    // y²/2 (1 + y/3 (1 + y/4 (…))).
    var sum = 1.0
    for k in stride(from: 19.0, through: 3, by: -1) { sum = 1 + sum * y / k }
    return y * y / 2 * sum
  }
}
