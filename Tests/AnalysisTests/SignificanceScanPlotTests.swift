import Notebook
import Statistics
import Testing

@testable import Analysis

@Suite struct SignificanceScanPlotTests {
  @Test func aChosenCutWithoutBackgroundIsDrawnThoughItsSignificanceIsInfinite() throws {
    let scan = try CutScan(scores: [0.9, 0.6, 0.1], isSignal: [true, false, false], weights: [3, 2, 3])
    let systematic = try Systematic(scalar: "0")
    let chosen = try scan.evaluate(cut: 0.8, systematic: 0)
    #expect(chosen.significance == .infinity)
    let points = try scan.curve(systematic: 0)
    let curve = ScanCurve(
      points, band: scan.intervals(of: points), chosen: chosen, minimumEffectiveBackground: 0, estimate: .asimov,
      label: "", words: "")
    let conditions = Conditions(luminosity: 30, energy: nil)
    let input = StepResult(blobs: [
      ScanCurve.blob(systematic): try StoredJSON.blob(curve), Conditions.blob: try StoredJSON.blob(conditions),
    ])
    #expect(try ScanCurve(systematic, from: input) == curve)
    let plot = PlotDirective(
      history: nil, score: nil,
      significanceScan: SignificanceScanPlot(
        scan: OneOrMore([Reference("best")]), systematic: systematic, scale: .logit, sameScale: true, together: false),
      binnedScore: nil,
      roc: nil,
      improvement: nil, calibration: nil, importance: nil, features: nil,
      correlation: nil, batchSize: nil, curve: nil, limitBand: nil, label: nil)
    #expect(try plot.run(StepContext(results: ["best": input])).figure != nil)
  }
}
