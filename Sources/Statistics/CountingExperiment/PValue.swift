import Foundation

/// The probability of data at least as signal-like as those seen, without any signal, and the significance that stands for it.
///
/// Made by ``poisson(signal:background:)``, ``poissonGamma(signal:background:systematic:)`` (Z_Bi) and
/// ``poissonGaussian(signal:background:systematic:)`` (Cousins–Highland).
public struct PValue: Hashable, Sendable {
  /// ln p ≤ 0; −∞ where p is 0.
  public let logarithm: Double
  /// Z = Φ⁻¹(1 − p): 0 for p = 1/2 and negative for larger p. Nothing is cut off at 0.
  public let significance: Double

  /// p; 0 from Z = 38.5 on, where ``logarithm`` is what remains.
  public var probability: Double { exp(logarithm) }

  /// - Parameter logarithm: ln p ≤ 0.
  /// - Throws: ``SignificanceError/invalidLogarithm(_:)``.
  public init(logarithm: Double) throws(SignificanceError) {
    guard logarithm <= 0 else { throw .invalidLogarithm(logarithm) }
    self.init(unchecked: logarithm)
  }

  /// The p-value that a significance stands for, 1 − Φ(Z).
  ///
  /// - Parameter significance: Z, any number but NaN.
  init(significance: Double) {
    logarithm = NormalTail.logarithm(ofZ: significance)
    self.significance = significance
  }

  /// Rounding may have left a p of 1 slightly above it.
  init(unchecked logarithm: Double) {
    self.logarithm = min(logarithm, 0)
    significance = NormalTail.uncheckedZ(logarithm: self.logarithm)
  }

  /// Without background the smallest count above 0 has p = 0, and seeing nothing has p = 1.
  static func withoutBackground(signal: Double) -> PValue {
    PValue(unchecked: signal > 0 ? -.infinity : 0)
  }
}
