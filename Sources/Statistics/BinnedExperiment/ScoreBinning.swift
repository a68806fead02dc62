import Foundation

/// Bins that divide the whole range of a score, each counted as a region of its own: what a single cut throws away below it, and
/// what it lumps together above, stays in use.
public struct ScoreBinning: Hashable, Sendable {
  /// The edges between the bins, from the highest down; one less than there are bins. The bins are
  /// score ≥ `edges[0]`, `edges[0]` > score ≥ `edges[1]`, and so on down to all that is below the last.
  public let edges: [Float]

  /// - Parameter edges: falling; equal ones would leave an empty bin.
  /// - Throws: ``SignificanceError/invalid(quantity:value:)`` for an edge that is NaN or not below the one before.
  public init(edges: [Float]) throws(SignificanceError) {
    for (index, edge) in edges.enumerated() {
      guard !edge.isNaN, index == 0 || edge < edges[index - 1] else {
        throw .invalid(quantity: "edge of a bin", value: Double(edge))
      }
    }
    self.edges = edges
  }

  /// The bins with the highest significance of a sample, choosing among at most ``maximumCandidates`` cuts.
  ///
  /// The Z² of ``BinnedExpectation/discoverySignificance()`` is a sum over the bins for either correlation: for a shared
  /// uncertainty since bins that cover the whole score fix γ, wherever their edges are. So the best of all divisions is found by
  /// dynamic programming (R. Bellman, Commun. ACM 4 (1961) 284), not by trying.
  ///
  /// Where a sample has more cuts than that, candidates are taken at equal steps of the signal efficiency and of the logarithm of the
  /// background, and the best single cut is one of them; so at least two bins are never worse than that cut.
  ///
  /// More bins never lower the Z of the sample they are chosen on; whether they help, another sample must tell.
  ///
  /// - Parameters:
  ///   - scan: the sample to choose on.
  ///   - maximumBins: at least 1.
  ///   - systematic: f ≥ 0.
  ///   - minimumEffectiveBackground: the least (Σw)²/Σw² of the background of each bin, up to rounding.
  /// - Returns: of equals the division with fewest bins; `nil` where not even all events together have enough background.
  /// - Throws: ``SignificanceError`` where a number is negative, infinite, NaN or too small.
  /// - Complexity: O(k c²) for k bins and c candidates.
  public static func best(
    on scan: CutScan, maximumBins: Int, systematic: Double, correlation: BinnedExpectation.Correlation,
    minimumEffectiveBackground: Double = 10
  ) throws(SignificanceError) -> ScoreBinning? {
    try SignificanceError.check(systematic, "systematic")
    let enough = try CutPoint.enough(minimumEffectiveBackground)
    guard maximumBins >= 1 else { throw .invalid(quantity: "number of bins", value: Double(maximumBins)) }
    let best = try scan.best(systematic: systematic, minimumEffectiveBackground: minimumEffectiveBackground)
    let candidates = candidates(scan, including: best?.cut)
    let gain = BinGain(scan, systematic: systematic, correlation: correlation, enough: enough)
    return division(candidates, maximumBins: maximumBins, gain: gain).map {
      ScoreBinning(unchecked: $0.map { scan.cuts[$0] })
    }
  }

  /// How many cuts are tried as edges.
  public static let maximumCandidates = 400

  private init(unchecked edges: [Float]) { self.edges = edges }

  /// What the bins hold of a sample, from the highest score down.
  public func bins(of scan: CutScan) throws(SignificanceError) -> [BinnedExpectation.Bin] {
    var above = BinnedExpectation.Bin(signal: 0, background: 0)
    var bins: [BinnedExpectation.Bin] = []
    for edge in edges + [-.infinity] {
      let kept = try scan.evaluate(cut: edge, systematic: 0)
      let sums = BinnedExpectation.Bin(
        signal: kept.signal, background: kept.background, signalVariance: kept.signalVariance,
        backgroundVariance: kept.backgroundVariance)
      bins.append(sums.without(above))
      above = sums
    }
    return bins
  }

