import Foundation

/// A p-value counted in pseudo-experiments without signal: how many of them had at least n = s + b events.
///
/// A check of the formulas that evaluates none of their integrals, good to about 4 standard deviations for 10⁷ experiments.
public struct ToyPValue: Hashable, Sendable {
  /// From what the background of a pseudo-experiment is drawn, with σ_b = f·b.
  public enum BackgroundPrior: String, Hashable, Sendable, CaseIterable {
    /// A Gaussian of mean b and width σ_b, cut off at 0: ``PValue/poissonGaussian(signal:background:systematic:)``.
    case gaussian
    /// The posterior Γ(m+1, τ) of a control region with m = 1/f² events, τ = m/b:
    /// ``PValue/poissonGamma(signal:background:systematic:)``.
    case gamma
  }

  /// N, pseudo-experiments made.
  public let experiments: Int
  /// k, those with at least n events.
  public let exceeding: Int

  /// p̂ = k/N.
  public var probability: Double { Double(exceeding) / Double(experiments) }

  /// The binomial standard deviation √(p̂ (1−p̂)/N); 0 when all or none exceed, where it says nothing: then 3/N is the limit
  /// at 95 % on 1−p or p.
  public var uncertainty: Double { (probability * (1 - probability) / Double(experiments)).squareRoot() }

  /// The standard deviation of ``significance``, that of p̂ carried over: ΔZ = Δp/φ(Z). `nil` when all or none exceed.
  public var significanceUncertainty: Double? {
    guard exceeding > 0, exceeding < experiments else { return nil }
    let z = significance
    return uncertainty * (2 * .pi).squareRoot() * exp(z * z / 2)
  }

  /// Z of p̂: infinite when none exceeds, −∞ when all do.
  public var significance: Double {
    PValue(unchecked: exceeding == 0 ? -.infinity : log(probability)).significance
  }

  /// - Parameters:
  ///   - signal: s ≥ 0; an experiment exceeds from n = s + b events on, which need not be whole.
  ///   - background: b ≥ 0, at most 10¹⁵.
  ///   - systematic: f ≥ 0, at most 10⁶; 0 for a background that is known.
  ///   - prior: of the background.
  ///   - experiments: N ≥ 1.
  ///   - seed: the same seed gives the same experiments, on any number of cores.
  ///   - progress: is told now and then how many are made, from any thread.
  /// - Throws: ``SignificanceError``.
  /// - Complexity: O(N).
  public init(
    signal: Double, background: Double, systematic: Double, prior: BackgroundPrior, experiments: Int, seed: UInt64,
    progress: (@Sendable (Int) -> Void)? = nil
  ) throws(SignificanceError) {
    try SignificanceError.check(signal, "signal")
    try SignificanceError.check(background, "background")
    try SignificanceError.check(systematic, "systematic")
    guard experiments >= 1 else { throw .noExperiments(experiments) }
    guard background <= 1e15, systematic <= 1e6 else {
      throw .outOfRange(signal: signal, background: background, backgroundUncertainty: systematic * background)
    }
    let count = signal + background
    let counted = ToyBlocks.results(experiments, progress: progress) { block in
      block.reduce(0) { exceeding, experiment in
        var random = ToyRandom(seed: seed, experiment: UInt64(experiment))
        let mean = prior.draw(background: background, systematic: systematic, from: &random)
        return random.poisson(mean: mean) >= count ? exceeding + 1 : exceeding
      }
    }
    self.experiments = experiments
    exceeding = counted.reduce(0, +)
  }
}

extension ToyPValue.BackgroundPrior {
  func draw(background: Double, systematic: Double, from random: inout ToyRandom) -> Double {
    guard systematic > 0, background > 0 else { return background }
    switch self {
    case .gaussian:
      // More than half of the draws are above 0.
      while true {
        let relative = 1 + systematic * random.normal()
        if relative >= 0 { return background * relative }
      }
    case .gamma:
      let relativeVariance = systematic * systematic
      let control = 1 / relativeVariance
      guard control.isFinite else { return background }
      return random.gamma(shape: control + 1) * relativeVariance * background
    }
  }
}
