import Notebook
import Statistics

/// The significance of the test split against the cut, thinned for drawing.
struct ScanCurve: Codable, Hashable, Sendable {
  var cuts: [Double] = []
  var significances: [Double] = []
  /// The 68.3 % interval of each.
  var lows: [Double] = []
  var highs: [Double] = []
  /// (Σw)²/Σw² of the background that each cut leaves.
  var effectiveBackground: [Double] = []
  /// Cuts that leave less than this were no candidates.
  var minimumEffectiveBackground: Double
  var estimate: EstimateOption
  /// The cut that was chosen, and what is quoted there.
  var chosenCut: Double
  var chosenSignificance: Double
  /// What the network was trained to minimise, in the figures' markup.
  var label: String
  /// The same in plain words.
  var words: String

  init(
    _ points: [CutPoint], band: [SignificanceInterval], chosen: CutPoint, minimumEffectiveBackground: Double,
    estimate: EstimateOption, label: String, words: String
  ) {
    for point in points {
      cuts.append(Double(point.cut))
      significances.append(point.significance)
      effectiveBackground.append(point.effectiveBackgroundEvents)
    }
    lows = band.map(\.low)
    highs = band.map(\.high)
    self.minimumEffectiveBackground = minimumEffectiveBackground
    self.estimate = estimate
    chosenCut = Double(chosen.cut)
    chosenSignificance = chosen.significance
    self.label = label
    self.words = words
  }

  private static let blob = "curve."

  static func blob(_ systematic: Systematic) -> String { blob + systematic.key }

  /// The curve of one of the scan's systematics, for what all of them have in common.
  static func any(from result: StepResult) throws -> ScanCurve? {
    let names = result.blobs.keys.filter { $0.hasPrefix(blob) }
    return try names.min().flatMap { result.blobs[$0] }.map { try StoredJSON.decode(ScanCurve.self, from: $0) }
  }

  /// Where enough effective background is left for the significance to be trusted, and where not; NaN elsewhere.
  var supported: [Double] { zip(significances, effectiveBackground).map { isEnough($1) ? $0 : .nan } }
  var unsupported: [Double] { zip(significances, effectiveBackground).map { isEnough($1) ? .nan : $0 } }

  private func isEnough(_ effectiveBackground: Double) -> Bool { effectiveBackground >= minimumEffectiveBackground }

  /// - Throws: where `result` has no curve for that systematic.
  init(_ systematic: Systematic, from result: StepResult) throws {
    self = try StoredJSON.decode(ScanCurve.self, from: result.blobs[Self.blob(systematic)] ?? [])
  }
}
