extension Mark {
  /// Markers with error bars.
  /// - Parameters:
  ///   - x: Where the points stand; at least one.
  ///   - y: As many values as `x`.
  ///   - xErrors: Half lengths of the horizontal bars, as many as `x`; not finite or negative for no bar.
  ///   - yErrors: Half lengths of the vertical bars, as many as `x`; not finite or negative for no bar.
  ///   - label: Markup for the legend.
  public static func points(
    x: [Double], y: [Double], xErrors: [Double]? = nil, yErrors: [Double]? = nil, colour: Colour = .black,
    marker: Marker = Marker(), label: String? = nil
  ) -> Mark {
    Mark(
      shape: Points(
        x: x, y: y, xErrors: xErrors, yErrors: yErrors, colour: colour, marker: marker, label: label))
  }
}

struct Points: Shape {
  let x: [Double]
  let y: [Double]
  let xErrors: [Double]?
  let yErrors: [Double]?
  let colour: Colour
  let marker: Marker
  let label: String?

  var kind: String { "points" }
  var rows: [NumberRow] {
    x.indices.map {
      NumberRow(x: .init(x[$0], error: xErrors?[$0]), y: .init(y[$0], error: yErrors?[$0]))
    }
  }

  func check() throws {
    guard !x.isEmpty else { throw FigureError.Problem.emptyMark }
    try checkLengths("y", y, "x", x)
    if let xErrors { try checkLengths("xErrors", xErrors, "x", x) }
    if let yErrors { try checkLengths("yErrors", yErrors, "x", x) }
    try colour.check()
    try marker.check()
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let drawn = x.indices.filter { scaleX.holds(x[$0]) && scaleY.holds(y[$0]) }
    let xs = drawn.map { (x[$0], errorBar(x[$0], xErrors?[$0])) }
    let ys = drawn.map { (y[$0], errorBar(y[$0], yErrors?[$0])) }
    return Extent(
      x: Span(values: xs.map(\.0), bars: xs.map(\.1), on: scaleX),
      y: Span(values: ys.map(\.0), bars: ys.map(\.1), on: scaleY), isEmpty: drawn.isEmpty)
  }

  func footprint(in projection: Projection) -> Footprint {
    var footprint = Footprint(segments: bars(in: projection))
    for point in projection.runs(x: x, y: y).joined() {
      footprint.boxes.append(Rect(around: point, size: marker.size))
    }
    return footprint
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    var path = Path()
    for bar in bars(in: projection) { path.add(bar) }
    canvas.clipped(to: projection.frame) { canvas.stroke(path, barStroke) }
    for point in projection.runs(x: x, y: y).joined() where projection.frame.contains(point) {
      marker.draw(at: point, colour: colour, on: canvas)
    }
  }

  func drawSign(on canvas: Canvas, in box: Rect) {
    let centre = box.centre
    if yErrors != nil {
      let bar = Path(through: [Point(x: centre.x, y: box.minY), Point(x: centre.x, y: box.maxY)])
      canvas.stroke(bar, barStroke)
    }
    if xErrors != nil {
      let half = box.height / 2
      let bar = Path(through: [Point(x: centre.x - half, y: centre.y), Point(x: centre.x + half, y: centre.y)])
      canvas.stroke(bar, barStroke)
    }
    marker.draw(at: centre, colour: colour, on: canvas)
  }

  private var barStroke: Stroke { Stroke(colour, width: 1) }

  private func bars(in projection: Projection) -> [Segment] {
    x.indices.flatMap { index -> [Segment] in
      guard let point = projection.point(x[index], y[index]) else { return [] }
      var segments: [Segment] = []
      let across = errorBar(x[index], xErrors?[index])
      if across.low < across.high {
        segments.append(
          Segment(
            from: Point(x: projection.x.positionOrStart(across.low), y: point.y),
            to: Point(x: projection.x.positionOrStart(across.high), y: point.y)))
      }
      let up = errorBar(y[index], yErrors?[index])
      if up.low < up.high {
        segments.append(
          Segment(
            from: Point(x: point.x, y: projection.y.positionOrStart(up.low)),
            to: Point(x: point.x, y: projection.y.positionOrStart(up.high))))
      }
      return segments
    }
  }
}
