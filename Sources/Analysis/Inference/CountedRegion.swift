import Notebook
import Statistics

/// What a search counts on the test events once its cut or its bins are chosen; handed to what draws conclusions from it.
struct CountedRegion: Codable, Hashable, Sendable {
  /// By rising score.
  var bins: [BinnedExpectation.Bin]
  /// The range of the score of each bin.
  var low: [Double]
  var high: [Double]
  /// σ_b/b.
  var systematic: Double
  var correlation: BinnedExpectation.Correlation
  /// What the network was trained to minimise, in the figures' markup.
  var label: String
  /// The same in plain words.
  var words: String

  /// All above one cut.
  init(_ point: CutPoint, of networks: TrainedNetworks) {
    bins = [
      .init(
        signal: point.signal, background: point.background, signalVariance: point.signalVariance,
        backgroundVariance: point.backgroundVariance)
    ]
    (low, high) = ([Double(point.cut)], [1])
    systematic = point.systematic
    correlation = .perBin
    (label, words) = (networks.label, networks.words)
  }

  /// Bins that divide the score.
  init(
    _ binning: ScoreBinning, of scan: CutScan, systematic: Double, correlation: BinnedExpectation.Correlation,
    networks: TrainedNetworks
  ) throws {
    bins = try binning.bins(of: scan).reversed()
    let edges = binning.edges.reversed().map(Double.init)
    (low, high) = ([0] + edges, edges + [1])
    self.systematic = systematic
    self.correlation = correlation
    (label, words) = (networks.label, networks.words)
  }

  /// - Throws: where `result` carries no region of that name, or a damaged one.
  init(_ blob: String, from result: StepResult) throws {
    self = try StoredJSON.decode(CountedRegion.self, from: result.blobs[blob] ?? [])
  }

  /// Under which it is handed on, for a systematic or for the only one there is.
  static func blob(_ systematic: Systematic? = nil) -> String { systematic.map { "region.\($0.key)" } ?? "region" }

  var expectation: BinnedExpectation {
    get throws { try BinnedExpectation(bins: bins, systematic: systematic, correlation: correlation) }
  }
}
