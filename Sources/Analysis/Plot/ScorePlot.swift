import Notebook
import Plotting
import Statistics

/// Histograms of the score of signal and background, trained on and tested on (paper, Fig. 3).
struct ScorePlot: Options, PlotKind {
  static let defaults = ["bins": "40", "log": "true"]

  /// The networks to show, a panel for each.
  var model: OneOrMore<Reference<TrainDirective>>
  /// Number of bins between 0 and 1.
  var bins: Int
  /// Whether the axis of the events is logarithmic.
  var log: Bool

  func check(_ context: inout CheckContext) {
    if !(1...1000).contains(bins) {
      context.report("bins must lie between 1 and 1000, not \(bins)", at: "score", "bins")
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let inputs = try model.all.map { try context.result(of: $0) }
    let networks = try inputs.map { try TrainedNetworks(from: $0) }
    let panels = try zip(inputs, networks).map { try panel(of: $0, $1) }
    let filled = networks.contains { $0.folds != nil } ? "held-out" : "training"
    return Drawing(
      panels: panels, panelSize: Drawing.panelSize(count: panels.count), conditions: Conditions(commonTo: inputs),
      alternativeText: "Histograms of the score, from 0 to 1, of networks trained on "
        + networks.map(\.words).joined(separator: ", ") + ", each normalised to unit area: signal and "
        + "background, \(filled) events as filled steps and test events as points with errors.")
  }

  private func panel(of input: StepResult, _ networks: TrainedNetworks) throws -> Panel {
    // Under cross-validation no network scores what it has learnt from.
    let trainName = networks.folds == nil ? "training" : "held out"
    let (train, test) = (try ScoredSplit(.train, from: input), try ScoredSplit(.test, from: input))
    var marks: [Mark] = []
    for (isSignal, name, colour) in [(false, "Background", Colour.red), (true, "Signal", .blue)] {
      let filled = try histogram(train, isSignal)
      marks.append(
        .filledSteps(edges: filled.edges, values: filled.contents, colour: colour, label: "\(name), \(trainName)"))
    }
    // Darker than the steps that they stand on.
    for (isSignal, name, colour) in [
      (false, "Background", Colour(hex: 0x9E1420)), (true, "Signal", Colour(hex: 0x1F4FB0)),
    ] {
      let tested = try histogram(test, isSignal)
      let centres = zip(tested.edges, tested.edges.dropFirst()).map { ($0 + $1) / 2 }
      // An empty bin has no point: its error is not known from weights alone.
      let contents = tested.contents.map { $0 > 0 ? $0 : .nan }
      marks.append(
        .points(
          x: centres, y: contents, yErrors: tested.uncertainties, colour: colour,
          marker: Marker(isSignal ? .circle : .square, size: 3.5), label: "\(name), test"))
    }
    return Panel(
      title: networks.label, x: Axis("Score", range: 0...1),
      y: Axis("Fraction of events per unit score", scale: log ? .log : .linear), marks: marks)
  }

  /// Density of one class's score: it integrates to 1.
  private func histogram(_ split: ScoredSplit, _ isSignal: Bool) throws -> Histogram {
    let chosen = split.scores.indices.filter { split.isSignal[$0] == isSignal }
    return try Histogram(
      of: chosen.map { split.scores[$0] }, weights: chosen.map { split.weights[$0] }, range: 0...1, bins: bins
    ).normalised.density
  }
}
