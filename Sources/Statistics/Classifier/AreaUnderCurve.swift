/// The area under the ROC curve with its error.
///
/// The area A is the probability that a signal event scores above a background event, ties counting half. Its error is that
/// of E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44 (1988) 837, in O(n log n) as in X. Sun and W. Xu,
/// IEEE Signal Process. Lett. 21 (2014) 1389, extended to event weights:
///
/// * Each signal event i has a component X_i, the weighted share of the background below its score, and each background event
///   j a component Y_j, the weighted share of the signal above its score; equal scores count half. With the shares of weight
///   p_i = w_i / Σw in each class, A = Σ p_i X_i = Σ p_j Y_j.
/// * To first order A moves by p_i (X_i − A) with signal event i, and by p_j (Y_j − A) with background event j (DeLong's
///   components; Hájek's projection of a U-statistic of two samples). Events are independent, so
///   Var A = c_s Σ p_i² (X_i − A)² + c_b Σ p_j² (Y_j − A)².
/// * c makes good that A comes from the same events. If weights do not depend on components of variance v, the mean of
///   Σ p_i² (X_i − A)² is v (S₂ − 2 S₃ + S₂²) with S_k = Σ p_iᵏ, while Var Σ p_i X_i = v S₂. So c = S₂ / (S₂ − 2 S₃ + S₂²).
///   For n events of unit weight c = n / (n − 1), and Var A is DeLong's.
///
/// The error is that of another sample of as many events, of whatever scores and weights. It is 0 when the classes do not
/// overlap at all, and says little when only a few events do.
public struct AreaUnderCurve: Hashable, Sendable {
  /// A, 0 to 1; the same as ``ROCCurve/area`` to rounding.
  public let value: Double
  /// Var A ≥ 0; `nil` when a class has a single event of positive weight, which does not show how far it may move.
  public let variance: Double?

  /// One standard deviation of ``value``.
  public var uncertainty: Double? { variance?.squareRoot() }

  /// - Parameters:
  ///   - scores: one for each event, not NaN.
  ///   - isSignal: the true class of each event.
  ///   - weights: finite and ≥ 0; `nil` for unit weights. Their scale does not matter, nor does that of one class.
  /// - Throws: ``ScoreError``, also when either class has no event of positive weight.
  /// - Complexity: O(n log n).
  public init(scores: [Float], isSignal: [Bool], weights: [Double]? = nil) throws(ScoreError) {
    let components = try AreaComponents(
      scores: scores, isSignal: isSignal, weights: weights ?? [Double](repeating: 1, count: scores.count))
    self.init(components)
  }

  init(_ components: AreaComponents) {
    value = components.area
    variance = components.covariance(with: components)
  }
}
