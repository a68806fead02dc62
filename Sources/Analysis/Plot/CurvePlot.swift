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
    for (place, curve) in curves.enumerated() {
      let look = CurveLook(place)
      if curve.errors.contains(where: { $0 > 0 }) {
        marks.append(
          .band(
            x: curve.x, lower: zip(curve.y, curve.errors).map { $0 - $1 },
            upper: zip(curve.y, curve.errors).map { $0 + $1 },
            fill: look.colour.opacity(0.16), label: curve.label))
      }
      marks.append(
        .line(x: curve.x, y: curve.y, stroke: look.stroke, marker: Marker(look.shape, size: 4), label: curve.label))
    }
    let estimate = try scan.flatMap { try context.result(of: $0.all[0]).estimateLabel }
    return Drawing(
      panels: [
        Panel(
          x: Axis(x ?? (scan == nil ? "" : #"Systematic uncertainty $\sigma_b/b$"#), scale: logX ? .log : .linear),
          y: Axis(y ?? estimate ?? "", scale: log ? .log : .linear), marks: marks)
      ], panelSize: Drawing.panelSize(count: 1), conditions: conditions(context),
      alternativeText: curves.map(\.words).joined(separator: " "))
  }

  private struct Curve {
    var label: String
    var x: [Double]
    var y: [Double]
    var errors: [Double]

    /// From end to end.
    var words: String {
      guard let first = x.first, let last = x.last else { return "" }
      func text(_ place: Int) -> String {
        NumberText(y[place], uncertainty: errors[place] > 0 ? errors[place] : nil).plain
      }
      return
        "\(Label.plain(label)): \(text(0)) at \(NumberText(first).plain), \(text(x.count - 1)) at \(NumberText(last).plain)."
    }
  }

  private func curve(of scan: Reference<ScanDirective>, _ context: StepContext) throws -> Curve {
    let result = try context.result(of: scan)
    let label = try result.scanLabel ?? scan.name
    return try curve(label, of: result, named: scan.name, path: ["*", "significance"])
  }

  private func curve(of series: Series, _ context: StepContext) throws -> Curve {
    let path = try ValuePath.members(series.value)
    if path.contains("*"), let one = series.from.all.first {
      return try curve(series.label, of: context.result(of: one), named: one.name, path: path)
    }
    let steps = try VariedSteps(series.from.all.map(\.name)).steps
    return try curve(
      series.label,
      points: steps.map { step in
        let result = try context.result(of: AnyReference(step.name))
        return (step.x, try result.values.member(path.map { $0 == "=" ? step.key : $0 }, of: step.name))
      })
  }

  /// The numbers that stand for `*` in a path.
  private func curve(_ label: String, of result: StepResult, named name: String, path: [String]) throws -> Curve {
    let place = path.firstIndex(of: "*") ?? 0
    guard case .record(let members) = try result.values.member(Array(path[..<place]), of: name) else {
      throw Mistake("'\(name)' has no values to vary there")
    }
    let keys = members.keys.compactMap { key in VariedSteps.number(key).map { ($0, key) } }.sorted { $0.0 < $1.0 }
    guard keys.count > 1 else {
      throw Mistake("'\(name)' has \(keys.count) number\(keys.count == 1 ? "" : "s") there, and a curve needs two")
    }
    return try curve(
      label,
      points: keys.map { number, key in
        (number, try result.values.member(path.map { $0 == "*" ? key : $0 }, of: name))
      })
  }

  private func curve(_ label: String, points: [(x: Double, value: Value)]) throws -> Curve {
    var curve = Curve(label: label, x: [], y: [], errors: [])
    for (x, value) in points {
      curve.x.append(x)
      switch value {
      case .number(let number, let uncertainty, _):
        curve.y.append(number)
        curve.errors.append(uncertainty ?? 0)
      case .integer(let integer):
        curve.y.append(Double(integer))
        curve.errors.append(0)
      case .text, .record: throw Mistake("'\(value.plain)' is no number to draw")
      }
    }
    return curve
  }

  /// Of the first that has any.
  private func conditions(_ context: StepContext) -> Conditions? {
    let names = scan?.all.map(\.name) ?? series?.flatMap { $0.from.all.map(\.name) } ?? []
    let found = names.compactMap { try? Conditions(from: context.result(of: AnyReference($0))) }
    let all = Set(found)
    return all.count == 1 ? all.first : nil
  }
}

extension StepResult {
  private var curves: [ScanCurve] {
    get throws {
      try blobs.filter { $0.key.hasPrefix("curve.") }.sorted { $0.key < $1.key }
        .map { try StoredJSON.decode(ScanCurve.self, from: $0.value) }
    }
  }

  /// What the network of a scan was trained on.
  fileprivate var scanLabel: String? { get throws { try curves.first?.label } }

  /// The significance that a scan maximises, as an axis says it.
  fileprivate var estimateLabel: String? { get throws { try curves.first.map { "Best " + $0.estimate.label } } }
}
