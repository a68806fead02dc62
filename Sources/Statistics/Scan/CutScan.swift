/// The yields above every possible cut on the score of a sample of events, and the significances that follow.
///
/// A cut keeps the events with score ≥ cut. Between two neighbouring scores every cut selects the same events, so the distinct
/// scores themselves are all the cuts there are. Sums are made once, by falling score and with compensation, and serve
/// every systematic; they do not depend on the order in which the events come.
///
/// Where the background is of several samples whose yields have systematic uncertainties of their own, these add in quadrature
/// to the systematic that a function is given, at each cut as the mixture there has it.
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
  /// σ_b/b at each cut from the samples' own systematics; `nil` where they have none.
  public let sampleSystematics: [Double]?

  /// - Parameters:
  ///   - scores: one for each event, not NaN.
  ///   - isSignal: the true class of each event.
  ///   - weights: physical weights, finite and ≥ 0, such that they sum to the expected yield of each class.
  ///   - samples: of the events, where the yields of samples have systematics of their own.
  /// - Throws: ``ScoreError`` when the arrays differ in length, a score is NaN or a weight is invalid.
  /// - Complexity: O(n) for distinct scores, O(n log n) where all are equal.
  public init(
    scores: [Float], isSignal: [Bool], weights: [Double], samples: SampleSystematics? = nil
  ) throws(ScoreError) {
    try ScoredEvents.check(scores: scores, isSignal: isSignal, weights: weights)
    guard samples == nil || samples?.sample.count == scores.count else {
      throw .lengths(scores: scores.count, labels: samples?.sample.count ?? 0, weights: weights.count)
    }
    let keys = FallingScores.sorted(scores)
    // The class is the sign of the weight, also where that is 0. In a loop of its own, so that the processor waits for many
    // places in memory at once.
    let ordered = keys.map { key in
      let event = Int(UInt32(truncatingIfNeeded: key))
      return isSignal[event] ? weights[event] + 0 : -(weights[event] + 0)
    }
    var sums = CutSums(capacity: keys.count)
    var equals: [UInt64] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
      if end - start == 1 {
        sums.add(ordered[start])
      } else {
        // By class and weight, so that no sum depends on the order in which events of equal score came.
        equals.removeAll(keepingCapacity: true)
        for weight in ordered[start..<end] { equals.append(weight.bitPattern) }
        equals.sort()
        for bits in equals { sums.add(Double(bitPattern: bits)) }
      }
      sums.close(FallingScores.score(of: keys[start]))
      start = end
    }
    sampleSystematics =
      samples?.areGiven == true ? samples?.relative(keys: keys, isSignal: isSignal, weights: weights) : nil
    cuts = sums.cuts
    (signal, background) = (sums.signal, sums.background)
    (signalVariance, backgroundVariance) = (sums.signalSquares, sums.backgroundSquares)
  }

  /// σ_b/b at a cut: `systematic` and the samples' own, in quadrature.
  func total(_ systematic: Double, at index: Int) -> Double {
    guard let own = sampleSystematics?[index] else { return systematic }
    return (systematic * systematic + own * own).squareRoot()
  }

  /// Σw and Σw² of all signal events.
  /// - Throws: ``ScoreError/emptyClass(name:)`` where they weigh nothing.
  func allSignal(named name: String = "signal") throws(ScoreError) -> (weight: Double, squares: Double) {
    guard let weight = signal.last, let squares = signalVariance.last, weight > 0 else { throw .emptyClass(name: name) }
    return (weight, squares)
  }

  /// Σw and Σw² of all background events.
  /// - Throws: ``ScoreError/emptyClass(name:)`` where they weigh nothing.
  func allBackground(named name: String = "background") throws(ScoreError) -> (weight: Double, squares: Double) {
    guard let weight = background.last, let squares = backgroundVariance.last, weight > 0 else {
      throw .emptyClass(name: name)
    }
    return (weight, squares)
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
    let next = firstIndex { $0 < cut }
    return unchecked(at: next - 1, cut: cut, systematic: systematic, estimate: estimate)
  }

  /// The index of the highest cut for which a condition holds that holds for all lower ones too; ``count`` where there is none.
  ///
  /// - Complexity: O(log n).
  public func firstIndex(where holds: (Float) -> Bool) -> Int {
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(cuts[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
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
    let systematic = selected ? total(systematic, at: index) : systematic
    let z = estimate.unchecked(signal: s, background: b, systematic: systematic)
    return CutPoint(
      cut: cut ?? cuts[index], systematic: systematic, signal: s, background: b, signalVariance: varianceOfSignal,
      backgroundVariance: varianceOfBackground, significance: z.value,
      uncertainty: z.uncertainty(signalVariance: varianceOfSignal, backgroundVariance: varianceOfBackground))
  }
}

/// The running sums over events of falling score.
private struct CutSums {
  private(set) var cuts: [Float] = []
  private(set) var signal: [Double] = []
  private(set) var background: [Double] = []
  private(set) var signalSquares: [Double] = []
  private(set) var backgroundSquares: [Double] = []
  private var running = (CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum())

  init(capacity: Int) {
    cuts.reserveCapacity(capacity)
    signal.reserveCapacity(capacity)
    background.reserveCapacity(capacity)
    signalSquares.reserveCapacity(capacity)
    backgroundSquares.reserveCapacity(capacity)
  }

  /// - Parameter weight: negative, or −0, for background.
  mutating func add(_ weight: Double) {
    if weight.sign == .plus {
      running.0.add(weight)
      running.2.add(weight * weight)
    } else {
      running.1.add(-weight)
      running.3.add(weight * weight)
    }
  }

  /// All events with this score or a higher one have been added.
  mutating func close(_ score: Float) {
    cuts.append(score)
    signal.append(running.0.value)
    background.append(running.1.value)
    signalSquares.append(running.2.value)
    backgroundSquares.append(running.3.value)
  }
}
