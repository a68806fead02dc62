/// Whether one score separates better than another on the same events.
///
/// Both areas move together with the sample, so their difference is known better than either: its variance is
/// Var A₁ + Var A₂ − 2 Cov(A₁, A₂), the covariance being that of ``AreaUnderCurve`` with the components of both scores in place of
/// the square of one's (DeLong et al., Biometrics 44 (1988) 837, with the weights as there).
public struct AreaDifference: Hashable, Sendable {
  public let first: AreaUnderCurve
  public let second: AreaUnderCurve
  /// Cov(A₁, A₂); `nil` where the areas have no variance.
  public let covariance: Double?
  /// Var(A₁ − A₂) ≥ 0; `nil` where the areas have no variance.
  public let variance: Double?

  /// A₁ − A₂, −1 to 1.
  public var value: Double { first.value - second.value }
  /// One standard deviation of ``value``.
  public var uncertainty: Double? { variance?.squareRoot() }

  /// - Parameters:
  ///   - first: the score of each event, not NaN.
  ///   - second: another score of the same events, in the same order.
  ///   - isSignal: the true class of each event.
  ///   - weights: finite and ≥ 0; `nil` for unit weights.
  /// - Throws: ``ScoreError``, also when either class has no event of positive weight.
  /// - Complexity: O(n log n).
  public init(
    of first: [Float], and second: [Float], isSignal: [Bool], weights: [Double]? = nil
  ) throws(ScoreError) {
    let weights = weights ?? [Double](repeating: 1, count: first.count)
    let one = try AreaComponents(scores: first, isSignal: isSignal, weights: weights)
    let other = try AreaComponents(scores: second, isSignal: isSignal, weights: weights)
    let difference = one.subtracting(other)
    self.first = AreaUnderCurve(one)
    self.second = AreaUnderCurve(other)
    covariance = one.covariance(with: other)
    variance = difference.covariance(with: difference)
  }
}
