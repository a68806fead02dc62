/// Whether a score is a probability: the share of signal among the events of about one score, against that score.
///
/// Scores from 0 to 1 are put into bins of equal width, [low, high) as in ``Histogram``, and empty bins are left out (scikit-learn's
/// `calibration_curve` has (low, high] instead). A score that is the probability of signal, for the mixture of classes
/// that the weights describe, lies on the diagonal (A. Niculescu-Mizil and R. Caruana, ICML 2005, 625).
public struct CalibrationCurve: Hashable, Sendable {
  /// The events of one bin.
  public struct Bin: Hashable, Sendable {
    /// The edges of the bin.
    public let low: Double
    public let high: Double
    /// W = Σw > 0 over both classes.
    public let weight: Double
    /// Σw·score / W.
    public let meanScore: Double
    /// p = Σ_signal w / W, 0 to 1.
    public let signalFraction: Double
    /// One standard deviation of p from the size of the sample, to first order: with V_s and V_b the Σw² of each class,
    /// √((1 − p)² V_s + p² V_b) / W; for unit weights the binomial √(p(1 − p)/W). It is 0 where one class is alone, which
    /// says only that the other one was not seen.
    public let uncertainty: Double
  }

  /// The bins with events of positive weight, by rising score.
  public let bins: [Bin]

  /// - Parameters:
  ///   - scores: one for each event, 0 to 1.
  ///   - isSignal: the true class of each event.
  ///   - weights: finite and ≥ 0; `nil` for unit weights. Scores of a network that was trained with classes of equal weight
  ///     are probabilities for such weights only.
  ///   - bins: number of bins, 1 to 10⁶.
  /// - Throws: ``ScoreError``, also for scores outside 0 to 1 and for another number of bins.
  public init(
    scores: [Float], isSignal: [Bool], weights: [Double]? = nil, bins: Int = 10
  ) throws(ScoreError) {
    let weights = weights ?? [Double](repeating: 1, count: scores.count)
    try ScoredEvents.check(scores: scores, isSignal: isSignal, weights: weights)
    if let index = scores.firstIndex(where: { !(0...1 ~= $0) }) {
      throw .notAProbability(index: index, score: scores[index])
    }
    func fill(_ content: (Int) -> Double) throws(ScoreError) -> Histogram {
      do {
        return try Histogram(of: scores, weights: scores.indices.map(content), range: 0...1, bins: bins)
      } catch {
        throw .binning(error)
      }
    }
    let signal = try fill { isSignal[$0] ? weights[$0] : 0 }
    let background = try fill { isSignal[$0] ? 0 : weights[$0] }
    let moments = try fill { weights[$0] * Double(scores[$0]) }
    self.bins = (0..<bins).compactMap { bin in
      let weight = signal.contents[bin] + background.contents[bin]
      guard weight > 0 else { return nil }
      let fraction = signal.contents[bin] / weight
      let fromSignal = (1 - fraction) * signal.variances[bin].squareRoot() / weight
      let fromBackground = fraction * background.variances[bin].squareRoot() / weight
      return Bin(
        low: signal.edges[bin], high: signal.edges[bin + 1], weight: weight, meanScore: moments.contents[bin] / weight,
        signalFraction: fraction, uncertainty: (fromSignal * fromSignal + fromBackground * fromBackground).squareRoot())
    }
  }

  /// ECE = Σ W/ΣW · |p − mean score| over the bins (M. Pakdaman Naeini et al., AAAI 2015, 2901; C. Guo et al.,
  /// arXiv:1706.04599, eq. 3, here of the probability of signal). It is biased upwards by the fluctuation of each bin.
  ///
  /// - Returns: 0 to 1; `nil` without events of positive weight.
  public var expectedError: Double? {
    let total = bins.reduce(into: CompensatedSum()) { $0.add($1.weight) }.value
    guard total > 0 else { return nil }
    let gaps = bins.map { $0.weight / total * abs($0.signalFraction - $0.meanScore) }
    return gaps.reduce(into: CompensatedSum()) { $0.add($1) }.value
  }

  /// The largest |p − mean score| of a bin, called MCE; `nil` without events of positive weight.
  public var maximumError: Double? { bins.map { abs($0.signalFraction - $0.meanScore) }.max() }
}
