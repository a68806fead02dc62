extension Significance {
  /// The Asimov estimate Z_A of the median discovery significance with a background uncertainty.
  ///
  /// Eq. 3.1 of arXiv:1806.00322 (Eq. 20 of Cowan's 2012 note on the discovery sensitivity of a counting experiment
  /// with background uncertainty; method of arXiv:1007.1727), and, for σ_b = 0, Eq. 3.2:
  ///
  ///     Z_A² = 2 { (s+b) ln[(s+b)(b+σ_b²) / (b²+(s+b)σ_b²)] − (b²/σ_b²) ln[1 + σ_b² s / (b(b+σ_b²))] }
  ///     Z_A² = 2 { (s+b) ln(1+s/b) − s }                                                  for σ_b = 0
  ///
  /// Relative error of Z and of its derivatives: below 10⁻¹² for s and b in 10⁻⁹…10⁹ and σ_b/b either 0 or in 10⁻⁶…10.
  /// ∂Z/∂b at fixed σ_b changes sign where the systematic takes over; next to that zero the error is below 10⁻¹² of the
  /// two parts that cancel there.
  ///
  /// - Parameters:
  ///   - signal: s, expected signal events, ≥ 0. Z_A(0, b) = 0, with ∂Z/∂s = 1/√(b+σ_b²).
  ///   - background: b, expected background events, ≥ 0. Without background and σ_b, Z_A is infinite for s > 0 and 0
  ///     for s = 0.
  ///   - backgroundUncertainty: σ_b, in events, ≥ 0.
  /// - Throws: ``SignificanceError`` for negative, infinite or NaN arguments and for σ_b > 0 without background.
  public static func asimov(
    signal: Double, background: Double, backgroundUncertainty: Double = 0
  ) throws(SignificanceError) -> Significance {
    try SignificanceError.check(signal: signal, background: background, uncertainty: backgroundUncertainty)
    let result = uncheckedAsimov(signal: signal, background: background, backgroundUncertainty: backgroundUncertainty)
    guard background == 0 || (result.value.isFinite && result.signalDerivative.isFinite) else {
      throw .outOfRange(signal: signal, background: background, backgroundUncertainty: backgroundUncertainty)
    }
    return result
  }

  /// ``asimov(signal:background:backgroundUncertainty:)`` with σ_b = `systematic`·b, the paper's σ_b/b.
  public static func asimov(
    signal: Double, background: Double, systematic: Double
  ) throws(SignificanceError) -> Significance {
    try SignificanceError.check(systematic, "systematic")
    return try asimov(signal: signal, background: background, backgroundUncertainty: systematic * background)
  }

  /// Z_A for arguments that are known to be valid.
  ///
  /// The textbook form subtracts nearly equal logarithms. Here Z_A² is written as what it is, twice the likelihood ratio
  /// of two Poisson counts: n = s+b in the search region and m = b²/σ_b² in a control region τ = b/σ_b² times as large,
  /// at the background μ = (n+m)/(1+τ) that fits both best. With D(x, y) = x ln(x/y) − x + y ≥ 0,
  ///
  ///     Z_A²/2 = D(n, μ) + D(m, τμ),
  ///
  /// two terms that are never negative. With r = σ_b²/b, n = μ(1+u) and m = τμ(1−ru), where u = s/(r(s+b)+b), this is
  ///
  ///     Z_A²/2 = μ u² [φ(u) + r φ(−ru)],    φ(x) = ((1+x) ln(1+x) − x) / x²,
  ///
  /// regular at s = 0 and at σ_b = 0. μ minimises the sum, so the derivatives need not differentiate it; the terms of
  /// first order cancel by algebra, and what remains is evaluated with ``LogarithmRemainders``.
  static func uncheckedAsimov(signal: Double, background: Double, backgroundUncertainty: Double) -> Significance {
    guard background > 0 else { return withoutBackground(signal: signal) }
    let s = signal
    let b = background
    let relative = backgroundUncertainty / b
    let r = relative * backgroundUncertainty
    let fitted = r * (s + b) + b
    let mu = fitted / (1 + r)
    let u = s / fitted
    let search = LogarithmRemainders(u, onePlus: 1 + u)
    let control = LogarithmRemainders(-r * u, onePlus: b * (1 + r) / fitted)
    let slope = (2 * mu * (search.second + r * control.second)).squareRoot()
    return Significance(
      value: u * slope,
      signalDerivative: search.first / slope,
      backgroundDerivative: u * (r * (r / b) * mu * u * control.third - search.logarithm) / slope,
      backgroundUncertaintyDerivative: -2 * mu * relative * u * control.second / slope,
      scalingBackgroundDerivative: -u * (search.logarithm + r * mu / b) / slope)
  }
}
