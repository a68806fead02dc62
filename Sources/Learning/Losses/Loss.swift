/// What a training minimises.
///
/// The others see a batch as a counting experiment (paper, Eqs. 4.1–4.4, with weighted events):
///
///     s = S · Σ_signal w_i y_i / Σ_signal w_i,     b = B · Σ_background w_i y_i / Σ_background w_i,
///
/// y_i being the score, and S, B the expected yields. A batch in which either class has no weight says nothing about the
/// significance: it is skipped, without a step and without a part in the epoch's mean.
public enum Loss: Sendable, Hashable, Codable {
  /// Binary cross-entropy, Σ c_i [softplus(z_i) − t_i z_i] / N over a batch of N events with logits z and labels t, where
  /// c_i = w_i N_split / (2 Σ_class w) gives both classes of the split the same weight and a mean of 1.
  case crossEntropy
  /// (s + b)/s², Eq. (4.5).
  case significance
  /// 1/Z_A, Eq. (4.6), with the background known to σ_b = `systematic` · b; `systematic` between 0 and 10⁶.
  case asimov(systematic: Double)
  /// 1/Z_A², which the authors' own code minimises in place of Eq. (4.6): the same minimum, other steps on the way.
  case asimovSquared(systematic: Double)

  /// σ_b/b of the losses that know of it.
  public var systematic: Double? {
    switch self {
    case .crossEntropy, .significance: nil
    case .asimov(let systematic), .asimovSquared(let systematic): systematic
    }
  }
}

extension Loss: CustomStringConvertible {
  /// As in the paper: `cross-entropy`, `(s+b)/s²`, `1/Z_A (σ_b/b = 0.5)`.
  public var description: String {
    switch self {
    case .crossEntropy: "cross-entropy"
    case .significance: "(s+b)/s²"
    case .asimov(let systematic): "1/Z_A (σ_b/b = \(systematic))"
    case .asimovSquared(let systematic): "1/Z_A² (σ_b/b = \(systematic))"
    }
  }
}

/// Events expected before any cut on the score: luminosity × cross-section × efficiency of the preselection
/// (the numerators of Eqs. 4.3 and 4.4). Both between 10⁻³⁰ and 10³⁰.
public struct Yields: Sendable, Hashable, Codable {
  /// Expected signal events.
  public var signal: Double
  /// Expected background events.
  public var background: Double

  /// - Parameters:
  ///   - signal: expected signal events.
  ///   - background: expected background events.
  public init(signal: Double, background: Double) {
    self.signal = signal
    self.background = background
  }

  func check() throws(LearningError) {
    for (value, isSignal) in [(signal, true), (background, false)] {
      guard value >= 1e-30, value <= 1e30 else { throw .badYield(value, isSignal: isSignal) }
    }
  }
}
