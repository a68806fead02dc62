import Foundation
import Notebook
import Plotting
import Statistics

/// The ROC curve of the test events: what is left of the background against the signal efficiency.
struct ROCPlot: Options, PlotKind {
  static let defaults = ["background": "inverse", "minimum-effective-background": "10"]

  /// The networks to show, a curve for each.
  var model: OneOrMore<Reference<TrainDirective>>
  /// What stands on the axis of the background.
  var background: BackgroundAxis
  /// Whether that axis is logarithmic; by default for `inverse` and `efficiency`.
  var log: Bool?
  /// A curve ends where no higher cut leaves as many effective background events, (Σw)²/Σw², and is faint where cuts before
  /// leave fewer; 0 for no such end.
  var minimumEffectiveBackground: Double

  enum CodingKeys: String, CodingKey {
    case model, background, log
    case minimumEffectiveBackground = "minimum-effective-background"
  }

  enum BackgroundAxis: String, ChoiceOption {
    /// 1/ε_b: one background event in so many passes.
    case inverse
    /// 1 − ε_b.
    case rejection
    /// ε_b.
    case efficiency

    var label: String {
      switch self {
      case .inverse: #"Background rejection $1/\varepsilon_b$"#
      case .rejection: #"Background rejection $1-\varepsilon_b$"#
      case .efficiency: #"Background efficiency $\varepsilon_b$"#
      }
    }

    var words: String {
      switch self {
      case .inverse: "inverse background efficiency 1/ε_b"
      case .rejection: "background rejection 1 − ε_b"
      case .efficiency: "background efficiency ε_b"
      }
    }

    func value(_ efficiency: Double) -> Double {
      switch self {
      case .inverse: 1 / efficiency
      case .rejection: 1 - efficiency
      case .efficiency: efficiency
      }
    }
  }

  private var isLogarithmic: Bool { log ?? (background != .rejection) }

  func check(_ context: inout CheckContext) {
    ComparedNetworks.check(model, of: "roc", &context)
    context.check(minimumEffectiveBackground: minimumEffectiveBackground, at: ["roc", "minimum-effective-background"])
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let networks = try ComparedNetworks(model.all, context)
    var marks: [Mark] = []
    var areas: [String] = []
    var extreme = 1.0
    for member in networks.members {
      let test = member.test
      let area = try AreaUnderCurve(scores: test.scores, isSignal: test.isSignal, weights: test.weights)
      let text = NumberText(area.value, uncertainty: area.uncertainty).plain
      areas.append("\(text) for \(member.words)")
      let curve = try SupportedCurve(
        ImprovementCurve(member.test.scan), minimumEffectiveBackground: minimumEffectiveBackground, place: place)
      extreme = min(extreme, curve.points.first?.backgroundEfficiency ?? 1)
      marks += curve.lines(stroke: member.stroke, label: "\(member.label), AUC \(text)", height: height)
    }
    return Drawing(
      panels: [
        Panel(
          x: Axis(#"Signal efficiency $\varepsilon_s$"#, range: 0...1),
          y: Axis(background.label, scale: isLogarithmic ? .log : .linear, range: range(downTo: extreme)),
          marks: marks + [guessing])
      ], panelSize: Drawing.panelSize(count: 1), conditions: networks.conditions,
      alternativeText: "ROC curve: \(background.words) against the signal efficiency of \(networks.words), on test "
        + "events. Area under the curve: " + areas.joined(separator: ", ") + ".")
  }

  private func height(_ point: ImprovementCurve.Point) -> Double { background.value(point.backgroundEfficiency) }

  /// As the axis places it.
  private func place(_ point: ImprovementCurve.Point) -> Double {
    isLogarithmic ? Foundation.log(max(height(point), .leastNormalMagnitude)) : height(point)
  }

  /// From where no cut is made to where the curves end; on a logarithmic axis of efficiencies with room for the legend below.
  /// - Parameter extreme: the lowest background efficiency.
  private func range(downTo extreme: Double) -> ClosedRange<Double>? {
    let least = min(extreme, 0.1)
    switch (background, isLogarithmic) {
    case (.inverse, true): return 1...(3 / least)
    case (.efficiency, true): return pow(least, 1 / (1 - min(0.1 + 0.06 * Double(model.all.count), 0.5)))...1
    case (.rejection, false), (.efficiency, false): return 0...1
    case (.inverse, false), (.rejection, true): return nil
    }
  }

  /// A score that knows nothing: both efficiencies are the same.
  private var guessing: Mark {
    let efficiencies = (1...200).map { Double($0) / 200 }
    return .line(
      x: efficiencies, y: efficiencies.map(background.value), stroke: Stroke(.grey, width: 1, dash: .dotted),
      label: "Guessing")
  }
}
