/// Logarithms of our own for the scalar loss formulas: C libraries differ in the last bit, and a report must not.
enum Logarithm {
  /// ln x for normal x > 0, error below 1 ulp: fdlibm's `e_log.c` (Sun Microsystems, 1993).
  static func of(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 2.0.squareRoot() {
      mantissa *= 0.5
      exponent += 1
    }
    let f = mantissa - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd =
      z
      * (6.666666666666735130e-01 + w
        * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    let halfSquare = 0.5 * f * f
    let low = s * (halfSquare + (even + odd)) + exponent * 1.90821492927058770002e-10
    return exponent * 6.93147180369123816490e-01 - ((halfSquare - low) - f)
  }

  /// ln(1 + x) for x > −1; the rounding of 1 + x is put right to first order.
  static func ofOne(plus x: Double) -> Double {
    let sum = 1 + x
    guard sum != 1 else { return x }
    guard sum < 0x1p100 else { return of(sum) }
    return of(sum) + (x - (sum - 1)) / sum
  }

  /// Below this |x| the two functions that follow use their power series; above it, nothing cancels badly.
  private static let seriesReach = 0.25

  /// ((1 + x) ln(1 + x) − x) / x² for x > −1: ½ at 0. Relative error below 10⁻¹⁴.
  /// - Parameter onePlusX: 1 + x, given on its own because x may round to −1.
  static func poissonRatio(_ x: Double, onePlusX: Double) -> Double {
    guard abs(x) < seriesReach else { return (onePlusX * of(onePlusX) - x) / (x * x) }
    // Σ_j (−x)^j / ((j+1)(j+2)); 0.25^28 ends below 10⁻¹⁷.
    var sum = 0.0
    for j in stride(from: 28.0, through: 0, by: -1) { sum = 1 / ((j + 1) * (j + 2)) - x * sum }
    return sum
  }

  /// (x − ln(1 + x)) / x² for x > −1: ½ at 0. Relative error below 10⁻¹⁴.
  static func logarithmDeficit(_ x: Double) -> Double {
    guard abs(x) < seriesReach else { return (x - ofOne(plus: x)) / (x * x) }
    var sum = 0.0
    for j in stride(from: 28.0, through: 0, by: -1) { sum = 1 / (j + 2) - x * sum }
    return sum
  }
}
