/// Whether two weighted samples come from one distribution: the test of Kolmogorov and Smirnov, without bins.
///
/// The distance is D = max |F₁(x) − F₂(x)| with F the weighted share of a sample at or below x. Each sample counts as
/// n = (Σw)²/Σw² events, as in ROOT's `TH1::KolmogorovTest`, and both together as n = n₁n₂/(n₁ + n₂).
///
/// For large n the probability of a larger distance is Q(D√n), with Kolmogorov's Q of ``probability(above:)``. M. A. Stephens,
/// J. R. Stat. Soc. B 32 (1970) 115, makes it good for small n: Q(D(√n + 0.12 + 0.11/√n)), as in Numerical Recipes, eq. 14.3.9.
/// ROOT and TMVA leave the correction out. SciPy's asymptotic `ks_2samp` takes the exact distribution for one sample of n events,
/// n rounded to a whole number; Stephens' form stays within 0.023 of that from n = 5 up, the uncorrected one within 0.11.
///
/// All of these hold for continuous scores: ties make the true probability larger than the quoted one. Weights that vary
/// with the score make n a rough measure.
public struct KolmogorovSmirnovTest: Hashable, Sendable {
  /// D, 0 to 1.
  public let distance: Double
  /// (Σw)²/Σw² of each sample; its number of events if all weights are equal.
  public let firstEffectiveEvents: Double
  public let secondEffectiveEvents: Double

  /// - Parameters:
  ///   - first: values of one sample, finite or infinite, not NaN.
  ///   - firstWeights: finite and ≥ 0, one for each value; `nil` for unit weights.
  ///   - second: values of the other sample.
  ///   - secondWeights: the same for it.
  /// - Throws: ``ScoreError``, with the index of an event in its own sample; ``ScoreError/emptyClass(name:)`` with the name
  ///   `first` or `second` for a sample without an event of positive weight.
  /// - Complexity: O(n log n).
  public init(
    _ first: [Float], firstWeights: [Double]? = nil, against second: [Float], secondWeights: [Double]? = nil
  ) throws(ScoreError) {
    try self.init(first, firstWeights, second, secondWeights, names: ("first", "second"))
  }

  init(
    _ first: [Float], _ firstWeights: [Double]?, _ second: [Float], _ secondWeights: [Double]?,
    names: (first: String, second: String)
  ) throws(ScoreError) {
    let isFirst = [Bool](repeating: true, count: first.count)
    let isSecond = [Bool](repeating: false, count: second.count)
    let weightsOfFirst = firstWeights ?? [Double](repeating: 1, count: first.count)
    let weightsOfSecond = secondWeights ?? [Double](repeating: 1, count: second.count)
    try ScoredEvents.check(scores: first, isSignal: isFirst, weights: weightsOfFirst)
    try ScoredEvents.check(scores: second, isSignal: isSecond, weights: weightsOfSecond)
    // The sums over every cut on both samples at once are the two distributions.
    let scan = try CutScan(
      scores: first + second, isSignal: isFirst + isSecond, weights: weightsOfFirst + weightsOfSecond)
    let (firstSum, firstSquares) = try scan.allSignal(named: names.first)
    let (secondSum, secondSquares) = try scan.allBackground(named: names.second)
    distance = zip(scan.signal, scan.background).reduce(0) { max($0, abs($1.0 / firstSum - $1.1 / secondSum)) }
    firstEffectiveEvents = CutPoint.effectiveEvents(firstSum, firstSquares)
    secondEffectiveEvents = CutPoint.effectiveEvents(secondSum, secondSquares)
  }

  /// n = n₁n₂/(n₁ + n₂).
  public var effectiveEvents: Double {
    firstEffectiveEvents / (firstEffectiveEvents + secondEffectiveEvents) * secondEffectiveEvents
  }

  /// The probability of a distance of at least D between two samples of one distribution, with Stephens' correction.
  public var probability: Double {
    let root = effectiveEvents.squareRoot()
    return Self.probability(above: distance * (root + 0.12 + 0.11 / root))
  }

  /// The same without the correction, Q(D√n): the number that ROOT and TMVA quote. It is larger than ``probability``.
  public var uncorrectedProbability: Double { Self.probability(above: distance * effectiveEvents.squareRoot()) }
}
