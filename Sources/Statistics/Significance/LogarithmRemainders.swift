import Foundation

/// What is left of ln(1+x) when its leading terms are taken away, each divided by its leading power of x, so that all are
/// smooth through x = 0 and none loses digits to cancellation.
///
/// Valid for -1 ≤ x; relative error a few 10⁻¹⁵.
struct LogarithmRemainders {
  /// ln(1+x) / x; 1 at 0.
  let first: Double
  /// φ(x) = ((1+x) ln(1+x) − x) / x²; 1/2 at 0, 1 at −1.
  let second: Double
  /// (x + x²/2 − (1+x) ln(1+x)) · 2/x³; 1/3 at 0, 1 at −1.
  let third: Double
  /// (x − ln(1+x)) / x²; 1/2 at 0.
  let logarithm: Double

  /// - Parameters:
  ///   - x: at least −1.
  ///   - onePlus: 1 + x, given apart since near x = −1 the caller knows it to more digits than x holds.
  init(_ x: Double, onePlus: Double) {
    if x >= -0.5, x <= 1 {
      // With z = x/(2+x), ln(1+x) = 2 artanh z, and the third remainder is a series of positive terms only; the others
      // follow from it by well-conditioned steps.
      let z = x / (2 + x)
      third = 2 * Self.series(z * z) / (2 + x)
      second = (1 - x * third) / 2
      logarithm = (1 - second) / onePlus
      first = 1 - x * logarithm
    } else {
      let log = onePlus > 0 ? Foundation.log(onePlus) : 0
      // Divided step by step, so that x² and x³ need not be in range.
      first = log / x
      logarithm = (1 - first) / x
      second = (onePlus * log / x - 1) / x
      third = (1 - 2 * second) / x
    }
  }

  /// Σ y^k / ((2k+1)(2k+3)) for 0 ≤ y ≤ 1/9, where the first term left out is below 10⁻¹⁸ of the sum.
  private static func series(_ y: Double) -> Double {
    var sum = 0.0
    for coefficient in coefficients { sum = sum * y + coefficient }
    return sum
  }

  /// 1/((2k+1)(2k+3)) from k = 16 down to 0.
  private static let coefficients: [Double] = [
    1.0 / 1155, 1.0 / 1023, 1.0 / 899, 1.0 / 783, 1.0 / 675, 1.0 / 575, 1.0 / 483, 1.0 / 399, 1.0 / 323, 1.0 / 255,
    1.0 / 195, 1.0 / 143, 1.0 / 99, 1.0 / 63, 1.0 / 35, 1.0 / 15, 1.0 / 3,
  ]
}
