/// How a cut on the score sorts a weighted sample: the events of each class that it keeps (score ≥ cut) and rejects.
///
/// Made by ``CutScan/confusionMatrix(at:)``. All entries are sums of weights, in expected events if the weights are physical.
/// Shares that need a class or a selection of positive weight are `nil` without one.
public struct ConfusionMatrix: Hashable, Sendable {
  /// Signal kept: S_kept.
  public let truePositives: Double
  /// Background kept: B_kept.
  public let falsePositives: Double
  /// Background rejected: B_rejected.
  public let trueNegatives: Double
  /// Signal rejected: S_rejected.
  public let falseNegatives: Double
  /// Σw² of the same events: the variances of the four sums from the size of the simulated sample.
  public let truePositivesVariance: Double
  public let falsePositivesVariance: Double
  public let trueNegativesVariance: Double
  public let falseNegativesVariance: Double

  /// S_kept / (S_kept + B_kept), also called precision.
  public var purity: Double? { Self.share(truePositives, falsePositives) }
  /// ε_s = S_kept / S, also called recall or true positive rate.
  public var signalEfficiency: Double? { signalShare?.value }
  /// ε_b = B_kept / B, also called false positive rate.
  public var backgroundEfficiency: Double? { backgroundShare?.value }
  /// 1 − ε_b = B_rejected / B, as in TMVA (arXiv:physics/0703039); others mean 1/ε_b by it.
  public var backgroundRejection: Double? { Self.share(trueNegatives, falsePositives) }
  /// (S_kept + B_rejected) / (S + B); with physical weights it is little but the rejection of the larger class.
  public var accuracy: Double? { correctShare?.value }
  /// (ε_s + 1 − ε_b) / 2: the accuracy if both classes had the same weight; ½ for a score without information
  /// (K. H. Brodersen et al., ICPR 2010, 3121).
  public var balancedAccuracy: Double? {
    guard let signalEfficiency, let backgroundRejection else { return nil }
    return (signalEfficiency + backgroundRejection) / 2
  }

  /// ε_s with its error.
  public var signalShare: Efficiency? {
    Self.efficiency(
      kept: truePositives, truePositivesVariance, rejected: falseNegatives, falseNegativesVariance)
  }
  /// ε_b with its error.
  public var backgroundShare: Efficiency? {
    Self.efficiency(
      kept: falsePositives, falsePositivesVariance, rejected: trueNegatives, trueNegativesVariance)
  }
  /// The accuracy with its error.
  public var correctShare: Efficiency? {
    Self.efficiency(
      kept: truePositives + trueNegatives, truePositivesVariance + trueNegativesVariance,
      rejected: falsePositives + falseNegatives, falsePositivesVariance + falseNegativesVariance)
  }

  private static func efficiency(
    kept: Double, _ keptSquares: Double, rejected: Double, _ rejectedSquares: Double
  ) -> Efficiency? {
    guard kept + rejected > 0 else { return nil }
    return Efficiency(kept, of: kept + rejected, keptSquares, of: keptSquares + rejectedSquares)
  }

  /// part / (part + rest).
  private static func share(_ part: Double, _ rest: Double) -> Double? {
    part + rest > 0 ? part / (part + rest) : nil
  }
}

extension CutScan {
  /// What the given cut keeps and rejects of each class.
  ///
  /// - Parameter cut: need not be one of ``cuts``; not NaN. One above every score keeps nothing.
  /// - Throws: ``SignificanceError`` when the cut is NaN.
  /// - Complexity: O(log n).
  public func confusionMatrix(at cut: Float) throws(SignificanceError) -> ConfusionMatrix {
    let kept = try evaluate(cut: cut, systematic: 0)
    // Sums of other events may differ in their last bit; a rejected sum of −10⁻¹⁶ would be nonsense.
    return ConfusionMatrix(
      truePositives: kept.signal, falsePositives: kept.background,
      trueNegatives: max((background.last ?? 0) - kept.background, 0),
      falseNegatives: max((signal.last ?? 0) - kept.signal, 0),
      truePositivesVariance: kept.signalVariance, falsePositivesVariance: kept.backgroundVariance,
      trueNegativesVariance: max((backgroundVariance.last ?? 0) - kept.backgroundVariance, 0),
      falseNegativesVariance: max((signalVariance.last ?? 0) - kept.signalVariance, 0))
  }
}
