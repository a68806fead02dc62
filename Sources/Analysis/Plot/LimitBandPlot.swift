import Notebook
import Plotting

/// Expected CLs upper limits on the signal strength μ against the variable of a sweep: the median, and the bands that 68 and 95 % of
/// searches without signal fall into.
struct LimitBandPlot: Options, PlotKind {
  static let defaults = ["log-x": "false", "log": "true"]

  /// The members of a sweep of `inference` directives, or a list.
  var inference: OneOrMore<Reference<InferenceDirective>>
  /// The label of the axis of what was varied; `$…$` for math.
  var x: String?
  /// Whether that axis is logarithmic.
  var logX: Bool
  /// Whether the axis of the limit is logarithmic.
  var log: Bool

  enum CodingKeys: String, CodingKey {
    case inference, x, log
    case logX = "log-x"
  }

  func check(_ context: inout CheckContext) {
    do throws(Mistake) {
      _ = try VariedSteps(inference.all.map(\.name))
    } catch {
      context.report(error.message, at: "limit-band", "inference", remedy: error.remedy)
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let steps = try VariedSteps(inference.all.map(\.name)).steps
    func limits(_ name: InferenceDirective.Values) throws -> [Double] {
      try steps.map { step in
        let values = try context.result(of: AnyReference(step.name)).values
        guard case .number(let limit, _, _) = try values.member([name.rawValue], of: step.name) else { return .nan }
        return limit
      }
    }
    let xs = steps.map(\.x)
    let median = try limits(.limit)
    let marks: [Mark] = [
      .band(
        x: xs, lower: try limits(.limitDownTwo), upper: try limits(.limitUpTwo), fill: Self.outer,
        label: #"$\pm2\sigma$"#),
      .band(
        x: xs, lower: try limits(.limitDownOne), upper: try limits(.limitUpOne), fill: Self.inner,
        label: #"$\pm1\sigma$"#),
      .line(
        x: xs, y: median, stroke: Stroke(.black, width: 1.4, dash: .dashed), marker: Marker(.circle, size: 3.5),
        label: "Median expected"),
      .horizontalRule(at: 1, stroke: Stroke(.red, width: 1.2), label: #"$\mu = 1$"#),
    ]
    let excluded = zip(steps, median).filter { $1 < 1 }.map { $0.0.key }
    let inputs = try steps.map { try context.result(of: AnyReference($0.name)) }
    return Drawing(
      panels: [
        Panel(
          x: Axis(x ?? "", scale: logX ? .log : .linear),
          y: Axis(#"Expected limit on $\mu$ (CLs)"#, scale: log ? .log : .linear), marks: marks)
      ], panelSize: Drawing.panelSize(count: 1), conditions: Conditions(commonTo: inputs),
      alternativeText: "Expected upper limit on the signal strength with its 68 and 95 % bands: "
        + zip(steps, median).map { "\(NumberText($1).plain) at \($0.key)" }.joined(separator: ", ") + ". "
        + (excluded.isEmpty ? "None lies below 1." : "Below 1 at \(excluded.joined(separator: ", "))."))
  }

  /// Petroff's blue in two tints, of clearly different lightness in grey too.
  private static let inner = Colour(hex: 0x8FB5FB)
  private static let outer = Colour(hex: 0xD3E2FE)
}
