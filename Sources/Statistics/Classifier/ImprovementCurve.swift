/// By how much each cut on the score improves the significance s/√b over no cut at all: ε_s/√ε_b against ε_s.
///
/// The significance improvement characteristic of J. Gallicchio et al., arXiv:1010.3698. Like the ROC curve it does not depend
/// on the yields, so it compares classifiers; unlike it, it shows what the tails of the score are worth. For few events at
/// large yields, or with a systematic, quote ``CutScan/best(systematic:minimumEffectiveBackground:estimate:)``.
public struct ImprovementCurve: Hashable, Sendable {
  /// One cut.
  public struct Point: Hashable, Sendable {
    /// Events with score ≥ `cut` are kept.
    public let cut: Float
    /// Weighted share of each class with score ≥ the cut; that of the background is above 0.
    public let signalEfficiency: Double
    public let backgroundEfficiency: Double
    /// ε_s/√ε_b; 1 for the cut that keeps all.
    public let improvement: Double
    /// One standard deviation of the improvement from the size of the sample, to first order, by the variances of both
    /// efficiencies (``Efficiency``).
    public let uncertainty: Double
    /// (Σw)²/Σw² of the background that is kept.
    public let effectiveBackgroundEvents: Double
  }

  /// The cuts that background passes, from the highest down, hence by rising ε_s. Cuts without any are left out: the
  /// improvement is infinite or undefined there.
  public let points: [Point]

  /// - Throws: ``ScoreError/emptyClass(name:)`` when either class has no event of positive weight.
  /// - Complexity: O(n).
  public init(_ scan: CutScan) throws(ScoreError) {
    let (allSignal, signalVariance) = try scan.allSignal()
    let (allBackground, backgroundVariance) = try scan.allBackground()
    points = scan.cuts.indices.compactMap { index in
      guard scan.background[index] > 0 else { return nil }
      let s = Efficiency(scan.signal[index], of: allSignal, scan.signalVariance[index], of: signalVariance)
      let b = Efficiency(
        scan.background[index], of: allBackground, scan.backgroundVariance[index], of: backgroundVariance)
      let root = b.value.squareRoot()
      let fromBackground = s.value / b.value / 2 * b.variance.squareRoot()
      return Point(
        cut: scan.cuts[index], signalEfficiency: s.value, backgroundEfficiency: b.value, improvement: s.value / root,
        uncertainty: (s.variance + fromBackground * fromBackground).squareRoot() / root,
        effectiveBackgroundEvents: CutPoint.effectiveEvents(scan.background[index], scan.backgroundVariance[index]))
    }
  }

  /// The cut of the highest improvement among those that enough simulated background passes.
  ///
  /// The improvement of the few cuts that one or two background events pass is high by chance alone, hence the minimum; and
  /// the maximum of many fluctuating points is biased upwards, so choose the cut on one split and quote another.
  ///
  /// - Parameter minimumEffectiveBackground: the least (Σw)²/Σw² of the selected background, up to rounding (10⁻⁹ of it).
  /// - Returns: of equals the one with the lowest cut, which keeps most events; `nil` when no cut has enough background.
  /// - Throws: ``SignificanceError`` when the minimum is negative, infinite or NaN.
  public func best(minimumEffectiveBackground: Double = 10) throws(SignificanceError) -> Point? {
    let enough = try CutPoint.enough(minimumEffectiveBackground)
    var best: Point?
    for point in points where point.effectiveBackgroundEvents >= enough {
      if point.improvement >= best?.improvement ?? 0 { best = point }
    }
    return best
  }
}
