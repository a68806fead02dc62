import Foundation
import Notebook
import Plotting

/// What a search can exclude or discover in a plane of two parameters, such as the masses of two particles: the lines on which a limit or
/// a significance has one value, through the members of a sweep.
///
/// Where a member lies is what it has in brackets: `limit[600_400]`, or `limit[600][400]`. Between the points values are interpolated in
/// triangles (Delaunay).
struct ExclusionPlot: Options, PlotKind {
  static let defaults = ["x": "\"\"", "y": "\"\""]

  /// The lines. Those of one value share a colour, and those of one sweep a dash.
  var contours: [ContourOptions]
  /// A value shown in colours, with its numbers at the points.
  var colour: ColourOptions?
  /// Points to mark, those of one label by one sign; by default those of the first contour.
  var points: [PointOptions]?
  /// A line x − y = `offset`, such as that beyond which a decay is not possible.
  var diagonal: DiagonalOptions?
  /// The label of the horizontal axis, that of the first number; `$…$` for math.
  var x: String
  /// The label of the vertical axis.
  var y: String

  /// A line on which a value has one size.
  struct ContourOptions: Options {
    static let defaults = ["log": "false"]

    /// Stands in the legend; `$…$` for math. Where the value is nowhere reached, the legend says so.
    var label: String
    /// A sweep whose members are the points.
    var from: OneOrMore<AnyReference>
    /// Path of the value in each: `limit`, or `[0.5].significance`.
    var value: String
    /// The size that it has on the line: 1 for a limit on the signal strength, 5 for a discovery.
    var at: Double
    /// Whether its logarithm is interpolated between the points, as experiments do with limits.
    var log: Bool
    /// Paths of two values, the smaller first, whose lines bound a shaded band, as ±1σ does: `[limit-down-1, limit-up-1]`. Upon colours
    /// these lines are drawn instead, thinner than the contour's.
    var band: [String]?
  }

  /// A value in colours.
  struct ColourOptions: Options {
    static let defaults = ["log": "false", "numbers": "true"]

    /// A sweep whose members are the points.
    var from: OneOrMore<AnyReference>
    /// Path of the value in each.
    var value: String
    /// The label of the colour bar.
    var label: String
    /// Whether colours follow the value's logarithm.
    var log: Bool
    /// Whether the value stands at each point.
    var numbers: Bool
  }

  /// Points of one kind.
  struct PointOptions: Options {
    /// Stands in the legend.
    var label: String
    /// A sweep whose members are the points.
    var from: OneOrMore<AnyReference>
  }

  /// A line along which both coordinates grow alike.
  struct DiagonalOptions: Options {
    /// How much larger x is than y along it.
    var offset: Double
    /// Stands along it; `$…$` for math.
    var label: String?
  }

  func check(_ context: inout CheckContext) {
    if contours.isEmpty {
      context.report(
        "no contours", at: "exclusion", "contours", remedy: "write [{ label: …, from: …, value: limit, at: 1 }]")
    }
    for (place, contour) in contours.enumerated() {
      let keys = ["exclusion", "contours", "\(place)"]
      check(contour.from, [contour.value] + (contour.band ?? []), at: keys, &context)
      if contour.log, !(contour.at > 0) {
        context.report(Mistake("a logarithm needs a value above 0", remedy: "drop 'log'"), at: keys + ["at"])
      }
      if let band = contour.band, band.count != 2 {
        context.report(
          Mistake("a band has two edges, not \(band.count)", remedy: "write [limit-down-1, limit-up-1]"),
          at: keys + ["band"])
      }
    }
    if let colour { check(colour.from, [colour.value], at: ["exclusion", "colour"], &context) }
    for (place, group) in (points ?? []).enumerated() {
      do throws(Mistake) {
        for name in group.from.all { _ = try PlaneSteps.place(of: name.name) }
      } catch {
        context.report(error, at: ["exclusion", "points", "\(place)", "from"])
      }
    }
  }

