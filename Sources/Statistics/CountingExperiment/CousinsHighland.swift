import Foundation

extension PValue {
  /// The Poisson p-value of n = s + b events averaged over a Gaussian prior of the background, of mean b and width
  /// σ_b = f·b, cut off at 0 (R. D. Cousins, V. L. Highland, NIM A 320 (1992) 331; Z_N of arXiv:physics/0702156):
  ///
  ///     p = ∫₀^∞ P(n, b′) G(b′; b, σ_b) db′ / Φ(1/f)
  ///
  /// with P of ``poisson(signal:background:)``, which is what f = 0 gives.
  ///
  /// The inner integral is that over t < b′ of the Γ(n) density, and changing the order leaves one integral,
  ///
  ///     p = ∫₀^∞ t^{n−1} e⁻ᵗ/Γ(n) · [1 − Φ((t − b)/σ_b)] dt / Φ(1/f),
  ///
  /// of a function whose logarithm is concave in ln t; it is taken on both sides of its maximum and of the shoulder at b.
  ///
  /// Error below 10⁻¹¹ of Z or 10⁻¹², whichever is larger, for s in 10⁻³…10³, b in 10⁻²…10⁴ and f in 10⁻⁶…2.
  ///
  /// - Parameters:
  ///   - signal: s ≥ 0. For s = 0, Z is slightly below 0 where f is small, as without uncertainty.
  ///   - background: b ≥ 0. Without it, p = 0 and Z = ∞ for s > 0; p = 1 and Z = −∞ for s = 0.
  ///   - systematic: f ≥ 0.
  /// - Throws: ``SignificanceError`` for negative, infinite or NaN arguments and where the result leaves double precision.
  public static func poissonGaussian(
    signal: Double, background: Double, systematic: Double
  ) throws(SignificanceError) -> PValue {
    guard systematic != 0 else { return try poisson(signal: signal, background: background) }
    try SignificanceError.check(signal, "signal")
    try SignificanceError.check(background, "background")
    try SignificanceError.check(systematic, "systematic")
    guard background > 0 else { return withoutBackground(signal: signal) }
    let average = GaussianAverage(signal: signal, count: signal + background, uncertainty: systematic * background)
    let norm = NormalTail.logarithm(ofZ: -1 / systematic)
    guard average.isInRange, let logarithm = average.logarithm, logarithm.isFinite else {
      throw .outOfRange(signal: signal, background: background, backgroundUncertainty: systematic * background)
    }
    return PValue(unchecked: logarithm - norm)
  }
}

/// The integral of Γ density times Gaussian tail, in y = ln(t/n), where the density is
/// √(n/2π) e^{−δ(n)} exp{ −n (eʸ − 1 − y) } and t − b = s + n (eʸ − 1).
private struct GaussianAverage {
  let signal: Double
  let count: Double
  let uncertainty: Double

  var isInRange: Bool { count.isFinite && uncertainty.isFinite && uncertainty > 0 }

  /// `nil` where no range can be found in double precision.
  var logarithm: Double? {
    let mode = mode
    let peak = height(mode)
    guard peak.isFinite, let low = end(from: mode, peak, -1), let high = end(from: mode, peak, 1) else { return nil }
    // Where 1 − Φ bends, in standard deviations; of no matter where the whole integrand lies beyond.
    let shoulder = [-9.0, -6, -3, 0, 3, 6, 9].map { log1p(($0 * uncertainty - signal) / count) }
    let inside = shoulder.filter { $0 > low && $0 < high }  // NaN, for t < 0, is not
    let edges = (inside + [low, mode, high]).sorted()
    let integral = zip(edges, edges.dropFirst()).reduce(0) { sum, edge in
      sum + TanhSinh.integral(from: edge.0, to: edge.1) { exp(height($0) - peak) }
    }
    return peak + log(integral) + log(count / (2 * .pi)) / 2 - LogarithmicSeries.stirlingError(count)
  }

  /// (t − b)/σ_b.
  private func deviation(_ y: Double) -> Double { (signal + count * expm1(y)) / uncertainty }

  /// The logarithm of the integrand without the factors that do not depend on y.
  private func height(_ y: Double) -> Double {
    NormalTail.logarithm(ofZ: deviation(y)) - count * LogarithmicSeries.exponentialRemainder(y)
  }

  /// Where the integrand is highest, by bisection of its slope, which falls with y. The place only splits the integral.
  private var mode: Double {
    var high = 0.0
    var low = -log1p(NormalTail.point(deviation(0)).hazard / uncertainty)
    for _ in 0..<60 {
      let middle = low + (high - low) / 2
      let slope = -expm1(middle) - NormalTail.point(deviation(middle)).hazard * exp(middle) / uncertainty
      if slope > 0 { low = middle } else { high = middle }
    }
    return high
  }

  /// Where the integrand has fallen to between e⁻⁴² and e⁻⁵⁰ of its peak on one side.
  private func end(from mode: Double, _ peak: Double, _ side: Double) -> Double? {
    func fallen(_ step: Double) -> Double { peak - height(mode + side * step) }
    var far = max(abs(mode), 1) * 0x1p-40
    while fallen(far) < 42 { far *= 2 }
    var near = far / 2
    for _ in 0..<100 where !(fallen(far) <= 50) {
      let middle = near + (far - near) / 2
      if fallen(middle) < 42 { near = middle } else { far = middle }
    }
    return far.isFinite ? mode + side * far : nil
  }
}
