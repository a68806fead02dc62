extension Significance {
  /// s/√(s+b), the estimate behind the loss of arXiv:1806.00322, Eq. 4.5. It knows no background uncertainty.
  ///
  /// - Parameters:
  ///   - signal: s, expected signal events, ≥ 0.
  ///   - background: b, expected background events, ≥ 0. With s = b = 0 the value is 0, with ∂Z/∂s infinite.
  /// - Throws: ``SignificanceError`` for negative, infinite or NaN arguments.
  public static func signalOverRootTotal(signal: Double, background: Double) throws(SignificanceError) -> Significance {
    try SignificanceError.check(signal: signal, background: background, uncertainty: 0)
    return uncheckedSignalOverRootTotal(signal: signal, background: background)
  }

  /// s/√(b+σ_b²), the estimate that Z_A tends to for s ≪ b (arXiv:1806.00322, §3). Without σ_b it is s/√b, which holds for
  /// s ≪ b only and promises too much elsewhere: Z_A without σ_b is smaller by a factor 1 − s/6b to first order.
  ///
  /// - Parameters:
  ///   - signal: s, expected signal events, ≥ 0.
  ///   - background: b, expected background events, ≥ 0. Without background and σ_b the value is infinite for s > 0
  ///     and 0 for s = 0.
  ///   - backgroundUncertainty: σ_b, in events, ≥ 0.
  /// - Throws: ``SignificanceError`` for negative, infinite or NaN arguments and for σ_b > 0 without background.
  public static func signalOverRootBackground(
    signal: Double, background: Double, backgroundUncertainty: Double = 0
  ) throws(SignificanceError) -> Significance {
    try SignificanceError.check(signal: signal, background: background, uncertainty: backgroundUncertainty)
    return uncheckedSignalOverRootBackground(
      signal: signal, background: background, backgroundUncertainty: backgroundUncertainty)
  }

  /// ``signalOverRootBackground(signal:background:backgroundUncertainty:)`` with σ_b = `systematic`·b.
  public static func signalOverRootBackground(
    signal: Double, background: Double, systematic: Double
  ) throws(SignificanceError) -> Significance {
    try SignificanceError.check(systematic, "systematic")
    return try signalOverRootBackground(
      signal: signal, background: background, backgroundUncertainty: systematic * background)
  }

  static func uncheckedSignalOverRootTotal(signal: Double, background: Double) -> Significance {
    let total = signal + background
    guard total > 0 else { return withoutBackground(signal: 0) }
    let root = total.squareRoot()
    let perBackground = -signal / (2 * total * root)
    return Significance(
      value: signal / root, signalDerivative: (signal / 2 + background) / (total * root),
      backgroundDerivative: perBackground, backgroundUncertaintyDerivative: 0,
      scalingBackgroundDerivative: perBackground)
  }

  static func uncheckedSignalOverRootBackground(
    signal: Double, background: Double, backgroundUncertainty: Double
  ) -> Significance {
    guard background > 0 else { return withoutBackground(signal: signal) }
    let relative = backgroundUncertainty / background
    let variance = background + backgroundUncertainty * backgroundUncertainty
    let root = variance.squareRoot()
    let perVariance = -signal / (2 * variance * root)
    return Significance(
      value: signal / root, signalDerivative: 1 / root, backgroundDerivative: perVariance,
      backgroundUncertaintyDerivative: 2 * backgroundUncertainty * perVariance,
      scalingBackgroundDerivative: (1 + 2 * relative * backgroundUncertainty) * perVariance)
  }
}
