extension Mark {
  /// A curve: straight lines from point to point in the given order, broken at gaps.
  /// - Parameters:
  ///   - x: Where the points stand; at least one.
  ///   - y: As many values as `x`.
  ///   - marker: Drawn at each point, in the stroke's colour.
  ///   - label: Markup for the legend.
  public static func line(
    x: [Double], y: [Double], stroke: Stroke = Stroke(.blue), marker: Marker? = nil, label: String? = nil
  ) -> Mark {
    Mark(shape: Line(x: x, y: y, stroke: stroke, marker: marker, label: label))
  }
}

struct Line: Shape {
  let x: [Double]
  let y: [Double]
  let stroke: Stroke
  let marker: Marker?
  let label: String?

  var kind: String { "line" }
  var rows: [NumberRow] { zip(x, y).map { NumberRow(x: .init($0), y: .init($1)) } }

  func check() throws {
    guard !x.isEmpty else { throw FigureError.Problem.emptyMark }
    try checkLengths("y", y, "x", x)
    try stroke.check()
    try marker?.check()
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let drawn = zip(x, y).filter { scaleX.holds($0.0) && scaleY.holds($0.1) }
    return Extent(
      x: Span(of: drawn.map(\.0), on: scaleX), y: Span(of: drawn.map(\.1), on: scaleY), isEmpty: drawn.isEmpty)
  }

  func footprint(in projection: Projection) -> Footprint {
    var footprint = Footprint()
    for run in projection.runs(x: x, y: y) {
      footprint.add(run)
      if let marker {
        for point in run { footprint.boxes.append(Rect(around: point, size: marker.size)) }
      }
    }
    return footprint
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    let runs = projection.runs(x: x, y: y)
    var path = Path()
    for run in runs {
      // A point between two gaps has no line; without a marker a dot shows that it is there.
      if run.count == 1, marker == nil, let only = run.first {
        Marker(.circle, size: stroke.width * 1.6).draw(at: only, colour: stroke.colour, on: canvas)
      } else {
        path.add(run)
      }
    }
    canvas.clipped(to: projection.frame) { canvas.stroke(path, stroke) }
    guard let marker else { return }
    for point in runs.joined() where projection.frame.contains(point) {
      marker.draw(at: point, colour: stroke.colour, on: canvas)
    }
  }

  func drawSign(on canvas: Canvas, in box: Rect) {
    let (left, right) = (Point(x: box.minX, y: box.centre.y), Point(x: box.maxX, y: box.centre.y))
    canvas.stroke(Path(through: [left, right]), stroke)
    marker?.draw(at: box.centre, colour: stroke.colour, on: canvas)
  }
}

extension Rect {
  /// The square of a given side around a point.
  init(around point: Point, size: Double) {
    self.init(x: point.x - size / 2, y: point.y - size / 2, width: size, height: size)
  }
}
