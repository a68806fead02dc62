extension Mark {
  /// Numbers at points of a plane as colours, interpolated in the triangles between the points; a colour bar beside the frame tells what
  /// they mean. A panel has one of these or a heat map.
  /// - Parameters:
  ///   - x: Where the points stand; at least three that are not on one line.
  ///   - y: As many values as `x`.
  ///   - values: As many as `x`; points whose value is not finite, or not positive on a logarithmic scale, are left out.
  ///   - range: Of the colours; nil takes it from the values.
  ///   - scale: Of the colours, `.linear` or `.log`, which interpolates logarithms.
  ///   - label: Of the colour bar, as markup.
  public static func colouredPlane(
    x: [Double], y: [Double], values: [Double], colours: ColourMap = .pale, range: ClosedRange<Double>? = nil,
    scale: Axis.Scale = .linear, label: String = ""
  ) -> Mark {
    Mark(
      shape: ColouredPlane(
        x: x, y: y, values: values, colours: colours, range: range, scale: scale, barLabel: label))
  }
}

/// What a colour bar is made for.
protocol Coloured: Shape {
  var colours: ColourMap { get }
  /// Of the colours.
  var scale: Axis.Scale { get }
  /// What the colours span.
  var colourRange: ClosedRange<Double> { get }
  var barLabel: String { get }
}

struct ColouredPlane: Coloured {
  let x: [Double]
  let y: [Double]
  let values: [Double]
  let colours: ColourMap
  let range: ClosedRange<Double>?
  let scale: Axis.Scale
  let barLabel: String
  /// `nil` where there is none, which ``check()`` tells.
  private let field: ScatteredField?

  init(
    x: [Double], y: [Double], values: [Double], colours: ColourMap, range: ClosedRange<Double>?, scale: Axis.Scale,
    barLabel: String
  ) {
    (self.x, self.y, self.values, self.colours) = (x, y, values, colours)
    (self.range, self.scale, self.barLabel) = (range, scale, barLabel)
    field = try? ScatteredField(x: x, y: y, values: [values], isLogarithmic: scale == .log)
  }

  /// The colour bar takes the legend's part.
  var label: String? { nil }
  var kind: String { "value" }
  var rows: [NumberRow] { x.indices.map { NumberRow(x: .init(x[$0]), y: .init(y[$0]), z: values[$0]) } }

  func check() throws {
    guard scale == .linear || scale == .log else {
      throw FigureError.Problem.badScale("colours are linear or logarithmic")
    }
    try Axis(scale: scale, range: range).check(name: "colour")
    _ = try ScatteredField(x: x, y: y, values: [values], isLogarithmic: scale == .log)
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let (xs, ys) = (Span(of: field?.x ?? [], on: scaleX), Span(of: field?.y ?? [], on: scaleY))
    return Extent(x: xs, y: ys, isEmpty: xs == nil || ys == nil)
  }

  var colourRange: ClosedRange<Double> { range ?? colours.range(of: values.filter(scale.holds), on: scale) }

  func footprint(in projection: Projection) -> Footprint {
    Footprint(cellsOf: triangles(in: projection), in: projection.frame)
  }

  /// How many colours there are: steps that the eye hardly sees.
  private static let steps = 32

  func draw(on canvas: Canvas, in projection: Projection) {
    guard let field else { return }
    let map = AxisMap(scale: scale, range: colourRange, start: 0, end: 1)
    canvas.clipped(to: projection.frame) {
      // Each step covers what lies above it too, so that no seam shows between neighbours.
      for step in 0..<Self.steps {
        let level = map.value(at: Double(step) / Double(Self.steps))
        let polygons = step == 0 ? field.region([]) : field.region([.init(level: level, isLower: true)])
        var path = Path()
        for polygon in polygons { path.add(polygon.compactMap { projection.point($0.x, $0.y) }, closed: true) }
        canvas.fill(path, colours.colour(at: (Double(step) + 0.5) / Double(Self.steps)))
      }
    }
  }

  func drawSign(on canvas: Canvas, in box: Rect) {}

  private func triangles(in projection: Projection) -> [[Point]] {
    field?.region([]).map { $0.compactMap { projection.point($0.x, $0.y) } } ?? []
  }
}

extension ColourMap {
  /// What the colours span where nobody says: the numbers, or as much on both sides of 0.
  /// - Parameter numbers: that have a place on the scale.
  func range(of numbers: [Double], on scale: Axis.Scale) -> ClosedRange<Double> {
    guard let low = numbers.min(), let high = numbers.max() else { return 0...1 }
    if self == .diverging, scale == .linear {
      let largest = max(abs(low), abs(high), 1e-280)
      return -largest...largest
    }
    guard high > low else { return scale == .log ? low / 2...high * 2 : low - 0.5...high + 0.5 }
    return low...high
  }
}