  private func check(
    _ members: OneOrMore<AnyReference>, _ values: [String], at keys: [String], _ context: inout CheckContext
  ) {
    let steps: PlaneSteps
    do throws(Mistake) {
      steps = try PlaneSteps(members.all.map(\.name))
      try steps.checkPlane()
    } catch {
      return context.report(error, at: keys + ["from"])
    }
    for value in values {
      do throws(Mistake) {
        let path = try ValuePath.members(value)
        for step in steps.steps {
          try context.checkValue(path, of: step.name, path: step.name + ValuePath.joined(value))
        }
      } catch {
        context.report(error, at: keys + ["value"])
      }
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    var marks: [Mark] = []
    if let colour { marks.append(try ground(colour, context)) }
    let lines = try contours.map { try self.lines($0, $0.value, context) }
    for (place, contour) in contours.enumerated() { marks += try band(of: contour, look(place), context) }
    if let diagonal {
      marks.append(.slopedRule(intercept: -diagonal.offset, text: diagonal.label ?? ""))
    }
    for (place, contour) in contours.enumerated() {
      marks.append(.contour(lines[place], stroke: look(place), label: contour.label))
    }
    marks += try signs() + (colour.map { try numbers($0, context) } ?? [])
    return Drawing(
      panels: [Panel(x: Axis(x, range: try range), y: Axis(y), marks: marks)],
      panelSize: (colour == nil ? 430 : 480, 370),
      conditions: Conditions(commonTo: try names.map { try context.result(of: AnyReference($0)) }),
      alternativeText: zip(contours, lines).map(Self.words).joined(separator: " "))
  }

  /// All directives that the figure shows values of.
  private var names: [String] {
    contours.flatMap { $0.from.all.map(\.name) } + (colour?.from.all.map(\.name) ?? [])
  }

  /// With room for the numbers at the outermost points.
  private var range: ClosedRange<Double>? {
    get throws {
      let all = try contours.flatMap { try PlaneSteps($0.from.all.map(\.name)).x }
      guard let low = all.min(), let high = all.max(), high > low else { return nil }
      return low - 0.07 * (high - low)...high + 0.12 * (high - low)
    }
  }

  /// - Parameter value: path of the contour's own, or of an edge of its band.
  private func lines(_ contour: ContourOptions, _ value: String, _ context: StepContext) throws -> ContourLines {
    let steps = try PlaneSteps(contour.from.all.map(\.name))
    do {
      return try ContourLines(
        x: steps.x, y: steps.y, values: try steps.numbers(value, context), level: contour.at, isLogarithmic: contour.log
      )
    } catch let problem as FigureError.Problem {
      throw Mistake("the contour of '\(value)' cannot be drawn: \(problem)", remedy: "add points to the sweep")
    }
  }

  private func band(of contour: ContourOptions, _ stroke: Stroke, _ context: StepContext) throws -> [Mark] {
    guard let band = contour.band, band.count == 2 else { return [] }
    guard colour == nil else {
      let thin = Stroke(stroke.colour, width: 0.9, dash: stroke.dash)
      return try zip(band, [-1.0, 1]).map { value, height in
        .contour(try lines(contour, value, context), stroke: thin, label: contour.label, signHeight: height)
      }
    }
    let steps = try PlaneSteps(contour.from.all.map(\.name))
    do {
      let region = try ContourRegion(
        x: steps.x, y: steps.y, below: try steps.numbers(band[0], context), above: try steps.numbers(band[1], context),
        level: contour.at, isLogarithmic: contour.log)
      return [.region(region, fill: stroke.colour.opacity(0.22), label: contour.label)]
    } catch let problem as FigureError.Problem {
      throw Mistake("the band of '\(contour.value)' cannot be drawn: \(problem)", remedy: "add points to the sweep")
    }
  }

  /// Values and sizes are told apart by colours, sweeps by dashes.
  private func look(_ place: Int) -> Stroke {
    let kinds = contours.map { "\($0.value) \($0.at)" }
    let sweeps = contours.map { $0.from.all.map(\.name).joined(separator: " ") }
    let colours = Self.colours
    let dashes: [Dash] = [.solid, .dashed, .dotted, .dashDotted]
    return Stroke(
      colours[Self.number(of: place, among: kinds) % colours.count], width: 2,
      dash: dashes[Self.number(of: place, among: sweeps) % dashes.count])
  }

  /// Dark enough for a pale ground: Petroff's red, blue, violet and purple, the blue darkened (arXiv:2107.02270).
  private static let colours: [Colour] = [.red, Colour(hex: 0x1F4FB5), .violet, .purple]

  /// How many others come before the first of its kind.
  static func number(of place: Int, among kinds: [String]) -> Int {
    var known: [String] = []
    for kind in kinds[...place] where !known.contains(kind) { known.append(kind) }
    return known.firstIndex(of: kinds[place]) ?? 0
  }
}
