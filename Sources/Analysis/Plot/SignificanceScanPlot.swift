import Notebook
import Plotting

/// The significance against the cut on the score, with its ±1σ band from the size of the simulated sample (paper, Fig. 4).
struct SignificanceScanPlot: Options, PlotKind {
  static let defaults = ["scale": "logit", "same-scale": "true", "together": "false"]

  /// The scans to show, a panel for each, or all in one.
  var scan: OneOrMore<Reference<ScanDirective>>
  /// Which of the scans' systematics to show.
  var systematic: Systematic
  /// Axis of the score.
  var scale: Scale
  /// Whether all panels share one axis of the significance.
  var sameScale: Bool
  /// Whether all scans stand in one panel.
  var together: Bool

  enum CodingKeys: String, CodingKey {
    case scan, systematic, scale, together
    case sameScale = "same-scale"
  }

  enum Scale: String, ChoiceOption {
    /// The same everywhere, as in arXiv:1806.00322.
    case linear
    /// Stretches the ends, where networks put most events.
    case logit
  }

  func check(_ context: inout CheckContext) {
    for scan in scan.all {
      do throws(Mistake) {
        try context.checkValue(
          [systematic.key, "significance"], of: scan.name, path: "\(scan.name)[\(systematic.key)]")
      } catch {
        context.report(
          "scan '\(scan.name)' has no systematic \(systematic.key)", at: "significance-scan", "systematic",
          remedy: "add it to the scan's systematics")
      }
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let inputs = try scan.all.map { try context.result(of: $0) }
    let curves = try inputs.map { try ScanCurve(systematic, from: $0) }
    let highest = curves.map(\.top).max() ?? 1
    let panels =
      together ? [panel(of: curves, upTo: highest)] : curves.map { panel(of: $0, upTo: sameScale ? highest : $0.top) }
    let bests = zip(curves, inputs).map { curve, input in
      let path = [systematic.key, "significance"]
      return "\((try? input.values.member(path, of: ""))?.plain ?? "") for a network trained on \(curve.words)"
    }
    return Drawing(
      panels: panels, panelSize: Drawing.panelSize(count: panels.count), conditions: try Conditions(from: inputs[0]),
      alternativeText: names(curves) + " against the cut on the score with its ±1σ band, on test events. "
        + "At the chosen cut: " + bests.joined(separator: ", ") + ".",
      explorer: .steps(scan.all.map(\.name), start: systematic.key))
  }

  /// Every estimate that is shown, once.
  private func names(_ curves: [ScanCurve]) -> String {
    var names: [String] = []
    for curve in curves {
      let words = curve.estimate.words(at: systematic)
      if !names.contains(words) { names.append(words) }
    }
    return names.joined(separator: " and ")
  }

  private func axis(of curve: ScanCurve) -> Axis {
    guard scale == .logit else { return Axis("Cut on the score", range: 0...1) }
    let inside = curve.cuts.filter { $0 > 0 && $0 < 1 }
    let low = min(1e-3, max(1e-6, curve.chosenCut / 3))
    let high = max(1 - 1e-3, min(1 - 1e-6, inside.max() ?? 0))
    return Axis("Cut on the score", scale: .logit, range: low...high)
  }

  /// Curves of several networks, each with its band and its cut.
  private func panel(of curves: [ScanCurve], upTo highest: Double) -> Panel {
    var marks: [Mark] = []
    for (place, curve) in curves.enumerated() {
      let look = CurveLook(place)
      let minimum = curve.minimumEffectiveBackground
      let supported = zip(curve.significances, curve.effectiveBackground).map { $1 >= minimum ? $0 : .nan }
      marks += [
        .band(
          x: curve.cuts, lower: curve.lows, upper: curve.highs, fill: look.colour.opacity(0.13), label: curve.label),
        .line(x: curve.cuts, y: curve.significances, stroke: Stroke(look.colour.opacity(0.4), width: 0.8)),
      ]
      if supported.contains(where: \.isFinite) {
        marks.append(.line(x: curve.cuts, y: supported, stroke: look.stroke, label: curve.label))
      }
      if curve.chosenSignificance.isFinite {
        marks.append(
          .points(
            x: [curve.chosenCut], y: [curve.chosenSignificance], colour: look.colour,
            marker: Marker(look.shape, size: 7), label: curve.label))
      }
    }
    let axes = curves.map { axis(of: $0) }
    let low = axes.compactMap { $0.range?.lowerBound }.min() ?? 0
    let high = axes.compactMap { $0.range?.upperBound }.max() ?? 1
    var x = axes[0]
    x.range = low...high
    return Panel(
      x: x, y: Axis(curves[0].estimate.axisLabel(at: systematic), range: 0...(highest * 1.5)),
      marks: marks)
  }

  private func panel(of curve: ScanCurve, upTo highest: Double) -> Panel {
    let minimum = curve.minimumEffectiveBackground
    let supported = zip(curve.significances, curve.effectiveBackground).map { $1 >= minimum ? $0 : .nan }
    let unsupported = zip(curve.significances, curve.effectiveBackground).map { $1 < minimum ? $0 : .nan }
    var marks: [Mark] = [
      .band(x: curve.cuts, lower: curve.lows, upper: curve.highs, label: #"$\pm1\sigma$ (simulation)"#)
    ]
    if supported.contains(where: \.isFinite) {
      let label = "\(curve.estimate.label), test events"
      marks.append(.line(x: curve.cuts, y: supported, stroke: Stroke(.blue), label: label))
    }
    if unsupported.contains(where: \.isFinite) {
      marks.append(
        .line(
          x: curve.cuts, y: unsupported, stroke: Stroke(.grey, width: 1),
          label: "fewer than \(NumberText(minimum).plain) eff. bkg. events"))
    }
    marks.append(.verticalRule(at: curve.chosenCut, label: "Chosen cut"))
    return Panel(
      title: curve.label, x: axis(of: curve),
      y: Axis(curve.estimate.axisLabel(at: systematic), range: 0...(highest * 1.7)),
      marks: marks)
  }
}

extension ScanCurve {
  /// The highest point of the band where it rests on more than a handful of events.
  fileprivate var top: Double {
    let supported = significances.indices.filter { highs[$0] - lows[$0] < significances[$0] }
    let band = supported.map { highs[$0] }.max() ?? 0
    // A cut that no background passes has an infinite significance, for which there is no place on the axis.
    let top = chosenSignificance.isFinite ? max(band, chosenSignificance) : band
    return top > 0 ? top : 1
  }
}
