/// The yields above every possible cut on the score of a sample of events, and the significances that follow.
///
/// A cut keeps the events with score ≥ cut. Between two neighbouring scores every cut selects the same events, so the distinct
/// scores themselves are all the cuts there are. Sums are made once, by falling score and with compensation, and serve
/// every systematic; they do not depend on the order in which the events come.
///
/// Choose the cut on one split with ``best(systematic:minimumEffectiveBackground:estimate:)`` and quote another split's
/// ``evaluate(cut:systematic:estimate:)`` there: the best cut of a sample is partly the luck of that sample.
public struct CutScan: Hashable, Sendable {
  /// Every distinct score, from the highest down.
  public let cuts: [Float]
  /// Σw of the signal and of the background with score ≥ the cut of the same index.
  public let signal: [Double]
  public let background: [Double]
  /// Σw² of the same.
  public let signalVariance: [Double]
  public let backgroundVariance: [Double]

  /// - Parameters:
  ///   - scores: one for each event, not NaN.
  ///   - isSignal: the true class of each event.
  ///   - weights: physical weights, finite and ≥ 0, such that they sum to the expected yield of each class.
  /// - Throws: ``ScoreError`` when the three differ in length, a score is NaN or a weight is invalid.
  /// - Complexity: O(n log n).
  public init(scores: [Float], isSignal: [Bool], weights: [Double]) throws(ScoreError) {
    let order = try ScoredEvents(scores: scores, isSignal: isSignal, weights: weights).order
    var cuts: [Float] = []
    var sums: [[Double]] = [[], [], [], []]
    var running = [CompensatedSum](repeating: CompensatedSum(), count: 4)
    for (position, event) in order.enumerated() {
      let weight = weights[event]
      let signalOrBackground = isSignal[event] ? 0 : 1
      running[signalOrBackground].add(weight)
      running[signalOrBackground + 2].add(weight * weight)
      let isLastOfItsScore = position + 1 == order.count || scores[order[position + 1]] != scores[event]
      guard isLastOfItsScore else { continue }
      cuts.append(scores[event] + 0)  // -0 becomes 0
      for index in sums.indices { sums[index].append(running[index].value) }
    }
    self.cuts = cuts
    (signal, background) = (sums[0], sums[1])
    (signalVariance, backgroundVariance) = (sums[2], sums[3])
  }

  /// Number of distinct cuts.
  public var count: Int { cuts.count }

  /// The selection of the cut at `index`, which must be one of `cuts.indices`.
  ///
  /// - Throws: ``SignificanceError`` when the systematic is negative, infinite or NaN.
  public func point(
    at index: Int, systematic: Double, estimate: SignificanceEstimate = .asimov
  ) throws(SignificanceError) -> CutPoint {
    try SignificanceError.check(systematic, "systematic")
    return unchecked(at: index, systematic: systematic, estimate: estimate)
  }

  /// What the given cut selects of this sample, whatever it is: nothing at all, or no background, is a result too.
  ///
  /// - Parameters:
  ///   - cut: need not be one of ``cuts``; not NaN.
  ///   - systematic: f ≥ 0, σ_b = f·b.
  /// - Throws: ``SignificanceError`` when the systematic or the cut is not such a number.
  /// - Complexity: O(log n).
  public func evaluate(
    cut: Float, systematic: Double, estimate: SignificanceEstimate = .asimov
  ) throws(SignificanceError) -> CutPoint {
    try SignificanceError.check(systematic, "systematic")
    guard !cut.isNaN else { throw .invalid(quantity: "cut", value: Double(cut)) }
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = low + (high - low) / 2
      if cuts[middle] >= cut { low = middle + 1 } else { high = middle }
    }
    return unchecked(at: low - 1, cut: cut, systematic: systematic, estimate: estimate)
  }

  /// Index −1 stands for a cut above every score.
  func unchecked(
    at index: Int, cut: Float? = nil, systematic: Double, estimate: SignificanceEstimate
  ) -> CutPoint {
    let selected = index >= 0
    let s = selected ? signal[index] : 0
    let b = selected ? background[index] : 0
    let varianceOfSignal = selected ? signalVariance[index] : 0
    let varianceOfBackground = selected ? backgroundVariance[index] : 0
    let z = estimate.unchecked(signal: s, background: b, systematic: systematic)
    return CutPoint(
      cut: cut ?? cuts[index], systematic: systematic, signal: s, background: b, signalVariance: varianceOfSignal,
      backgroundVariance: varianceOfBackground, significance: z.value,
      uncertainty: z.uncertainty(signalVariance: varianceOfSignal, backgroundVariance: varianceOfBackground))
  }
}
