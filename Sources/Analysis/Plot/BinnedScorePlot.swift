import Foundation
import Notebook
import Plotting
import Statistics

/// Expected signal and background in the bins of a score, each bin with its own significance above it.
struct BinnedScorePlot: Options, PlotKind {
  static let defaults = ["log": "true"]

  /// The bins to show, a panel for each binning.
  var binning: OneOrMore<Reference<BinningDirective>>
  /// Whether the axis of the events is logarithmic.
  var log: Bool

  func check(_ context: inout CheckContext) {}

  func draw(_ context: StepContext) throws -> Drawing {
    let inputs = try binning.all.map { try context.result(of: $0) }
    let regions = try inputs.map { try CountedRegion(CountedRegion.blob(), from: $0) }
    let panels = try regions.map(panel)
    let sentences = try zip(regions, inputs).map { region, input in
      let whole = try input.values.member(["significance"], of: "").plain
      return "\(region.bins.count) bins of a network trained on \(region.words), together \(whole)"
    }
    return Drawing(
      panels: panels, panelSize: Drawing.panelSize(count: panels.count), conditions: try Conditions(from: inputs[0]),
      alternativeText: "Expected signal and background test events in bins of the score, by rising score, with the "
        + "background's systematic uncertainty as a band: " + sentences.joined(separator: "; ") + ".")
  }

  private func panel(of region: CountedRegion) throws -> Panel {
    let places = region.bins.indices.map { Double($0 + 1) }
    let edges = (0...region.bins.count).map { Double($0) + 0.5 }
    let background = region.bins.map { $0.background > 0 ? $0.background : .nan }
    let signal = region.bins.map { $0.signal > 0 ? $0.signal : .nan }
    let tops = zip(background, signal).map { max($0.isNaN ? 0 : $0 * (1 + region.systematic), $1.isNaN ? 0 : $1) }
    let lowest = (background + signal).filter(\.isFinite).min() ?? 1
    let highest = tops.max() ?? 1
    var marks: [Mark] = [.filledSteps(edges: edges, values: background, colour: .red, label: "Background")]
    if region.systematic > 0 { marks.append(Self.band(region, edges)) }
    marks += [
      .steps(edges: edges, values: signal, stroke: Stroke(.blue, width: 1.6), label: "Signal"),
      .points(
        x: places, y: background, yErrors: region.bins.map { $0.backgroundVariance.squareRoot() },
        colour: Colour(hex: 0x9E1420), marker: Marker(.square, size: 3)),
      .points(
        x: places, y: signal, yErrors: region.bins.map { $0.signalVariance.squareRoot() },
        colour: Colour(hex: 0x1F4FB0), marker: Marker(.circle, size: 3)),
    ]
    marks.append(.note("Numbers: $Z_A$ of each bin", x: .frame(0.03), y: .frame(0.97), side: .belowRight))
    for (index, bin) in region.bins.enumerated() {
      let z = try Significance.asimov(
        signal: bin.signal, background: bin.background, systematic: region.systematic
      ).value
      marks.append(
        .note(String(format: "%.2f", z), x: .data(places[index]), y: .data(tops[index]), side: .above))
    }
    let range = log ? lowest / 3...max(highest, lowest) * 300 : 0...highest * 1.6
    return Panel(
      title: region.label,
      x: Axis("Bin of the score", categories: places.map { "\(Int($0))" }),
      y: Axis("Expected events", scale: log ? .log : .linear, range: range), marks: marks)
  }

  /// b (1 ± f), as steps.
  private static func band(_ region: CountedRegion, _ edges: [Double]) -> Mark {
    let x = zip(edges, edges.dropFirst()).flatMap { [$0, $1] }
    // On a logarithmic axis nothing lies at 0.
    let low = region.bins.flatMap { [Double](repeating: $0.background * max(1 - region.systematic, 1e-3), count: 2) }
    let high = region.bins.flatMap { [Double](repeating: $0.background * (1 + region.systematic), count: 2) }
    return .band(
      x: x, lower: low, upper: high, fill: Colour.grey.opacity(0.45),
      label: #"$\sigma_b/b = "# + "\(NumberText(region.systematic).plain)$")
  }
}
