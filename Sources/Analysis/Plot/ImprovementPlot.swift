import Notebook
import Plotting
import Statistics

/// By how much a cut improves the significance s/√b, ε_s/√ε_b, against the signal efficiency (arXiv:1010.3698), of test events.
struct ImprovementPlot: Options, PlotKind {
  static let defaults = ["minimum-effective-background": "10"]

  /// The networks to show, a curve with its ±1σ band for each.
  var model: OneOrMore<Reference<TrainDirective>>
  /// A curve ends where no higher cut leaves as many effective background events, (Σw)²/Σw², since single events decide it
  /// there; where cuts before leave fewer, it is faint and without band.
  var minimumEffectiveBackground: Double

  enum CodingKeys: String, CodingKey {
    case model
    case minimumEffectiveBackground = "minimum-effective-background"
  }

  func check(_ context: inout CheckContext) {
    ComparedNetworks.check(model, of: "improvement", &context)
    context.check(
      minimumEffectiveBackground: minimumEffectiveBackground, at: ["improvement", "minimum-effective-background"])
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let networks = try ComparedNetworks(model.all, context)
    var bands: [Mark] = []
    var lines: [Mark] = []
    var highest: [String] = []
    for member in networks.members {
      let all = try ImprovementCurve(member.test.scan)
      let curve = try SupportedCurve(
        all, minimumEffectiveBackground: minimumEffectiveBackground, place: \.improvement)
      bands.append(band(of: curve, member))
      lines += curve.lines(stroke: member.stroke, label: member.label, height: \.improvement)
      if let best = try all.best(minimumEffectiveBackground: minimumEffectiveBackground) {
        let value = NumberText(best.improvement, uncertainty: best.uncertainty).plain
        let efficiency = NumberText((best.signalEfficiency * 1000).rounded() / 1000).plain
        highest.append("\(value) at ε_s = \(efficiency) for \(member.words)")
      }
    }
    let noCut = Mark.horizontalRule(at: 1, stroke: Stroke(.grey, width: 1, dash: .dotted), label: "No cut")
    return Drawing(
      panels: [
        Panel(
          x: Axis(#"Signal efficiency $\varepsilon_s$"#, range: 0...1),
          y: Axis(#"Significance improvement $\varepsilon_s/\sqrt{\varepsilon_b}$"#), marks: bands + lines + [noCut])
      ], panelSize: Drawing.panelSize(count: 1), conditions: networks.conditions,
      alternativeText: "Significance improvement ε_s/√ε_b against the signal efficiency with its ±1σ band, of "
        + "\(networks.words), on test events. Highest: " + highest.joined(separator: ", ") + ".")
  }

  /// ±1σ, which shares the curve's entry of the legend; none where it has too little support.
  private func band(of curve: SupportedCurve, _ member: ComparedNetworks.Member) -> Mark {
    let edges = zip(curve.points, curve.isSupported).map { point, isSupported in
      isSupported
        ? (low: max(0, point.improvement - point.uncertainty), high: point.improvement + point.uncertainty)
        : (low: .nan, high: .nan)
    }
    return .band(
      x: curve.points.map(\.signalEfficiency), lower: edges.map(\.low), upper: edges.map(\.high),
      fill: member.colour.opacity(0.25), label: member.label)
  }
}
