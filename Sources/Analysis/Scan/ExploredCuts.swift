import Foundation
import Notebook
import Statistics

/// What the page's script needs of a scan for a reader to move the cut and the systematic: the sums of the test split at some of its
/// cuts, the chosen ones among them.
struct ExploredCuts: Encodable {
  /// Rising.
  private var cuts: [Float] = []
  /// Σw of each class above each cut, in expected events. Seven digits are more than a page shows.
  private var signal: [Float] = []
  private var background: [Float] = []
  /// Σw² of each.
  private var signalVariance: [Float] = []
  private var backgroundVariance: [Float] = []
  /// σ_b/b that the samples have of their own, where they have any.
  private var sampleSystematics: [Float]?
  /// The chosen cut by systematic.
  private var chosen: [String: Float] = [:]
  /// Cuts that leave fewer effective background events are not to be trusted.
  private var minimum: Double
  private var estimate: EstimateOption.RawValue
  /// What the network was trained on, in plain words.
  private var words: String

  /// - Parameters:
  ///   - test: the scan of the test split.
  ///   - chosen: the cuts that were chosen, by the systematics' keys.
  init(
    _ test: CutScan, chosen: [String: Float], minimum: Double, estimate: EstimateOption, words: String
  ) throws {
    self.chosen = chosen
    self.minimum = minimum
    self.estimate = estimate.rawValue
    self.words = words
    cuts = Set(Self.spread(test)).union(chosen.values).filter(\.isFinite).sorted()
    if test.sampleSystematics != nil { sampleSystematics = [] }
    for cut in cuts {
      // Without a systematic that is asked for, the point's is the samples' own.
      let point = try test.evaluate(cut: cut, systematic: 0)
      signal.append(Float(point.signal))
      background.append(Float(point.background))
      signalVariance.append(Float(point.signalVariance))
      backgroundVariance.append(Float(point.backgroundVariance))
      sampleSystematics?.append(Float(point.systematic))
    }
  }

  /// Cuts that keep numbers of events at equal steps of their logarithm, for where few are left a cut is chosen, and some at equal
  /// steps of the score.
  private static func spread(_ scan: CutScan) -> [Float] {
    guard let lowest = scan.cuts.last, let highest = scan.cuts.first else { return [] }
    let last = scan.cuts.count - 1
    let places = (0...180).map { Int((Double(last + 1) * pow(4 / Double(last + 5), Double($0) / 180)).rounded()) - 1 }
    let scores = (0...60).map { lowest + (highest - lowest) * Float($0) / 60 }
    return places.map { scan.cuts[min(max($0, 0), last)] }
      + scores.map { score in scan.cuts[min(scan.firstIndex { $0 <= score }, last)] }
  }

  func explorer() throws -> Explorer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return .data(kind: "cut-scan", json: String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}
