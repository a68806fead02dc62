/// The receiver operating characteristic of a score: signal against background efficiency over all cuts.
public struct ROCCurve: Hashable, Sendable {
  /// The distinct scores from the highest down; `nil` first, for the cut above all of them.
  public let cuts: [Float?]
  /// Weighted share of the signal with score ≥ cut: the true positive rate, rising from 0 to 1.
  public let signalEfficiency: [Double]
  /// Weighted share of the background with score ≥ cut: the false positive rate, rising from 0 to 1.
  public let backgroundEfficiency: [Double]
  /// Area under signal efficiency against background efficiency, by trapezia: the probability that a signal event scores
  /// above a background event, ties counting half (Bradley, Pattern Recognition 30 (1997) 1145).
  public let area: Double

  /// - Parameters:
  ///   - scores: one for each event, not NaN.
  ///   - isSignal: the true class of each event.
  ///   - weights: finite and ≥ 0; `nil` for unit weights.
  /// - Throws: ``ScoreError``, also when either class has no event of positive weight.
  /// - Complexity: O(n log n).
  public init(scores: [Float], isSignal: [Bool], weights: [Double]? = nil) throws(ScoreError) {
    let unit = weights ?? [Double](repeating: 1, count: scores.count)
    try self.init(CutScan(scores: scores, isSignal: isSignal, weights: unit))
  }

  /// The curve of a scan that was made already.
  ///
  /// - Throws: ``ScoreError/emptyClass(name:)``.
  public init(_ scan: CutScan) throws(ScoreError) {
    let (allSignal, allBackground) = (try scan.allSignal().weight, try scan.allBackground().weight)
    cuts = [nil] + scan.cuts.map(Optional.some)
    signalEfficiency = [0] + scan.signal.map { $0 / allSignal }
    backgroundEfficiency = [0] + scan.background.map { $0 / allBackground }
    var area = CompensatedSum()
    for index in cuts.indices.dropFirst() {
      let width = backgroundEfficiency[index] - backgroundEfficiency[index - 1]
      area.add(width * (signalEfficiency[index] + signalEfficiency[index - 1]) / 2)
    }
    self.area = area.value
  }
}
