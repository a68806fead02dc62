extension CutScan {
  /// The cut with the highest significance among those that enough simulated background passes.
  ///
  /// Z_A grows without bound as b → 0, so without a minimum the scan would pick the score of the highest background event.
  /// A cut that no background passes is never a candidate.
  ///
  /// - Parameters:
  ///   - systematic: f ≥ 0, σ_b = f·b.
  ///   - minimumEffectiveBackground: the least (Σw)²/Σw² of the selected background, up to rounding (10⁻⁹ of it).
  ///   - estimate: the formula to maximise.
  /// - Returns: the best candidate, of equals the one with the lowest cut, which keeps most events; `nil` when there is no
  ///   candidate at all.
  /// - Throws: ``SignificanceError`` when the systematic is negative, infinite or NaN.
  /// - Complexity: O(n), about 50 ns a cut.
  public func best(
    systematic: Double, minimumEffectiveBackground: Double = 10, estimate: SignificanceEstimate = .asimov
  ) throws(SignificanceError) -> CutPoint? {
    try SignificanceError.check(systematic, "systematic")
    try SignificanceError.check(minimumEffectiveBackground, "minimum effective background")
    let enough = minimumEffectiveBackground * (1 - 1e-9)
    var best: (index: Int, significance: Double)?
    for index in cuts.indices {
      let effective = CutPoint.effectiveEvents(background[index], backgroundVariance[index])
      guard background[index] > 0, effective >= enough else { continue }
      let z = estimate.unchecked(
        signal: signal[index], background: background[index], systematic: systematic
      ).value
      guard z.isFinite else { continue }
      if z >= best?.significance ?? 0 { best = (index, z) }
    }
    return best.map { unchecked(at: $0.index, systematic: systematic, estimate: estimate) }
  }
}
