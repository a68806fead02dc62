extension Mark {
  /// Lines of one value, such as the edge of what is excluded. Where the value is nowhere between the points' values there is no line,
  /// and the legend says so.
  /// - Parameters:
  ///   - label: Markup for the legend.
  ///   - signHeight: Where the legend's sign stands, from −1 at its bottom to 1 at its top: off the middle for a line that goes along with
  ///     another of the same label.
  public static func contour(
    _ lines: ContourLines, stroke: Stroke = Stroke(.blue), label: String? = nil, signHeight: Double = 0
  ) -> Mark {
    Mark(shape: Contour(lines: lines, stroke: stroke, name: label, signHeight: signHeight))
  }

  /// The area of a region, such as the ±1σ band around a contour.
  /// - Parameter label: Markup for the legend.
  public static func region(
    _ region: ContourRegion, fill: Colour = .blue.opacity(0.3), label: String? = nil
  ) -> Mark {
    Mark(shape: PlaneRegion(region: region, fill: fill, label: label))
  }
}

struct Contour: Shape {
  let lines: ContourLines
  let stroke: Stroke
  let name: String?
  var signHeight = 0.0

  /// A line that goes along with another has no say in whether that is reached.
  var label: String? {
    name.map { name in
      guard lines.lines.isEmpty, signHeight == 0 else { return name }
      return name + (lines.areAllAbove ? " (all above)" : " (all below)")
    }
  }
  var kind: String { "contour" }
  var rows: [NumberRow] {
    lines.lines.flatMap { line in
      zip(line.x, line.y).map { NumberRow(x: .init($0), y: .init($1), z: lines.level) }
    }
  }

  func check() throws {
    try stroke.check()
    guard abs(signHeight) <= 1 else {
      throw FigureError.Problem.badValue("the height of a sign", signHeight, expected: "in -1...1")
    }
  }

  /// Of all points, whether the line comes to them or not.
  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let (xs, ys) = (Span(of: lines.x, on: scaleX), Span(of: lines.y, on: scaleY))
    return Extent(x: xs, y: ys, isEmpty: xs == nil || ys == nil)
  }

  func footprint(in projection: Projection) -> Footprint {
    var footprint = Footprint()
    for run in runs(in: projection) { footprint.add(run) }
    return footprint
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    let runs = runs(in: projection)
    canvas.clipped(to: projection.frame) {
      for run in runs {
        // A light edge keeps it clear of what lies beneath.
        canvas.stroke(Path(through: run), Stroke(.white.opacity(0.7), width: stroke.width + 1.6))
      }
      for run in runs { canvas.stroke(Path(through: run), stroke) }
    }
  }

  func drawSign(on canvas: Canvas, in box: Rect) {
    let y = box.centre.y - signHeight * box.height / 2
    canvas.stroke(Path(through: [Point(x: box.minX, y: y), Point(x: box.maxX, y: y)]), stroke)
  }

  private func runs(in projection: Projection) -> [[Point]] {
    lines.lines.flatMap { projection.runs(x: $0.x, y: $0.y) }
  }
}

struct PlaneRegion: Shape {
  let region: ContourRegion
  let fill: Colour
  let label: String?

  var kind: String { "region" }
  /// The corners of each polygon, one behind the other.
  var rows: [NumberRow] { region.polygons.joined().map { NumberRow(x: .init($0.x), y: .init($0.y)) } }

  func check() throws { try fill.check() }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let (xs, ys) = (Span(of: region.x, on: scaleX), Span(of: region.y, on: scaleY))
    return Extent(x: xs, y: ys, isEmpty: xs == nil || ys == nil)
  }

  func footprint(in projection: Projection) -> Footprint {
    Footprint(cellsOf: polygons(in: projection), in: projection.frame)
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    // One path, so that no seam shows between neighbours.
    var path = Path()
    for polygon in polygons(in: projection) { path.add(polygon, closed: true) }
    canvas.clipped(to: projection.frame) { canvas.fill(path, fill) }
  }

  func drawSign(on canvas: Canvas, in box: Rect) { canvas.fill(Path(box), fill) }

  private func polygons(in projection: Projection) -> [[Point]] {
    region.polygons.map { $0.compactMap { projection.point($0.x, $0.y) } }
  }
}

extension Footprint {
  /// What convex polygons cover of a frame, to cells of it.
  init(cellsOf polygons: [[Point]], in frame: Rect) {
    let (columns, rows) = (24, 20)
    let size = (width: frame.width / Double(columns), height: frame.height / Double(rows))
    self.init()
    for (row, column) in (0..<rows).flatMap({ row in (0..<columns).map { (row, $0) } }) {
      let box = Rect(
        x: frame.minX + Double(column) * size.width, y: frame.minY + Double(row) * size.height, width: size.width,
        height: size.height)
      if polygons.contains(where: { $0.surround(box.centre) }) { boxes.append(box) }
    }
  }
}

extension [Point] {
  /// Whether a point lies within the convex polygon with these corners, however they run.
  fileprivate func surround(_ point: Point) -> Bool {
    let sides = indices.map { index in
      let (a, b) = (self[index], self[(index + 1) % count])
      return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
    }
    return count > 2 && (sides.allSatisfy { $0 >= 0 } || sides.allSatisfy { $0 <= 0 })
  }
}
