import Notebook
import Plotting

/// Values of other directives against what was varied, with their uncertainties, several curves in one frame.
///
/// With `scan`, each scan is a curve of the best significance against its systematics. With `series`, a curve follows any value
/// through the members of a sweep: a luminosity, a mass, a batch size, or the systematic that networks were trained at.
struct CurvePlot: Options, PlotKind {
  static let defaults = ["log-x": "false", "log": "false"]

  /// Scans whose best significances are shown against the systematics, a curve for each.
  var scan: OneOrMore<Reference<ScanDirective>>?
  /// Other curves.
  var series: [Series]?
  /// The label of the axis of what was varied; by default σ_b/b for scans.
  var x: String?
  /// The label of the axis of the values; by default the significance for scans.
  var y: String?
  /// Whether the axis of what was varied is logarithmic.
  var logX: Bool
  /// Whether the axis of the values is logarithmic.
  var log: Bool

  enum CodingKeys: String, CodingKey {
    case scan, series, x, y, log
    case logX = "log-x"
  }

  /// One curve.
  struct Series: Options {
    /// Stands in the legend; `$…$` for math.
    var label: String
    /// A sweep whose members are the points, or one directive whose values are.
    var from: OneOrMore<AnyReference>
    /// Path of the value in each: `[0.5].significance`. `[=]` stands for what the member itself has in its brackets, and `[*]` for all
    /// numbers that one directive has there, which are then the points.
    var value: String
  }

  func check(_ context: inout CheckContext) {
    guard (scan == nil) != (series == nil) else {
      return context.report(
        scan == nil ? "no curve" : "a figure has either a 'scan' or 'series'", at: "curve",
        remedy: "write scan: and the names of scans, or series: [{ label: …, from: …, value: … }]")
    }
    if let series, series.isEmpty {
      context.report("no series", at: "curve", "series", remedy: "write [{ label: …, from: …, value: … }]")
    }
    if (scan?.all.count ?? series?.count ?? 0) > ComparedNetworks.most {
      context.report(
        "so many curves could not be told from each other", at: "curve",
        remedy: "name at most \(ComparedNetworks.most)")
    }
    for (place, series) in (series ?? []).enumerated() { check(series, at: place, &context) }
  }

  private func check(_ series: Series, at place: Int, _ context: inout CheckContext) {
    do throws(Mistake) {
      let path = try ValuePath.members(series.value)
      guard !path.contains("*") else {
        guard series.from.all.count == 1 else {
          throw Mistake("'[*]' is for the values of one directive, not of \(series.from.all.count)", remedy: "name one")
        }
        return
      }
      for step in try VariedSteps(series.from.all.map(\.name)).steps {
        try context.checkValue(
          path.map { $0 == "=" ? step.key : $0 }, of: step.name,
          path: step.name + series.value.replacing("[=]", with: "[\(step.key)]"))
      }
    } catch {
      context.report(error.message, at: "curve", "series", "\(place)", "value", remedy: error.remedy)
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let curves =
      try scan.map { try $0.all.map { try curve(of: $0, context) } } ?? series?.map { try curve(of: $0, context) } ?? []
    var marks: [Mark] = []
    let labels = curves.map(\.label).numbered
    for (place, curve) in curves.enumerated() {
      let label = labels[place]
      let look = CurveLook(place)
      if curve.errors.contains(where: { $0 > 0 }) {
        marks.append(
          .band(
            x: curve.x, lower: zip(curve.y, curve.errors).map { $0 - $1 },
            upper: zip(curve.y, curve.errors).map { $0 + $1 },
            fill: look.colour.opacity(0.16), label: label))
      }
      marks.append(
        .line(x: curve.x, y: curve.y, stroke: look.stroke, marker: Marker(look.shape, size: 4), label: label))
    }
    let first = try scan.flatMap { try ScanCurve.any(from: context.result(of: $0.all[0])) }
    return Drawing(
      panels: [
        Panel(
          x: Axis(x ?? (scan == nil ? "" : #"Systematic uncertainty $\sigma_b/b$"#), scale: logX ? .log : .linear),
          y: Axis(y ?? first.map { "Best " + $0.estimate.label } ?? "", scale: log ? .log : .linear), marks: marks)
      ], panelSize: Drawing.panelSize(count: 1), conditions: conditions(context),
      alternativeText: curves.map(\.words).joined(separator: " "))
  }

  /// Those that all of what is read has in common.
  private func conditions(_ context: StepContext) -> Conditions? {
    let names = scan?.all.map(\.name) ?? series?.flatMap { $0.from.all.map(\.name) } ?? []
    return Conditions(commonTo: names.compactMap { try? context.result(of: AnyReference($0)) })
  }
}
