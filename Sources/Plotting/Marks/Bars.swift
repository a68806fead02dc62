extension Mark {
  /// Horizontal bars from x = 0.
  /// - Parameters:
  ///   - lengths: Where each ends on a linear x axis; values that are not finite are gaps.
  ///   - y: Where each stands, as many as `lengths`.
  ///   - xErrors: Half lengths of error bars at the ends, as many as `lengths`; not finite or negative for none.
  ///   - thickness: In units of the y axis, above 0.
  ///   - label: Markup for the legend.
  public static func bars(
    lengths: [Double], y: [Double], xErrors: [Double]? = nil, thickness: Double = 0.7, colour: Colour = .blue,
    label: String? = nil
  ) -> Mark {
    Mark(
      shape: Bars(lengths: lengths, y: y, xErrors: xErrors, thickness: thickness, colour: colour, label: label))
  }
}

struct Bars: Shape {
  let lengths: [Double]
  let y: [Double]
  let xErrors: [Double]?
  let thickness: Double
  let colour: Colour
  let label: String?

  var kind: String { "bars" }
  var rows: [NumberRow] {
    lengths.indices.map { NumberRow(x: .init(lengths[$0], error: xErrors?[$0]), y: .init(y[$0])) }
  }

  func check() throws {
    guard !lengths.isEmpty else { throw FigureError.Problem.emptyMark }
    try checkLengths("y", y, "lengths", lengths)
    if let xErrors { try checkLengths("xErrors", xErrors, "lengths", lengths) }
    guard thickness.isFinite, thickness > 0 else {
      throw FigureError.Problem.badValue("thickness", thickness, expected: "above 0")
    }
    try colour.check()
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let drawn = lengths.indices.filter { scaleX.holds(lengths[$0]) && scaleY.holds(y[$0]) }
    let ends = drawn.map { error(of: $0) }.reduce(into: [0]) { $0 += [$1.low, $1.high] }
    let sides = drawn.reduce(into: [Double]()) { $0 += [y[$1] - thickness / 2, y[$1] + thickness / 2] }
    return Extent(x: Span(of: ends, on: scaleX), y: Span(of: sides, on: scaleY), isEmpty: drawn.isEmpty)
  }

  func footprint(in projection: Projection) -> Footprint {
    Footprint(segments: errors(in: projection), boxes: boxes(in: projection))
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    canvas.clipped(to: projection.frame) {
      for box in boxes(in: projection) { canvas.fill(Path(box), colour) }
      var path = Path()
      for error in errors(in: projection) { path.add(error) }
      if let zero = projection.x.position(0) {
        path.add(
          Segment(from: Point(x: zero, y: projection.frame.minY), to: Point(x: zero, y: projection.frame.maxY)))
      }
      canvas.stroke(path, Stroke(.black, width: 1))
    }
  }

  func drawSign(on canvas: Canvas, in box: Rect) { canvas.fill(Path(box), colour) }

  private func error(of index: Int) -> (low: Double, high: Double) { errorBar(lengths[index], xErrors?[index]) }

  private func boxes(in projection: Projection) -> [Rect] {
    lengths.indices.compactMap { index in
      guard let zero = projection.x.position(0), let end = projection.x.position(lengths[index]),
        let low = projection.y.position(y[index] - thickness / 2),
        let high = projection.y.position(y[index] + thickness / 2)
      else { return nil }
      return Rect(minX: min(zero, end), minY: min(low, high), maxX: max(zero, end), maxY: max(low, high))
    }
  }

  private func errors(in projection: Projection) -> [Segment] {
    lengths.indices.compactMap { index in
      let (low, high) = error(of: index)
      guard low < high, let middle = projection.y.position(y[index]), let left = projection.x.position(low),
        let right = projection.x.position(high)
      else { return nil }
      return Segment(from: Point(x: left, y: middle), to: Point(x: right, y: middle))
    }
  }
}
