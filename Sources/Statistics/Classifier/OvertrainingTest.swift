/// Whether a classifier scores the events it was trained on as it scores others of the same class.
///
/// A network that has learnt its sample by heart separates that sample better than another. A small probability in
/// either class tells so; a large one does not tell the contrary, since small samples show little.
public struct OvertrainingTest: Hashable, Sendable {
  /// The scored events of one split.
  public struct Sample: Hashable, Sendable {
    /// One for each event, not NaN.
    public let scores: [Float]
    /// The true class of each event.
    public let isSignal: [Bool]
    /// Finite and ≥ 0; `nil` for unit weights.
    public let weights: [Double]?

    public init(scores: [Float], isSignal: [Bool], weights: [Double]? = nil) {
      self.scores = scores
      self.isSignal = isSignal
      self.weights = weights
    }

    /// Scores and weights of one class.
    fileprivate func members(signal: Bool) -> (scores: [Float], weights: [Double]?) {
      let indices = scores.indices.filter { isSignal[$0] == signal }
      return (indices.map { scores[$0] }, weights.map { weights in indices.map { weights[$0] } })
    }

    fileprivate func check() throws(ScoreError) {
      let weights = weights ?? [Double](repeating: 1, count: scores.count)
      try ScoredEvents.check(scores: scores, isSignal: isSignal, weights: weights)
    }
  }

  /// Training against test scores of the signal, the training sample being the first one.
  public let signal: KolmogorovSmirnovTest
  /// The same of the background.
  public let background: KolmogorovSmirnovTest

  /// - Throws: ``ScoreError``, with the index of an event in its sample; ``ScoreError/emptyClass(name:)`` with a name such as
  ///   `signal training` when a class of a sample has no event of positive weight.
  /// - Complexity: O(n log n).
  public init(training: Sample, test: Sample) throws(ScoreError) {
    try training.check()
    try test.check()
    signal = try Self.compare(training, test, signal: true)
    background = try Self.compare(training, test, signal: false)
  }

  private static func compare(
    _ training: Sample, _ test: Sample, signal: Bool
  ) throws(ScoreError) -> KolmogorovSmirnovTest {
    let (first, second) = (training.members(signal: signal), test.members(signal: signal))
    let name = signal ? "signal" : "background"
    return try KolmogorovSmirnovTest(
      first.scores, first.weights, second.scores, second.weights, names: ("\(name) training", "\(name) test"))
  }
}
