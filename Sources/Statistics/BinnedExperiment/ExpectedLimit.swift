import Foundation

/// The upper limits on the signal strength that a search without signal expects: the median, and its 1σ and 2σ bands.
public struct ExpectedLimit: Hashable, Sendable {
  /// μ that is excluded where the data lie N standard deviations above the background expected; N from −2 to 2.
  public let values: [Double]
  /// 1 − α, such as 0.95.
  public let confidence: Double

  /// The median.
  public var median: Double { values[2] }
  /// The 68.3 % band.
  public var oneSigma: ClosedRange<Double> { values[1]...values[3] }
  /// The 95.4 % band.
  public var twoSigma: ClosedRange<Double> { values[0]...values[4] }
}

extension BinnedExpectation {
  /// CLs upper limits on μ from the asymptotic distribution of q̃_μ (A. L. Read, J. Phys. G 28 (2002) 2693; arXiv:1007.1727).
  ///
  /// With q_A(μ) the likelihood ratio of the data expected without signal, n_i = b_i and m, against the strength μ, data N
  /// standard deviations away give
  ///
  ///     CLs = (1 − Φ(√q_A − N)) / Φ(N),
  ///
  /// and the limit solves √q_A(μ) = N + Φ⁻¹(1 − α Φ(N)). q_A is evaluated at every μ, as pyhf does; its parabola near 0, Eq. 89
  /// of arXiv:1007.1727, is not used. The asymptotic form is trusted from a few background events on; below, it excludes
  /// strengths that a count of 0 could not.
  ///
  /// - Parameter confidence: 1 − α, above 0 and below 1.
  /// - Throws: ``BinnedExpectationError/noSignal``, ``BinnedExpectationError/invalidConfidence(_:)`` or
  ///   ``BinnedExpectationError/outOfRange``.
  public func expectedLimit(confidence: Double = 0.95) throws(BinnedExpectationError) -> ExpectedLimit {
    guard confidence > 0, confidence < 1 else { throw .invalidConfidence(confidence) }
    guard signal > 0 else { throw .noSignal }
    let values = [-2.0, -1, 0, 1, 2].map { n in
      // ln(α Φ(N)), Φ(N) being the upper tail of −N.
      let tail = log1p(-confidence) + NormalTail.logarithm(ofZ: -n)
      return strength(excludedAt: n + NormalTail.uncheckedZ(logarithm: tail))
    }
    guard values.allSatisfy({ $0.isFinite && $0 > 0 }) else { throw .outOfRange }
    return ExpectedLimit(values: values, confidence: confidence)
  }

  /// The median CLs of the strength 1 expected without signal, 2 (1 − Φ(√q_A)): 1 without any signal.
  public func expectedCLs() -> Double {
    2 * exp(NormalTail.logarithm(ofZ: exclusion(1).root))
  }

  /// The μ with √q_A(μ) = `target` > 0; NaN or infinite where there is none in double precision.
  private func strength(excludedAt target: Double) -> Double {
    var (low, high) = (0.0, 1 / signal)
    while exclusion(high).root < target {
      low = high
      high *= 2
      guard high.isFinite else { return .infinity }
    }
    // √q_A is concave and nearly a straight line: Newton's method, within the bracket.
    var mu = high
    for _ in 0..<200 {
      let (root, slope) = exclusion(mu)
      if root < target { low = mu } else { high = mu }
      let next = mu - (root - target) / slope
      let inside = next > low && next < high ? next : low + (high - low) / 2
      if abs(inside - mu) <= 1e-15 * mu || inside == low || inside == high { return inside }
      mu = inside
    }
    return mu
  }

  /// √q_A and its derivative by μ; the best γ need not be differentiated.
  private func exclusion(_ mu: Double) -> (root: Double, slope: Double) {
    let excluded =
      correlation == .shared
      ? ExcludedBin.shared(bins, strength: mu, systematic: systematics[0])
      : ExcludedBin.separate(bins, strength: mu, systematics: systematics)
    let root = excluded.square.squareRoot()
    return (root, root > 0 ? excluded.slope / (2 * root) : 0)
  }
}

