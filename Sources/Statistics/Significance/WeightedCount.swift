/// A sum of weights over simulated events, seen as a scaled Poisson number: k events of weight Σw²/Σw each, of which
/// k = (Σw)²/Σw² have been seen (G. Bohm, G. Zech, NIM A 748 (2014) 1, arXiv:1309.1287). Sum and variance of both agree.
public struct WeightedCount: Hashable, Sendable {
  /// Σw ≥ 0 and Σw² ≥ 0.
  public let sum: Double
  public let sumOfSquares: Double
  /// The weight of one more event: Σw²/Σw of these events, or of others of their kind where there are none. 0 where no event can
  /// come.
  public let scale: Double

  /// - Parameters:
  ///   - sum: Σw.
  ///   - sumOfSquares: Σw².
  ///   - scaleOfKind: Σw²/Σw of a larger sample of the same kind, for when Σw is 0.
  /// - Throws: ``SignificanceError`` when a number is negative, infinite or NaN.
  public init(sum: Double, sumOfSquares: Double, scaleOfKind: Double = 0) throws(SignificanceError) {
    try SignificanceError.check(sum, "sum of weights")
    try SignificanceError.check(sumOfSquares, "sum of squared weights")
    try SignificanceError.check(scaleOfKind, "weight of an event")
    self.init(uncheckedSum: sum, sumOfSquares: sumOfSquares, scaleOfKind: scaleOfKind)
  }

  init(uncheckedSum sum: Double, sumOfSquares: Double, scaleOfKind: Double) {
    self.sum = sum
    self.sumOfSquares = sumOfSquares
    scale = sum > 0 ? sumOfSquares / sum : scaleOfKind
  }

  /// k = (Σw)²/Σw²; 0 for none.
  public var effectiveEvents: Double { CutPoint.effectiveEvents(sum, sumOfSquares) }

  /// What is known of the expected sum: gamma distributed with shape k + ½ and this scale, the posterior of a Poisson mean under
  /// Jeffreys' prior. Its median lies within 0.17 events of what was seen, and its central intervals cover as often as
  /// they should, on average over the mean (L. D. Brown, T. T. Cai, A. DasGupta, Stat. Sinica 13 (2003) 19).
  var expectation: GammaDistribution { GammaDistribution(shape: effectiveEvents + 0.5) }
}
