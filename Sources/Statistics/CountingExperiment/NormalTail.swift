import Foundation

/// The upper tail of the standard normal distribution, p = 1 − Φ(Z) = erfc(Z/√2)/2, by its logarithm: p itself is below the
/// smallest `Double` from Z = 38.5 on, ln p ≈ −Z²/2 is not.
public enum NormalTail {
  /// ln p for a significance Z.
  ///
  /// Relative error below 10⁻¹⁵ for Z ≥ 0 and below 10⁻¹⁵ (1 + Z²/5) for Z < 0: from Z = −8.3 down, where p rounds to 1,
  /// ln p ≈ −(1−p) still holds its digits.
  ///
  /// - Parameter z: any number. ln p is 0 at −∞ and −∞ at +∞ (and from 10¹⁵⁴ on, where Z² leaves the range); NaN for NaN.
  public static func logarithm(ofZ z: Double) -> Double { point(z).logarithm }

  /// Z for the logarithm of an upper tail probability, the inverse of ``logarithm(ofZ:)``.
  ///
  /// The relative error of Z is below 10⁻¹², and below 10⁻¹⁵ from Z = 1 on, but for what the rounding of ln p does: it moves Z by
  /// less than 10⁻¹⁶ where Z ≈ 0. Far below Z = 0 it is ln p that holds the digits: give ln p ≈ −(1−p), not the logarithm of a
  /// rounded p.
  ///
  /// - Parameter logarithm: ln p ≤ 0. Z is +∞ for −∞, 0 for p = 1/2 and −∞ for 0.
  /// - Throws: ``SignificanceError/invalidLogarithm(_:)`` for ln p > 0 and for NaN.
  public static func z(logarithm: Double) throws(SignificanceError) -> Double {
    guard logarithm <= 0 else { throw .invalidLogarithm(logarithm) }
    return uncheckedZ(logarithm: logarithm)
  }

  /// Z(p) = Φ⁻¹(1 − p).
  ///
  /// - Parameter p: from 0 (Z = ∞) to 1 (Z = −∞).
  /// - Throws: ``SignificanceError/invalidProbability(_:)``.
  public static func z(ofUpperTail p: Double) throws(SignificanceError) -> Double {
    guard p >= 0, p <= 1 else { throw .invalidProbability(p) }
    return uncheckedZ(logarithm: log(p))
  }

  /// Z for ln p ≤ 0.
  static func uncheckedZ(logarithm: Double) -> Double {
    guard logarithm > -.infinity else { return .infinity }
    guard logarithm != -log(2.0) else { return 0 }
    // The larger half by the smaller one: −Z has the tail 1 − p.
    guard logarithm > -log(2.0) else { return smallTailZ(logarithm) }
    return logarithm < 0 ? -smallTailZ(log(-expm1(logarithm))) : -.infinity
  }

  /// Z ≥ 0 for ln p ≤ −ln 2, by Halley's method on ln p(Z), which is concave and, in Z, close to a parabola.
  private static func smallTailZ(_ logarithm: Double) -> Double {
    // Abramowitz and Stegun, 26.2.23: within 4.5·10⁻⁴.
    let t = (-2 * logarithm).squareRoot()
    var z =
      t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in 0..<4 {
      let (value, hazard) = point(z)
      let newton = (value - logarithm) / hazard
      z += newton / (1 + newton * (hazard - z) / 2)
    }
    return z
  }

  /// ln p and the hazard −d ln p/dZ = φ(Z)/p.
  static func point(_ z: Double) -> (logarithm: Double, hazard: Double) {
    if z < asymptotic {
      let upper = erfc(z * 0.5.squareRoot()) / 2
      let logarithm = z < 0 ? log1p(-erfc(-z * 0.5.squareRoot()) / 2) : log(upper)
      return (logarithm, exp(-z * z / 2) / ((2 * Double.pi).squareRoot() * upper))
    }
    // p = φ(Z)/Z · Σ (−1)^k (2k−1)!!/Z^2k; at Z = 20 the first term left out is 10⁻¹⁸ of the sum.
    let inverse = 1 / (z * z)
    var correction = 0.0
    for k in stride(from: 11, through: 1, by: -1) { correction = -Double(2 * k - 1) * inverse * (1 + correction) }
    return (-z * z / 2 - log(z) - log(2 * Double.pi) / 2 + log1p(correction), z / (1 + correction))
  }

  /// From here on the asymptotic series; erfc is in its full precision up to Z = 37.
  private static let asymptotic = 20.0
}
