/// Why a set of scored events cannot be evaluated.
public enum ScoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is not one label and one weight for every score.
  case lengths(scores: Int, labels: Int, weights: Int)
  /// The score of the event at `index` (from 0) is not a number.
  case undefinedScore(index: Int)
  /// The weight of the event at `index` (from 0) is negative, infinite or not a number.
  case invalidWeight(index: Int, weight: Double)
  /// One class has no event, or none with a weight above 0, where both are needed. `name` is `signal` or `background`.
  case emptyClass(name: String)
  /// The score of the event at `index` (from 0) is below 0 or above 1, where a probability is needed.
  case notAProbability(index: Int, score: Float)
  /// The scores cannot be put into such bins.
  case binning(HistogramError)

  public var description: String {
    switch self {
    case .lengths(let scores, let labels, let weights):
      "every event needs a score, a label and a weight; got \(scores) scores, \(labels) labels and \(weights) weights"
    case .undefinedScore(let index):
      "the score of event \(index) is not a number; the network that made it has diverged"
    case .invalidWeight(let index, let weight):
      "the weight of event \(index) must be a finite number ≥ 0, not \(weight)"
    case .emptyClass(let name):
      "there are no \(name) events with a weight above 0"
    case .notAProbability(let index, let score):
      "the score of event \(index) must be 0 to 1 to be a probability, not \(score); use a network with a sigmoid output"
    case .binning(let error):
      error.description
    }
  }
}

/// Scored events in the order of falling score, checked.
struct ScoredEvents {
  /// Indices into the arrays it was made from: by falling score; events with equal scores by class and weight, so that no
  /// sum over them depends on the order in which they came.
  let order: [Int]

  /// - Complexity: O(n log n) for n events.
  init(scores: [Float], isSignal: [Bool], weights: [Double]) throws(ScoreError) {
    try Self.check(scores: scores, isSignal: isSignal, weights: weights)
    // One integer an event, score above index: sorting integers is several times faster than calling a comparison.
    var keys = scores.enumerated().map { UInt64(Self.fallingKey($1)) << 32 | UInt64(UInt32(truncatingIfNeeded: $0)) }
    keys.sort()
    var order = keys.map { Int(UInt32(truncatingIfNeeded: $0)) }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
      if end - start > 1 {
        order[start..<end].sort {
          isSignal[$0] != isSignal[$1] ? isSignal[$0] : weights[$0] < weights[$1]
        }
      }
      start = end
    }
    self.order = order
  }

  /// Throws unless there is a label and a weight for every score, and all are such numbers as can be summed.
  static func check(scores: [Float], isSignal: [Bool], weights: [Double]) throws(ScoreError) {
    guard scores.count == isSignal.count, scores.count == weights.count else {
      throw .lengths(scores: scores.count, labels: isSignal.count, weights: weights.count)
    }
    if let index = weights.firstIndex(where: { !($0 >= 0 && $0 < .infinity) }) {
      throw .invalidWeight(index: index, weight: weights[index])
    }
    if let index = scores.firstIndex(where: \.isNaN) { throw .undefinedScore(index: index) }
  }

  /// A key that rises as the score falls; the two zeros share one.
  private static func fallingKey(_ score: Float) -> UInt32 {
    let bits = (score + 0).bitPattern
    return bits >> 31 == 0 ? ~(bits | 1 << 31) : bits
  }
}
