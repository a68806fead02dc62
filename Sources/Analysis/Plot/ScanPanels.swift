import Notebook
import Plotting

/// Panels with the significance against the cut.
struct ScanPanels {
  let systematic: Systematic
  let scale: SignificanceScanPlot.Scale

  /// Every estimate that is shown, once.
  func names(_ curves: [ScanCurve]) -> String {
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

  /// Scores of exactly 0 and 1, which single precision has many of, stand at the ends of an axis that never reaches them.
  private func shown(_ cut: Double, on axis: Axis) -> Double {
    guard let range = axis.range else { return cut }
    return min(max(cut, range.lowerBound), range.upperBound)
  }

  /// Curves of several networks, each with its band and its cut.
  func panel(of curves: [ScanCurve], upTo highest: Double) -> Panel {
    var marks: [Mark] = []
    let labels = curves.map(\.label).numbered
    for (place, curve) in curves.enumerated() {
      let label = labels[place]
      let look = CurveLook(place)
      let supported = curve.supported
      marks += [
        .band(
          x: curve.cuts, lower: curve.lows, upper: curve.highs, fill: look.colour.opacity(0.13), label: label),
        .line(x: curve.cuts, y: curve.significances, stroke: Stroke(look.colour.opacity(0.4), width: 0.8)),
      ]
      if supported.contains(where: \.isFinite) {
        marks.append(.line(x: curve.cuts, y: supported, stroke: look.stroke, label: label))
      }
      if curve.chosenSignificance.isFinite {
        marks.append(
          .points(
            x: [shown(curve.chosenCut, on: axis(of: curve))], y: [curve.chosenSignificance], colour: look.colour,
            marker: Marker(look.shape, size: 7), label: label))
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

  func panel(of curve: ScanCurve, upTo highest: Double) -> Panel {
    let (supported, unsupported) = (curve.supported, curve.unsupported)
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
          label: "fewer than \(NumberText(curve.minimumEffectiveBackground).plain) eff. bkg. events"))
    }
    let axis = axis(of: curve)
    marks.append(.verticalRule(at: shown(curve.chosenCut, on: axis), label: "Chosen cut"))
    return Panel(
      title: curve.label, x: axis,
      y: Axis(curve.estimate.axisLabel(at: systematic), range: 0...(highest * 1.7)),
      marks: marks)
  }
}
