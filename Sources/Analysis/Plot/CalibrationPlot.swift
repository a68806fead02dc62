import Notebook
import Plotting
import Statistics

/// Whether the score is a probability: the fraction of signal among the test events of about one score, against that score.
struct CalibrationPlot: Options, PlotKind {
  static let defaults = ["bins": "10"]

  /// The networks to show, with points for each.
  var model: OneOrMore<Reference<TrainDirective>>
  /// Bins of the score between 0 and 1. Both classes weigh the same, as for the cross-entropy.
  var bins: Int

  func check(_ context: inout CheckContext) {
    ComparedNetworks.check(model, of: "calibration", &context)
    if !(1...1000).contains(bins) {
      context.report("bins must lie between 1 and 1000, not \(bins)", at: "calibration", "bins")
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let networks = try ComparedNetworks(model.all, context)
    var marks: [Mark] = [
      .line(x: [0, 1], y: [0, 1], stroke: Stroke(.grey, width: 1, dash: .dashed), label: "Perfect calibration")
    ]
    var errors: [String] = []
    for member in networks.members {
      let test = member.test
      let curve = try CalibrationCurve(
        scores: test.scores, isSignal: test.isSignal, weights: test.balancedWeights, bins: bins)
      errors.append("\(NumberText(curve.expectedError ?? .nan).plain) for \(member.words)")
      let (x, y) = (curve.bins.map(\.meanScore), curve.bins.map(\.signalFraction))
      marks.append(
        .line(x: x, y: y, stroke: Stroke(member.colour, width: 0.7, dash: member.stroke.dash), label: member.label))
      marks.append(
        .points(
          x: x, y: y, yErrors: curve.bins.map(\.uncertainty), colour: member.colour,
          marker: Marker(member.shape, size: 4), label: member.label))
    }
    return Drawing(
      panels: [
        Panel(
          x: Axis("Score", range: 0...1), y: Axis("Fraction of signal, classes of equal weight", range: 0...1.05),
          marks: marks)
      ], panelSize: Drawing.panelSize(count: 1), conditions: networks.conditions,
      alternativeText:
        "Fraction of signal in \(bins) bins of the score, against the mean score, of \(networks.words), on "
        + "test events of classes that weigh the same. Mean distance from the diagonal: "
        + errors.joined(separator: ", ") + ".")
  }
}
