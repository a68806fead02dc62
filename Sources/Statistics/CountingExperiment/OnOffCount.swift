/// What an on/off experiment counted: n events in the search region and m in a control region without signal in which τ
/// times as much background is expected.
public struct OnOffCount: Hashable, Sendable {
  /// n, events in the search region.
  public let on: Double
  /// m, events in the control region.
  public let off: Double
  /// τ, the background expected in the control region over that in the search region; 1/α of Li and Ma.
  public let ratio: Double

  /// - Parameters:
  ///   - on: n ≥ 0; need not be whole.
  ///   - off: m ≥ 0; need not be whole.
  ///   - ratio: τ > 0.
  /// - Throws: ``SignificanceError`` for other arguments and where n τ or m/τ leave double precision.
  public init(on: Double, off: Double, ratio: Double) throws(SignificanceError) {
    try SignificanceError.check(on, "count in the search region")
    try SignificanceError.check(off, "count in the control region")
    guard ratio.isFinite, ratio > 0 else { throw .invalidRatio(ratio) }
    guard (on + off).isFinite, (on * (1 + ratio)).isFinite, (off * (1 + 1 / ratio)).isFinite else {
      throw .outOfRange(signal: on, background: off / ratio, backgroundUncertainty: off.squareRoot() / ratio)
    }
    self.on = on
    self.off = off
    self.ratio = ratio
  }

  /// n − m/τ, the estimate of the signal.
  public var excess: Double { (-off).addingProduct(on, ratio) / ratio }

  /// The profile likelihood significance, with the sign of the excess.
  ///
  /// T.-P. Li, Y.-Q. Ma, ApJ 272 (1983) 317, Eq. 17; with α = 1/τ,
  ///
  ///     Z² = 2 { n ln[(1+α)/α · n/(n+m)] + m ln[(1+α) · m/(n+m)] },
  ///
  /// √(−2 ln λ) of the hypothesis of no signal, the background profiled (also arXiv:physics/0702156, Z_PL). For the
  /// counts expected, n = s + b and m = τ b with τ = b/σ_b², it is ``Significance/asimov(signal:background:backgroundUncertainty:)``.
  ///
  /// With the background μ = (n+m)/(1+τ) fitted without signal, and n = μ(1+u), m = τμ(1−u/τ), it is evaluated as
  ///
  ///     Z = u √{ 2μ [φ(u) + φ(−u/τ)/τ] },    φ(x) = ((1+x) ln(1+x) − x) / x²,
  ///
  /// which cancels nowhere: the relative error is below 10⁻¹⁴ for counts and τ in 10⁻⁶…10⁹, but for n τ = m to all digits but
  /// a few. 0 where nothing was counted; finite where one of the counts is 0.
  public var significance: Double {
    let total = on + off
    guard total > 0 else { return 0 }
    let u = (-off).addingProduct(on, ratio) / total
    let search = LogarithmRemainders(u, onePlus: on * (1 + ratio) / total)
    let control = LogarithmRemainders(-u / ratio, onePlus: off * (1 + 1 / ratio) / total)
    let fitted = total / (1 + ratio)
    return u * (2 * fitted * (search.second + control.second / ratio)).squareRoot()
  }
}
