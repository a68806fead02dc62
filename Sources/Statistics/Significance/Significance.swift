/// A discovery significance, in standard deviations, with its first derivatives.
///
/// Made by ``asimov(signal:background:backgroundUncertainty:)``, ``signalOverRootTotal(signal:background:)`` and
/// ``signalOverRootBackground(signal:background:backgroundUncertainty:)``, or by the variants of them that take a
/// `systematic` f, which means σ_b = f·b.
public struct Significance: Hashable, Sendable {
  /// Z ≥ 0. Infinite where the formula diverges: some signal over no background at all.
  public let value: Double
  /// ∂Z/∂s.
  public let signalDerivative: Double
  /// ∂Z/∂b with σ_b held fixed.
  public let backgroundDerivative: Double
  /// ∂Z/∂σ_b with b held fixed.
  public let backgroundUncertaintyDerivative: Double
  /// dZ/db when σ_b moves in proportion to b, as under a relative systematic: ∂Z/∂b + (σ_b/b)·∂Z/∂σ_b, computed without
  /// the cancellation that this sum suffers from.
  public let scalingBackgroundDerivative: Double

  /// One standard deviation of Z from independent errors on s and b, to first order, with σ_b = f·b moving with b.
  ///
  /// For weighted simulated events the variances are Σw² over the selected events; for unit weights that is the Poisson
  /// error of arXiv:1806.00322, §5.
  ///
  /// - Parameters:
  ///   - signalVariance: variance of s, ≥ 0.
  ///   - backgroundVariance: variance of b, ≥ 0.
  /// - Returns: ΔZ, or `nil` where a derivative diverges (no background), since no first-order error exists there.
  public func uncertainty(signalVariance: Double, backgroundVariance: Double) -> Double? {
    let fromSignal = signalDerivative * signalVariance.squareRoot()
    let fromBackground = scalingBackgroundDerivative * backgroundVariance.squareRoot()
    let variance = fromSignal * fromSignal + fromBackground * fromBackground
    return variance.isFinite ? variance.squareRoot() : nil
  }

  /// The value at no background where Z diverges with any signal, and is 0 without.
  static func withoutBackground(signal: Double) -> Significance {
    Significance(
      value: signal > 0 ? .infinity : 0, signalDerivative: .infinity,
      backgroundDerivative: signal > 0 ? -.infinity : 0, backgroundUncertaintyDerivative: 0,
      scalingBackgroundDerivative: signal > 0 ? -.infinity : 0)
  }
}
