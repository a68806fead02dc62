import Foundation

extension Mark {
  /// Numbers as colours in the cells of a grid, such as a two-dimensional histogram or a matrix; a colour bar beside the frame tells
  /// what they mean. A panel has one of these or a coloured plane.
  /// - Parameters:
  ///   - xEdges: Finite and increasing, one more than there are columns.
  ///   - yEdges: Finite and increasing, one more than there are rows.
  ///   - values: Row by row, the lowest first; cells that are not finite, or not positive on a logarithmic scale, stay blank.
  ///   - colours: `.diverging` is for numbers around 0, which then is its middle.
  ///   - range: Of the colours; nil takes it from the values.
  ///   - scale: Of the colours, `.linear` or `.log`.
  ///   - decimals: Of the numbers written in the cells; nil for none.
  ///   - label: Of the colour bar, as markup.
  public static func heatMap(
    xEdges: [Double], yEdges: [Double], values: [[Double]], colours: ColourMap = .viridis,
    range: ClosedRange<Double>? = nil, scale: Axis.Scale = .linear, decimals: Int? = nil, label: String = ""
  ) -> Mark {
    Mark(
      shape: HeatMap(
        xEdges: xEdges, yEdges: yEdges, values: values, colours: colours, range: range, scale: scale,
        decimals: decimals, barLabel: label))
  }
}

struct HeatMap: Coloured {
  let xEdges: [Double]
  let yEdges: [Double]
  let values: [[Double]]
  let colours: ColourMap
  let range: ClosedRange<Double>?
  let scale: Axis.Scale
  let decimals: Int?
  let barLabel: String

  /// The colour bar takes the legend's part.
  var label: String? { nil }
  var kind: String { "cell" }
  var rows: [NumberRow] {
    cells.map { row, column in
      NumberRow(
        x: .init(low: xEdges[column], high: xEdges[column + 1]), y: .init(low: yEdges[row], high: yEdges[row + 1]),
        z: values[row][column])
    }
  }

  private var cells: [(row: Int, column: Int)] {
    values.indices.flatMap { row in values[row].indices.map { (row, $0) } }
  }

  func check() throws {
    guard let first = values.first, !first.isEmpty else { throw FigureError.Problem.emptyMark }
    for row in values where row.count != first.count {
      throw FigureError.Problem.lengths("a row of values", row.count, expected: first.count, of: "the first row")
    }
    try checkEdges(xEdges, "xEdges", bins: first.count, of: "the columns of values")
    try checkEdges(yEdges, "yEdges", bins: values.count, of: "the rows of values")
    guard scale == .linear || scale == .log else {
      throw FigureError.Problem.badScale("colours are linear or logarithmic")
    }
    if let decimals, !(0...9).contains(decimals) {
      throw FigureError.Problem.badValue("decimals", Double(decimals), expected: "in 0...9")
    }
    try Axis(scale: scale, range: range).check(name: "colour")
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    var (x, y) = (Span(of: xEdges, on: scaleX), Span(of: yEdges, on: scaleY))
    for keyPath in [\Span.holdsLow, \Span.holdsHigh] {
      x?[keyPath: keyPath] = true
      y?[keyPath: keyPath] = true
    }
    return Extent(x: x, y: y, isEmpty: x == nil || y == nil || !values.joined().contains(where: scale.holds))
  }

  var colourRange: ClosedRange<Double> { range ?? colours.range(of: values.joined().filter(scale.holds), on: scale) }

  func colour(of value: Double, in map: AxisMap) -> Colour? {
    scale.holds(value) ? colours.colour(at: map.fraction(value)) : nil
  }

  private var colourAxis: AxisMap { AxisMap(scale: scale, range: colourRange, start: 0, end: 1) }

  /// It fills the frame: there is no place without data.
  func footprint(in projection: Projection) -> Footprint { Footprint(boxes: [projection.frame]) }

  private func box(_ row: Int, _ column: Int, in projection: Projection) -> Rect {
    Rect(
      minX: projection.x.positionOrStart(xEdges[column]), minY: projection.y.positionOrStart(yEdges[row + 1]),
      maxX: projection.x.positionOrStart(xEdges[column + 1]), maxY: projection.y.positionOrStart(yEdges[row]))
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    let map = colourAxis
    canvas.clipped(to: projection.frame) {
      for (row, column) in cells {
        guard let colour = colour(of: values[row][column], in: map) else { continue }
        // A little larger, so that no seam shows between neighbours.
        canvas.fill(Path(box(row, column, in: projection).inset(by: -0.15)), colour)
      }
    }
  }

  func drawSign(on canvas: Canvas, in box: Rect) {}

  /// The numbers of the cells, where they are asked for and have room.
  func texts(
    in projection: Projection, typesetter: Typesetter, size: Double
  ) throws -> [(text: TextBox, origin: Point, colour: Colour)] {
    guard let decimals else { return [] }
    let map = colourAxis
    return try cells.compactMap { row, column in
      let value = values[row][column]
      guard let ground = colour(of: value, in: map) else { return nil }
      let box = box(row, column, in: projection)
      let digits = String(format: "%.\(decimals)f", value)
      let isZero = digits.allSatisfy { "-0.".contains($0) }
      let shown = (isZero ? digits.filter { $0 != "-" } : digits).replacing("-", with: "\u{2212}")
      let height = min(size, box.height * 0.6)
      let text = try typesetter.set(shown, size: height, widest: box.width * 0.86)
      guard text.ascent > 3 else { return nil }
      return (
        text, Point(x: box.centre.x - text.width / 2, y: box.centre.y + text.ascent / 2),
        ground.luminance > 0.3 ? .black : .white
      )
    }
  }
}