  /// Indices of cuts, falling scores first; the last keeps all events.
  private static func candidates(_ scan: CutScan, including cut: Float?) -> [Int] {
    let last = scan.count - 1
    guard last >= maximumCandidates, let allSignal = scan.signal.last, let allBackground = scan.background.last,
      let lowest = scan.background.first(where: { $0 > 0 })
    else { return Array(scan.cuts.indices) }
    var steps: Set<Int> = [last]
    var kept: [Int] = []
    let half = Double(maximumCandidates / 2 - 1)
    let range = max(log(allBackground / lowest), .leastNormalMagnitude)
    for index in scan.cuts.indices {
      // A cut is taken where it is the first of its step in either measure.
      let signalStep = allSignal > 0 ? Int(scan.signal[index] / allSignal * half) : 0
      let backgroundStep = scan.background[index] > 0 ? Int(log(scan.background[index] / lowest) / range * half) : 0
      let isNew = steps.insert(2 * signalStep + last + 1).inserted
      let isNewToo = steps.insert(2 * backgroundStep + last + 2).inserted
      if isNew || isNewToo || index == last || scan.cuts[index] == cut { kept.append(index) }
    }
    return kept
  }

  /// The inner edges, from the highest down, of the division with the largest sum of gains.
  private static func division(_ candidates: [Int], maximumBins: Int, gain: BinGain) -> [Int]? {
    guard let all = candidates.last else { return nil }
    // gains[j][i] of the bin from candidate i (or the top, for i = 0) down to candidate j − 1.
    let ends = [nil] + candidates.map(Optional.some)
    let gains = ends.indices.map { low in (0..<low).map { gain(from: ends[$0], to: ends[low] ?? all) } }
    var best = [Double?](repeating: nil, count: ends.count)
    best[0] = 0
    var chosen: (sum: Double, edges: [Int])?
    var previous: [[Int]] = []
    for _ in 0..<min(maximumBins, candidates.count) {
      var next = [Double?](repeating: nil, count: ends.count)
      var from = [Int](repeating: 0, count: ends.count)
      for low in ends.indices {
        for high in 0..<low {
          guard let before = best[high], let added = gains[low][high] else { continue }
          if before + added > next[low] ?? -.infinity { (next[low], from[low]) = (before + added, high) }
        }
      }
      best = next
      previous.append(from)
      if let sum = best[ends.count - 1], sum > chosen?.sum ?? -.infinity {
        var edges: [Int] = []
        var place = ends.count - 1
        for step in previous.reversed() {
          place = step[place]
          if let edge = ends[place] { edges.insert(edge, at: 0) }
        }
        chosen = (sum, edges)
      }
    }
    return chosen?.edges
  }
}

/// What a bin adds to Z².
private struct BinGain {
  private let scan: CutScan
  private let systematic: Double
  /// γ of the fit without signal that all bins share; `nil` where each has its own.
  private let fitted: Double?
  private let enough: Double

  init(_ scan: CutScan, systematic: Double, correlation: BinnedExpectation.Correlation, enough: Double) {
    self.scan = scan
    self.systematic = systematic
    self.enough = enough
    let relativeVariance = systematic * systematic
    let (s, b) = (scan.signal.last ?? 0, scan.background.last ?? 0)
    fitted = correlation == .shared ? 1 + s * relativeVariance / (1 + b * relativeVariance) : nil
  }

  /// - Parameters:
  ///   - high: The cut above the bin; `nil` for none.
  ///   - low: The last cut of it.
  /// - Returns: `nil` where too little background is in it.
  func callAsFunction(from high: Int?, to low: Int) -> Double? {
    let b = scan.background[low] - (high.map { scan.background[$0] } ?? 0)
    let squares = scan.backgroundVariance[low] - (high.map { scan.backgroundVariance[$0] } ?? 0)
    guard b > 0, CutPoint.effectiveEvents(b, squares) >= enough else { return nil }
    let s = max(scan.signal[low] - (high.map { scan.signal[$0] } ?? 0), 0)
    guard let fitted else {
      let z = Significance.uncheckedAsimov(signal: s, background: b, backgroundUncertainty: systematic * b).value
      return z * z
    }
    let u = (s - b * (fitted - 1)) / (b * fitted)
    return 2 * b * fitted * u * u * LogarithmRemainders(u, onePlus: (s + b) / (b * fitted)).second
  }
}

extension BinnedExpectation.Bin {
  /// What is left of sums over a larger selection when a smaller one is taken out; rounding may not make it negative.
  fileprivate func without(_ part: Self) -> Self {
    Self(
      signal: max(signal - part.signal, 0), background: max(background - part.background, 0),
      signalVariance: max(signalVariance - part.signalVariance, 0),
      backgroundVariance: max(backgroundVariance - part.backgroundVariance, 0))
  }
}
