import Foundation

extension PValue {
  /// The probability of at least n = s + b events where b are expected and known:
  ///
  ///     p = Σ_{k ≥ n} bᵏ e⁻ᵇ / k! = P(n, b) = γ(n, b) / Γ(n),
  ///
  /// the regularised incomplete gamma function, which continues the sum to real n as is usual for an expected signal
  /// (R. D. Cousins, J. T. Linnemann, J. Tucker, arXiv:physics/0702156).
  ///
  /// Error below 10⁻¹³ of Z or 10⁻¹⁴, whichever is larger, for s in 10⁻³…10⁶ and b in 10⁻³…10⁹.
  ///
  /// - Parameters:
  ///   - signal: s ≥ 0, the excess over b. For s = 0, p is above 1/2 and Z below 0, since the n events themselves belong to
  ///     the tail: Z → −1/(3√b) for large b.
  ///   - background: b ≥ 0. Without it, p = 0 and Z = ∞ for s > 0; p = 1 and Z = −∞ for s = 0.
  /// - Throws: ``SignificanceError`` for negative, infinite or NaN arguments.
  public static func poisson(signal: Double, background: Double) throws(SignificanceError) -> PValue {
    try poissonGamma(signal: signal, background: background, systematic: 0)
  }

  /// The significance Z_Bi of n = s + b events over a background known from a control region that is τ = 1/(b f²) times as
  /// large and holds m = τ b = 1/f² events:
  ///
  ///     p = I_{1/(1+τ)}(n, m + 1),
  ///
  /// the regularised incomplete beta function: the binomial probability of at least n of the n + m events in the search
  /// region, and also the Poisson p-value averaged over a Γ(m + 1, τ) posterior of b (arXiv:physics/0702156;
  /// `BinomialExpZ(s, b, f)` in RooStats' `NumberCountingUtils`). f = 0 is ``poisson(signal:background:)``.
  ///
  /// Error below 10⁻¹² of Z or 10⁻¹³, whichever is larger, for s in 10⁻³…10⁶, b in 10⁻³…10⁶ and f in 10⁻⁶…10, and for
  /// b up to 10⁹ with f up to 10⁻⁵.
  ///
  /// - Parameters:
  ///   - signal: s ≥ 0. For s = 0, Z is below 0: little for f ≪ 1, more the larger f is, since the posterior of b has the
  ///     mean (1 + f²) b.
  ///   - background: b ≥ 0. Without it, p = 0 and Z = ∞ for s > 0; p = 1 and Z = −∞ for s = 0.
  ///   - systematic: f ≥ 0, σ_b = f·b.
  /// - Throws: ``SignificanceError`` for negative, infinite or NaN arguments and where the result leaves double precision.
  public static func poissonGamma(
    signal: Double, background: Double, systematic: Double
  ) throws(SignificanceError) -> PValue {
    try SignificanceError.check(signal, "signal")
    try SignificanceError.check(background, "background")
    try SignificanceError.check(systematic, "systematic")
    guard background > 0 else { return withoutBackground(signal: signal) }
    let tail = CountingTail(signal: signal, background: background, systematic: systematic)
    guard let logarithm = tail.logarithm, !logarithm.isNaN else {
      throw .outOfRange(signal: signal, background: background, backgroundUncertainty: systematic * background)
    }
    return PValue(unchecked: logarithm)
  }
}

/// The common tail of the Poisson and of the on/off binomial problem, ln P(n, b) and ln I_{1/(1+τ)}(n, m+1).
///
/// Both are ∫₀ t^{n−1} (…) dt up to the point expected without signal. With t falling from there as e⁻ʸ, the integrand's
/// logarithm loses its terms of first order by algebra, all but s y:
///
///     p = n pmf(n) ∫₀^∞ exp{ −s y − b (e⁻ʸ − 1 + y) − m [ρ − ln(1+ρ)] } dy,    ρ = b f² (1 − e⁻ʸ),
///
/// and what remains are terms that are never positive. The factor in front is the Poisson or the binomial probability of n,
/// in Loader's saddle-point form. Its exponent is the likelihood ratio that Z_A is made of, so that
///
///     ln p = −Z_A²/2 + ½ ln[n (1 + n f²) / 2π] + δ(n+m) − δ(n) − δ(m) + ln ∫
///
/// with the δ of ``LogarithmicSeries/stirlingError(_:)``: the Asimov formula with its corrections.
struct CountingTail {
  let signal: Double
  let background: Double
  let systematic: Double

  /// `nil` where the yields are beyond what `Double` holds.
  var logarithm: Double? {
    let n = signal + background
    let relativeVariance = systematic * systematic
    let control = 1 / relativeVariance
    let uncertainty = systematic * background
    let asimov = Significance.uncheckedAsimov(
      signal: signal, background: background, backgroundUncertainty: uncertainty
    ).value
    guard n.isFinite, uncertainty.isFinite, asimov.isFinite, let range else { return nil }
    let integral = TanhSinh.integral(from: 0, to: range) { exp(-descent($0)) }
    let spread = log(n / (2 * .pi)) + log1p(n * relativeVariance)
    let stirling =
      LogarithmicSeries.stirlingError(n + control) - LogarithmicSeries.stirlingError(control)
      - LogarithmicSeries.stirlingError(n)
    return -asimov * asimov / 2 + spread / 2 + stirling + log(integral)
  }

  /// By how much the logarithm of the integrand has fallen at y: never negative and rising.
  private func descent(_ y: Double) -> Double {
    let fallen = -expm1(-y)
    let uncertainty = systematic * background * fallen
    let ratio = systematic * systematic * background * fallen
    let remainder = LogarithmRemainders(ratio, onePlus: 1 + ratio).logarithm
    return signal * y + background * LogarithmicSeries.exponentialRemainder(-y) + uncertainty * uncertainty * remainder
  }

  /// Where the integrand has fallen to e⁻⁴² or a little less.
  private var range: Double? {
    var high = 1.0
    while descent(high) < 42 { high *= 2 }
    var low = 0.0
    for _ in 0..<2000 {
      guard descent(low) < 42 else { return nil }
      if descent(high) <= 50 { return high }
      let middle = low > 0 && low < high / 4 ? (low * high).squareRoot() : low + (high - low) / 2
      if descent(middle) < 42 { low = middle } else { high = middle }
    }
    return high
  }
}
