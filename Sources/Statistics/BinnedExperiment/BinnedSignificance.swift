/// The discovery significance that the bins together are expected to reach, with its first derivatives.
public struct BinnedSignificance: Hashable, Sendable {
  /// Z ≥ 0. Infinite where a bin expects signal and no background.
  public let value: Double
  /// What each bin adds to Z²; the pull on the shared control region, where there is one, is the rest.
  public let contributions: [Double]
  /// ∂Z/∂s_i.
  public let signalDerivatives: [Double]
  /// dZ/db_i with σ_b = f·b moving along.
  public let backgroundDerivatives: [Double]

  /// One standard deviation of Z from independent errors on all s_i and b_i, to first order, with σ_b = f·b moving with b.
  ///
  /// - Returns: `nil` where Z is 0 or infinite, since no first-order error exists there.
  public func uncertainty(of bins: [BinnedExpectation.Bin]) -> Double? {
    guard value > 0, value.isFinite else { return nil }
    var variance = CompensatedSum()
    for (index, bin) in bins.enumerated() {
      variance.add(signalDerivatives[index] * signalDerivatives[index] * bin.signalVariance)
      variance.add(backgroundDerivatives[index] * backgroundDerivatives[index] * bin.backgroundVariance)
    }
    return variance.value.isFinite ? variance.value.squareRoot() : nil
  }
}

extension BinnedExpectation {
  /// The median discovery significance expected for μ = 1, √q₀ of the Asimov data n_i = s_i + b_i (arXiv:1007.1727, Eqs. 12 and 52).
  ///
  /// With D(x, y) = x ln(x/y) − x + y, and γ the background that fits best without signal,
  ///
  ///     Z² = Σ Z_A²(s_i, b_i, f_i)                                 for an uncertainty per bin,
  ///     Z² = 2 { Σ D(n_i, γ b_i) + D(m, γ m) },   m = 1/f²         for a shared one,
  ///
  /// where γ − 1 = Σs f² / (1 + f² Σb) in closed form, since γ scales all bins alike. Both are Z_A of Eq. 3.1 of arXiv:1806.00322
  /// for one bin, and Σ 2 D(n_i, b_i) for f = 0. A shared uncertainty is pinned down by bins with little signal.
  ///
  /// - Throws: ``BinnedExpectationError/outOfRange``.
  public func discoverySignificance() throws(BinnedExpectationError) -> BinnedSignificance {
    let result = correlation == .shared ? sharedSignificance() : separateSignificance()
    guard !result.value.isNaN else { throw .outOfRange }
    return result
  }

  private func separateSignificance() -> BinnedSignificance {
    let parts = zip(bins, systematics).map { bin, f in
      Significance.uncheckedAsimov(
        signal: bin.signal, background: bin.background, backgroundUncertainty: f * bin.background)
    }
    let squares = parts.map { $0.value * $0.value }
    let z = squares.reduce(into: CompensatedSum()) { $0.add($1) }.value.squareRoot()
    // ∂Z/∂x = Z_i/Z · ∂Z_i/∂x.
    return BinnedSignificance(
      value: squares.contains(.infinity) ? .infinity : z, contributions: squares,
      signalDerivatives: parts.map { $0.value > 0 ? $0.value / z * $0.signalDerivative : 0 },
      backgroundDerivatives: parts.map { $0.value > 0 ? $0.value / z * $0.scalingBackgroundDerivative : 0 })
  }

  private func sharedSignificance() -> BinnedSignificance {
    let relativeVariance = systematics[0] * systematics[0]
    let (s, b) = (signal, background)
    let shift = s * relativeVariance / (1 + b * relativeVariance)
    let deviations = bins.map { bin -> SharedBin? in
      guard bin.background > 0 else { return nil }
      // s_i − b_i (γ − 1), where the terms of the bin itself cancel by algebra.
      let others = bin.signal * (b - bin.background) - bin.background * (s - bin.signal)
      let difference = (bin.signal + relativeVariance * others) / (1 + b * relativeVariance)
      return SharedBin(bin, fitted: bin.background * (1 + shift), difference: difference)
    }
    let contributions = zip(bins, deviations).map { bin, deviation in
      deviation?.contribution ?? (bin.signal > 0 ? .infinity : 0)
    }
    // D(m, γ m), where m u and m u² stay finite for f → 0.
    let u = -shift / (1 + shift)
    let pull = s / (1 + b * relativeVariance) / (1 + shift)
    let control =
      2 * (1 + shift) * relativeVariance * pull * pull
      * LogarithmRemainders(u, onePlus: 1 / (1 + shift)).second
    let square = contributions.reduce(into: CompensatedSum()) { $0.add($1) }.value + control
    let z = contributions.contains(.infinity) ? .infinity : square.squareRoot()
    return BinnedSignificance(
      value: z, contributions: contributions,
      signalDerivatives: deviations.map { $0.map { $0.logarithm / z } ?? 0 },
      backgroundDerivatives: deviations.map { $0.map { ($0.logarithm - (1 + shift) * $0.excess) / z } ?? 0 })
  }
}

/// A bin with background against the fit without signal, n = γ b (1 + u).
private struct SharedBin {
  /// u.
  let excess: Double
  /// ln(1 + u).
  let logarithm: Double
  /// 2 D(n, γ b) = 2 γ b u² φ(u).
  let contribution: Double

  /// - Parameters:
  ///   - fitted: γ b.
  ///   - difference: n − γ b.
  init(_ bin: BinnedExpectation.Bin, fitted: Double, difference: Double) {
    excess = difference / fitted
    let remainders = LogarithmRemainders(excess, onePlus: (bin.signal + bin.background) / fitted)
    logarithm = excess * remainders.first
    contribution = 2 * fitted * excess * excess * remainders.second
  }
}
