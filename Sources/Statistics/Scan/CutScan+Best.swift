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
    let index = try highest(minimumEffectiveBackground) { index in
      estimate.unchecked(signal: signal[index], background: background[index], systematic: systematic).value
    }
    return index.map { unchecked(at: $0, systematic: systematic, estimate: estimate) }
  }

  /// The cut with the highest s/b among those that enough simulated background passes.
  ///
  /// - Parameters: as of ``best(systematic:minimumEffectiveBackground:estimate:)``; the systematic and the estimate are those
  ///   of the significance that is told beside it.
  /// - Returns: of equals the one with the lowest cut; `nil` when there is no candidate.
  /// - Throws: ``SignificanceError`` when a number is negative, infinite or NaN.
  /// - Complexity: O(n).
  public func purest(
    systematic: Double = 0, minimumEffectiveBackground: Double = 10, estimate: SignificanceEstimate = .asimov
  ) throws(SignificanceError) -> CutPoint? {
    try SignificanceError.check(systematic, "systematic")
    let index = try highest(minimumEffectiveBackground) { signal[$0] / background[$0] }
    return index.map { unchecked(at: $0, systematic: systematic, estimate: estimate) }
  }

  /// The index of the last cut with the highest finite value among the candidates.
  private func highest(
    _ minimumEffectiveBackground: Double, of value: (Int) -> Double
  ) throws(SignificanceError) -> Int? {
    try SignificanceError.check(minimumEffectiveBackground, "minimum effective background")
    let enough = minimumEffectiveBackground * (1 - 1e-9)
    var best: (index: Int, value: Double)?
    for index in cuts.indices {
      let effective = CutPoint.effectiveEvents(background[index], backgroundVariance[index])
      guard background[index] > 0, effective >= enough else { continue }
      let found = value(index)
      guard found.isFinite else { continue }
      if found >= best?.value ?? 0 { best = (index, found) }
    }
    return best?.index
  }
}
