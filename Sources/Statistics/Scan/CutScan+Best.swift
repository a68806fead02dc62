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
  /// - Complexity: O(n), a few nanoseconds a cut; 50 where Z_A rises all the way.
  public func best(
    systematic: Double, minimumEffectiveBackground: Double = 10, estimate: SignificanceEstimate = .asimov
  ) throws(SignificanceError) -> CutPoint? {
    try SignificanceError.check(systematic, "systematic")
    let index = try highest(minimumEffectiveBackground) { index, best in
      let (s, b) = (signal[index], background[index])
      let systematic = total(systematic, at: index)
      if estimate == .asimov, Self.cannotReach(best, signal: s, background: b, systematic: systematic) { return -1 }
      return estimate.unchecked(signal: s, background: b, systematic: systematic).value
    }
    return index.map { unchecked(at: $0, systematic: systematic, estimate: estimate) }
  }

  /// The cut with the lowest significance among those at `score` or above that enough simulated background passes: how much is lost
  /// by cutting anywhere there.
  ///
  /// - Parameters: as of ``best(systematic:minimumEffectiveBackground:estimate:)``.
  /// - Returns: of equals the one with the highest cut; `nil` when there is no candidate.
  /// - Throws: ``SignificanceError`` when a number is negative, infinite or NaN.
  /// - Complexity: O(n) in the cuts at `score` and above.
  public func lowest(
    from score: Float, systematic: Double, minimumEffectiveBackground: Double = 10,
    estimate: SignificanceEstimate = .asimov
  ) throws(SignificanceError) -> CutPoint? {
    try SignificanceError.check(systematic, "systematic")
    let enough = try CutPoint.enough(minimumEffectiveBackground)
    var lowest: CutPoint?
    for index in 0..<firstIndex(where: { $0 < score }) {
      guard isCandidate(index, enough: enough) else { continue }
      let point = unchecked(at: index, systematic: systematic, estimate: estimate)
      if point.significance < lowest?.significance ?? .infinity { lowest = point }
    }
    return lowest
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
    let index = try highest(minimumEffectiveBackground) { index, _ in signal[index] / background[index] }
    return index.map { unchecked(at: $0, systematic: systematic, estimate: estimate) }
  }

  /// Whether Z_A lies below `best` for sure, which spares most cuts their logarithms.
  ///
  /// Z_A² ≤ s²/(b+σ_b²): with the on/off problem behind Eq. 3.1, τ = b/σ_b², the derivative of Z_A²/2 by s is
  /// ln[(b+s)/(b+s/(1+τ))], which is at most s τ/((1+τ) b); integrated from 0, that is the half of s²/(b+σ_b²).
  private static func cannotReach(_ best: Double, signal s: Double, background b: Double, systematic f: Double) -> Bool
  {
    s * s < best * best * (b + f * b * (f * b)) * (1 - 1e-9)
  }

  /// Whether enough simulated background passes the cut at `index`.
  private func isCandidate(_ index: Int, enough: Double) -> Bool {
    background[index] > 0 && CutPoint.effectiveEvents(background[index], backgroundVariance[index]) >= enough
  }

  /// The index of the last cut with the highest finite value among the candidates.
  /// - Parameter value: of a cut; where it lies below the best so far, any number that does.
  private func highest(
    _ minimumEffectiveBackground: Double, of value: (_ index: Int, _ best: Double) -> Double
  ) throws(SignificanceError) -> Int? {
    let enough = try CutPoint.enough(minimumEffectiveBackground)
    var best: (index: Int, value: Double)?
    for index in cuts.indices {
      guard isCandidate(index, enough: enough) else { continue }
      let found = value(index, best?.value ?? 0)
      guard found.isFinite else { continue }
      if found >= best?.value ?? 0 { best = (index, found) }
    }
    return best?.index
  }
}
