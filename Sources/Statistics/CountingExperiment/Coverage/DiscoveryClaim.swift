import Foundation

/// A way to claim a significance from the counts of a ``BackgroundOnlySearch``.
///
/// Each takes the estimates b̂ and σ̂ for b and σ_b, and n − b̂ for s, as analyses do. Without excess, n ≤ b̂, no method
/// claims anything.
///
/// An empty control region, m = 0, says b̂ = 0 ± 0. The likelihood ratio and Z_Bi know better, since they hold m and not b̂:
/// Z² = 2n ln(1+τ) and p = (1+τ)⁻ⁿ. s/√(s+b) is √n. The other methods take b̂ and σ̂ at their word and claim an infinite
/// significance from the first event on.
public enum DiscoveryClaim: String, Hashable, Sendable, CaseIterable {
  /// Z_A of the counts: the profile likelihood ratio of Li and Ma, ``OnOffCount/significance``.
  case asimov
  /// s/√(s+b), which is (n − b̂)/√n.
  case rootTotal = "s/sqrt(s+b)"
  /// s/√(b+σ_b²).
  case rootBackground = "s/sqrt(b+sigma_b^2)"
  /// The exact Poisson p-value for a background of b̂, as if that were known.
  case poisson
  /// Z_Bi.
  case zbi
  /// The Poisson p-value averaged over a Gaussian of b̂ ± σ̂ (Cousins and Highland).
  case averaged

  /// Z of n events in the search region and m in the control region; `nil` without an excess.
  func significance(of outcome: SearchOutcome, in search: BackgroundOnlySearch) throws(SignificanceError) -> Double? {
    guard search.systematic > 0 else {
      return try significance(events: outcome.events, background: search.background, uncertainty: 0)
    }
    let estimate = Double(outcome.control) * search.backgroundPerControlEvent
    let uncertainty = Double(outcome.control).squareRoot() * search.backgroundPerControlEvent
    guard outcome.control == 0 else {
      return try significance(events: outcome.events, background: estimate, uncertainty: uncertainty)
    }
    guard outcome.events > 0 else { return nil }
    let n = Double(outcome.events)
    let ratio = 1 / search.backgroundPerControlEvent
    switch self {
    case .asimov: return try OnOffCount(on: n, off: 0, ratio: ratio).significance
    case .zbi: return PValue(unchecked: -n * log1p(ratio)).significance
    case .rootTotal: return n.squareRoot()
    case .rootBackground, .poisson, .averaged: return .infinity
    }
  }

  /// Z of n events over b̂ > 0.
  private func significance(
    events: Int, background b: Double, uncertainty: Double
  ) throws(SignificanceError) -> Double? {
    let s = Double(events) - b
    guard s > 0 else { return nil }
    switch self {
    case .asimov: return try Significance.asimov(signal: s, background: b, backgroundUncertainty: uncertainty).value
    case .rootTotal: return try Significance.signalOverRootTotal(signal: s, background: b).value
    case .rootBackground:
      return try Significance.signalOverRootBackground(signal: s, background: b, backgroundUncertainty: uncertainty)
        .value
    case .poisson: return try PValue.poisson(signal: s, background: b).significance
    case .zbi: return try PValue.poissonGamma(signal: s, background: b, systematic: uncertainty / b).significance
    case .averaged:
      return try PValue.poissonGaussian(signal: s, background: b, systematic: uncertainty / b).significance
    }
  }

  /// Whether Z ≥ z, equality up to 10⁻¹⁰: (n − b̂)/√n may be 3 exactly, and rounding shall not decide.
  func reaches(_ z: Double, with outcome: SearchOutcome, in search: BackgroundOnlySearch) throws(SignificanceError)
    -> Bool
  {
    guard let significance = try significance(of: outcome, in: search) else { return false }
    return Self.isReached(z, by: significance)
  }

  static func isReached(_ z: Double, by significance: Double) -> Bool { significance >= z * (1 - 1e-10) }
}
