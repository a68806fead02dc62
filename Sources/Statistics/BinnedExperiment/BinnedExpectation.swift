/// What a search expects in several bins that are counted side by side, and how well their background is known.
///
/// Bin i counts n_i ~ Poisson(μ s_i + γ_i b_i), with the signal strength μ common to all bins. What is known of γ_i, 1 ± f, comes
/// from a control region without signal, as in Eq. 3.1 of arXiv:1806.00322: it counts m ~ Poisson(γ m) events with m = 1/f².
/// Either each bin has a control region of its own or all share one. In HistFactory's terms (CERN-OPEN-2012-016, and pyhf) the
/// first is a `shapesys`, the second a control channel with a `normfactor` on the background of all channels. Of a single bin
/// both are the on/off problem behind Z_A.
public struct BinnedExpectation: Hashable, Sendable {
  /// Expected events of one bin.
  public struct Bin: Hashable, Sendable, Codable {
    /// s_i ≥ 0.
    public var signal: Double
    /// b_i ≥ 0.
    public var background: Double
    /// Variances of both from the size of the simulated sample, Σw².
    public var signalVariance: Double
    public var backgroundVariance: Double

    /// (Σw)²/Σw² of the background; 0 for none.
    public var effectiveBackgroundEvents: Double { CutPoint.effectiveEvents(background, backgroundVariance) }

    public init(signal: Double, background: Double, signalVariance: Double = 0, backgroundVariance: Double = 0) {
      self.signal = signal
      self.background = background
      self.signalVariance = signalVariance
      self.backgroundVariance = backgroundVariance
    }
  }

  /// How the uncertainties of the bins' backgrounds hang together.
  public enum Correlation: String, Hashable, Sendable, CaseIterable, Codable {
    /// One factor γ moves the background of all bins.
    case shared
    /// Each bin has a γ of its own.
    case perBin = "per-bin"
  }

  public let bins: [Bin]
  /// f_i = σ_b/b of each bin, all the same where the uncertainty is shared.
  public let systematics: [Double]
  public let correlation: Correlation

  /// - Parameters:
  ///   - bins: at least one.
  ///   - systematic: f ≥ 0, σ_b = f·b in each bin.
  /// - Throws: ``BinnedExpectationError``.
  public init(
    bins: [Bin], systematic: Double, correlation: Correlation
  ) throws(BinnedExpectationError) {
    try self.init(
      bins: bins, systematics: [Double](repeating: systematic, count: bins.count), correlation: correlation)
  }

  /// - Parameters:
  ///   - systematics: one for each bin; all the same where the uncertainty is shared, since one control region knows one factor.
  /// - Throws: ``BinnedExpectationError``.
  public init(
    bins: [Bin], systematics: [Double], correlation: Correlation
  ) throws(BinnedExpectationError) {
    guard !bins.isEmpty else { throw .noBins }
    guard bins.count == systematics.count else { throw .lengths(bins: bins.count, systematics: systematics.count) }
    for (index, bin) in bins.enumerated() {
      do throws(SignificanceError) {
        try SignificanceError.check(bin.signal, "signal")
        try SignificanceError.check(bin.background, "background")
        try SignificanceError.check(bin.signalVariance, "signal variance")
        try SignificanceError.check(bin.backgroundVariance, "background variance")
        try SignificanceError.check(systematics[index], "systematic")
      } catch {
        throw .invalidBin(index: index, error)
      }
    }
    if correlation == .shared, let other = systematics.firstIndex(where: { $0 != systematics[0] }) {
      throw .unequalShared(systematics[0], systematics[other])
    }
    self.bins = bins
    self.systematics = systematics
    self.correlation = correlation
  }

  /// Σs_i.
  public var signal: Double { bins.reduce(into: CompensatedSum()) { $0.add($1.signal) }.value }
  /// Σb_i.
  public var background: Double { bins.reduce(into: CompensatedSum()) { $0.add($1.background) }.value }
}

/// Why bins cannot be evaluated.
public enum BinnedExpectationError: Error, Hashable, Sendable, CustomStringConvertible {
  case noBins
  case lengths(bins: Int, systematics: Int)
  /// A number of the bin at `index` (from 0) is negative, infinite or not a number.
  case invalidBin(index: Int, SignificanceError)
  /// Bins that share one uncertainty cannot have different ones.
  case unequalShared(Double, Double)
  /// There is no signal to set a limit on.
  case noSignal
  /// A confidence level outside 0 to 1.
  case invalidConfidence(Double)
  /// The yields are so far apart that the result leaves the range of `Double`.
  case outOfRange

  public var description: String {
    switch self {
    case .noBins: "there are no bins"
    case .lengths(let bins, let systematics):
      "every bin needs a systematic; got \(bins) bins and \(systematics) systematics"
    case .invalidBin(let index, let error): "bin \(index + 1): \(error)"
    case .unequalShared(let first, let other):
      "a systematic that the bins share must be the same in all, not \(first) and \(other)"
    case .noSignal: "without signal there is no limit on its strength"
    case .invalidConfidence(let level): "a confidence level must lie between 0 and 1, not at \(level)"
    case .outOfRange: "the yields are beyond the range of double precision"
    }
  }
}