/// The data expected without signal against the strength μ, the background fitted to it.
private enum ExcludedBin {
  typealias Ratio = (square: Double, slope: Double)

  /// With a = μ s, D(b, a + γ b) + m D(1, γ) is least where b γ² + (a − b) γ = a / (1 + b f²), a quadratic equation.
  static func separate(_ bins: [BinnedExpectation.Bin], strength: Double, systematics: [Double]) -> Ratio {
    var (square, slope) = (CompensatedSum(), CompensatedSum())
    for (bin, f) in zip(bins, systematics) {
      let (a, b, v) = (strength * bin.signal, bin.background, f * f)
      guard a > 0 else { continue }
      // 1 − γ = f² w. The root is of a sum of terms that are never negative.
      let difference = a - b
      let root = (difference * difference + 4 * a * b / (1 + b * v)).squareRoot()
      let w = 2 * a * b / ((1 + b * v) * (a + b + root))
      let part = self.part(a, b, fitted: 1 - v * w)
      square.add(part.square + control(w, f))
      slope.add(part.slope * bin.signal)
    }
    return (2 * square.value, 2 * slope.value)
  }

  /// One γ for all: the zero of a function that falls with 1 − γ = f² w.
  static func shared(_ bins: [BinnedExpectation.Bin], strength: Double, systematic f: Double) -> Ratio {
    let v = f * f
    let w = sharedShift(bins, strength: strength, relativeVariance: v)
    var (square, slope) = (CompensatedSum(), CompensatedSum())
    square.add(control(w, f))
    for bin in bins where bin.signal > 0 || bin.background > 0 {
      let part = self.part(strength * bin.signal, bin.background, fitted: 1 - v * w)
      square.add(part.square)
      slope.add(part.slope * bin.signal)
    }
    return (2 * square.value, 2 * slope.value)
  }

  /// w with Σ b (ν − b)/ν = w/γ, ν = a + γ b.
  private static func sharedShift(
    _ bins: [BinnedExpectation.Bin], strength: Double, relativeVariance v: Double
  ) -> Double {
    func excess(_ w: Double) -> (value: Double, slope: Double) {
      let fitted = 1 - v * w
      var (value, slope) = (-w / fitted, -1 / (fitted * fitted))
      for bin in bins where bin.background > 0 {
        let (a, b) = (strength * bin.signal, bin.background)
        let expected = a + fitted * b
        value += b * (a - b * v * w) / expected
        slope -= v * b * b / expected * (b / expected)
      }
      return (value, slope)
    }
    var low = 0.0
    // γ stays above 0, and the left side below Σ b.
    var high = min(1 / v, bins.reduce(0) { $0 + $1.background })
    var w = low
    for _ in 0..<200 {
      let (value, slope) = excess(w)
      if value > 0 { low = w } else { high = w }
      let next = w - value / slope
      let inside = next > low && next < high ? next : low + (high - low) / 2
      if abs(inside - w) <= 4e-16 * w || inside == w { break }
      w = inside
    }
    return w
  }

  /// D(b, ν) with ν = a + γ b, and ∂D/∂a.
  private static func part(_ a: Double, _ b: Double, fitted: Double) -> Ratio {
    let expected = a + fitted * b
    guard expected > 0 else { return (0, 0) }
    let excess = (b * (1 - fitted) - a) / expected
    let square = expected * excess * excess * LogarithmRemainders(excess, onePlus: b / expected).second
    return (square, -excess)
  }

  /// m D(1, γ) with m = 1/f², 1 − γ = f² w.
  private static func control(_ w: Double, _ f: Double) -> Double {
    let fitted = 1 - f * f * w
    let excess = f * f * w / fitted
    return f * w * (f * w) / fitted * LogarithmRemainders(excess, onePlus: 1 / fitted).second
  }
}
