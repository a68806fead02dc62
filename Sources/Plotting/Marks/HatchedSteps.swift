extension Mark {
  /// A range in each bin of a histogram, hatched, such as a statistical uncertainty.
  /// - Parameters:
  ///   - edges: Bin edges, finite and increasing, one more than there are bins.
  ///   - lower: Where each range begins.
  ///   - upper: Where it ends; bins whose two ends are not finite are gaps.
  ///   - label: Markup for the legend.
  public static func hatchedSteps(
    edges: [Double], lower: [Double], upper: [Double], colour: Colour = Colour(hex: 0x4D4D52), label: String? = nil
  ) -> Mark {
    Mark(shape: HatchedSteps(edges: edges, lower: lower, upper: upper, colour: colour, label: label))
  }
}

struct HatchedSteps: Shape {
  let edges: [Double]
  let lower: [Double]
  let upper: [Double]
  let colour: Colour
  let label: String?

  var kind: String { "histogram range" }
  var rows: [NumberRow] {
    lower.indices.map { bin in
      NumberRow(x: .init(low: edges[bin], high: edges[bin + 1]), y: .init(low: lower[bin], high: upper[bin]))
    }
  }

  func check() throws {
    guard !lower.isEmpty else { throw FigureError.Problem.emptyMark }
    try checkEdges(edges, bins: lower.count, of: "lower")
    try checkLengths("upper", upper, "lower", lower)
    try colour.check()
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let drawn = lower.indices.filter { lower[$0].isFinite && scaleY.holds(upper[$0]) }
    let middles = drawn.map { (lower[$0] + upper[$0]) / 2 }
    return Extent(
      x: Span(of: edges, on: scaleX), y: Span(values: middles, bars: drawn.map { (lower[$0], upper[$0]) }, on: scaleY),
      isEmpty: drawn.isEmpty)
  }

  func footprint(in projection: Projection) -> Footprint { Footprint(boxes: boxes(in: projection)) }

  func draw(on canvas: Canvas, in projection: Projection) {
    canvas.clipped(to: projection.frame) {
      for box in boxes(in: projection) { hatch(box, on: canvas) }
    }
  }

  func drawSign(on canvas: Canvas, in box: Rect) {
    hatch(box, on: canvas)
    canvas.stroke(Path(box.inset(by: 0.25)), Stroke(colour, width: 0.5))
  }

  /// Lines that go on from one box to the next.
  private func hatch(_ box: Rect, on canvas: Canvas) {
    guard box.width > 0, box.height > 0 else { return }
    let distance = 4.0
    var path = Path()
    var start = ((box.minX - box.maxY) / distance).rounded(.down) * distance
    while start < box.maxX - box.minY {
      // x − y is the same all along a line.
      path.add(
        Segment(
          from: Point(x: start + box.minY, y: box.minY), to: Point(x: start + box.maxY, y: box.maxY)))
      start += distance
    }
    canvas.clipped(to: box) { canvas.stroke(path, Stroke(colour, width: 0.6)) }
  }

  private func boxes(in projection: Projection) -> [Rect] {
    lower.indices.compactMap { bin in
      guard lower[bin].isFinite, let top = projection.y.position(upper[bin]) else { return nil }
      return Rect(
        minX: projection.x.positionOrStart(edges[bin]), minY: top, maxX: projection.x.positionOrStart(edges[bin + 1]),
        maxY: max(top, min(projection.y.positionOrStart(lower[bin]), projection.frame.maxY)))
    }
  }
}
