/// The significance of a fixed cut on samples drawn again from the sample itself: as many events in all, with replacement
/// (B. Efron, Ann. Stat. 7 (1979) 1). A cross-check of ΔZ that assumes nothing of the errors' size.
///
/// The numbers of events of each class that the cut keeps are multinomial, so they fluctuate from replica to replica; given them,
/// each kept event is any of its class with equal probability. Drawing these alone gives the same distribution as drawing
/// all events, in the time of those that are kept. To first order in the fluctuations, the variance is
///
///     (∂Z/∂s)² (V_s − s²/N) + (dZ/db)² (V_b − b²/N) − 2 ∂Z/∂s dZ/db s b/N
///
/// with V = Σw² and N events in all: that of ``CutPoint/uncertainty`` but for the terms with N, which say that N is fixed, and
/// matter where the cut keeps a good part of all events.
public struct CutBootstrap: Hashable, Sendable {
  private let events: Int
  private let signal: [Double]
  private let background: [Double]
  private let systematic: Double
  private let estimate: SignificanceEstimate
  private let seed: UInt64

  /// - Parameters:
  ///   - scores: one for each event, not NaN.
  ///   - isSignal: the true class of each event.
  ///   - weights: finite and ≥ 0; also events of weight 0 are drawn.
  ///   - cut: keeps events with score ≥ cut; not NaN.
  ///   - systematic: f ≥ 0, σ_b = f·b.
  ///   - seed: the same seed gives the same replicas, whatever their number.
  /// - Throws: ``ScoreError`` or ``SignificanceError``.
  public init(
    scores: [Float], isSignal: [Bool], weights: [Double], cut: Float, systematic: Double,
    estimate: SignificanceEstimate = .asimov, seed: UInt64 = 1
  ) throws {
    try ScoredEvents.check(scores: scores, isSignal: isSignal, weights: weights)
    try SignificanceError.check(systematic, "systematic")
    guard !cut.isNaN else { throw SignificanceError.invalid(quantity: "cut", value: Double(cut)) }
    let kept = scores.indices.filter { scores[$0] >= cut }
    events = scores.count
    signal = kept.filter { isSignal[$0] }.map { weights[$0] }
    background = kept.filter { !isSignal[$0] }.map { weights[$0] }
    self.systematic = systematic
    self.estimate = estimate
    self.seed = seed
  }

  /// Z of one replica; infinite where it has signal and no background, and the estimate diverges there.
  /// - Complexity: O(k) for k events that are kept.
  public func significance(ofReplica replica: UInt64) -> Double {
    var random = ToyRandom(seed: seed, experiment: replica)
    let fromSignal = random.binomial(trials: events, probability: Self.share(signal.count, of: events))
    // What is not of the signal that is kept falls on the rest.
    let rest = events - signal.count
    let fromBackground = random.binomial(
      trials: events - fromSignal, probability: Self.share(background.count, of: rest))
    let s = Self.sum(of: fromSignal, from: signal, by: &random)
    let b = Self.sum(of: fromBackground, from: background, by: &random)
    return estimate.unchecked(signal: s, background: b, systematic: systematic).value
  }

  private static func share(_ part: Int, of whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }

  /// The sum of so many weights, each drawn from all.
  private static func sum(of draws: Int, from weights: [Double], by random: inout ToyRandom) -> Double {
    guard !weights.isEmpty else { return 0 }
    var sum = 0.0
    for _ in 0..<draws { sum += weights[random.index(below: weights.count)] }
    return sum
  }
}
