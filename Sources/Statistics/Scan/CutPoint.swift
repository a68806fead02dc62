/// What is selected by one cut on the score, and how significant it is.
public struct CutPoint: Hashable, Sendable {
  /// Events with score ≥ `cut` are kept.
  public let cut: Float
  /// The relative systematic f on the background, σ_b = f·b: what was asked for, and in quadrature what the samples that are
  /// left have of their own.
  public let systematic: Double
  /// s and b: Σw over the selected events of each class, in expected events.
  public let signal: Double
  public let background: Double
  /// Σw² over the selected events of each class: the variance of s and b from the size of the simulated sample.
  public let signalVariance: Double
  public let backgroundVariance: Double
  /// Z. Infinite when the estimate diverges, as Z_A does for a selection with signal but without any background event.
  public let significance: Double
  /// One standard deviation of Z from `signalVariance` and `backgroundVariance`, to first order; `nil` when nothing of the
  /// background is selected and no such error exists.
  public let uncertainty: Double?

  /// s/b; `nil` without background.
  public var signalToBackground: Double? { background > 0 ? signal / background : nil }
  /// One standard deviation of s/b, to first order; `nil` without background.
  public var signalToBackgroundUncertainty: Double? {
    guard let ratio = signalToBackground else { return nil }
    return (signalVariance + ratio * ratio * backgroundVariance).squareRoot() / background
  }
  /// (Σw)²/Σw² of the selected signal: the number of unit-weight events that would know s as well. 0 for none.
  public var effectiveSignalEvents: Double { Self.effectiveEvents(signal, signalVariance) }
  /// (Σw)²/Σw² of the selected background. 0 for none.
  public var effectiveBackgroundEvents: Double { Self.effectiveEvents(background, backgroundVariance) }

  /// What (Σw)²/Σw² of the background has to reach for a minimum, up to rounding.
  static func enough(_ minimumEffectiveBackground: Double) throws(SignificanceError) -> Double {
    try SignificanceError.check(minimumEffectiveBackground, "minimum effective background")
    return minimumEffectiveBackground * (1 - 1e-9)
  }

  static func effectiveEvents(_ sum: Double, _ sumOfSquares: Double) -> Double {
    // Divided before it is multiplied, so that tiny weights cannot underflow.
    sumOfSquares > 0 ? sum / (sumOfSquares / sum) : 0
  }
}
