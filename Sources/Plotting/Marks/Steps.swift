extension Mark {
  /// A histogram's outline: one level per bin, with its sides drawn down to 0 (on a logarithmic axis, to the frame's
  /// bottom).
  /// - Parameters:
  ///   - edges: Bin edges, finite and increasing, one more than there are bins.
  ///   - values: The bins' heights; those not finite are gaps, those not positive are empty on a logarithmic axis.
  ///   - label: Markup for the legend.
  public static func steps(
    edges: [Double], values: [Double], stroke: Stroke = Stroke(.blue), label: String? = nil
  ) -> Mark {
    Mark(shape: Steps(edges: edges, values: values, stroke: stroke, fill: nil, label: label))
  }

  /// A histogram filled with a colour, semi-transparent so that others show through, under its outline.
  /// - Parameters:
  ///   - edges: Bin edges, finite and increasing, one more than there are bins.
  ///   - values: The bins' heights; those not finite are gaps, those not positive are empty on a logarithmic axis.
  ///   - colour: The outline's colour, and the fill's.
  ///   - opacity: The fill's, in [0, 1].
  ///   - label: Markup for the legend.
  public static func filledSteps(
    edges: [Double], values: [Double], colour: Colour = .blue, opacity: Double = 0.35, label: String? = nil
  ) -> Mark {
    let stroke = Stroke(colour, width: 1.2)
    return Mark(
      shape: Steps(edges: edges, values: values, stroke: stroke, fill: colour.opacity(opacity), label: label))
  }
}

struct Steps: Shape {
  let edges: [Double]
  let values: [Double]
  let stroke: Stroke
  let fill: Colour?
  let label: String?

  func check() throws {
    guard !values.isEmpty else { throw FigureError.Problem.emptyMark }
    guard edges.count == values.count + 1 else {
      throw FigureError.Problem.lengths("edges", edges.count, expected: values.count + 1, of: "values")
    }
    for index in edges.indices where !edges[index].isFinite || (index > 0 && edges[index] <= edges[index - 1]) {
      throw FigureError.Problem.badEdges(index: index)
    }
    try stroke.check()
    try fill?.check()
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    var xs = Span(of: edges, on: scaleX)
    xs?.holdsLow = true
    xs?.holdsHigh = true
    guard var ys = Span(of: values, on: scaleY) else { return Extent(x: xs, isEmpty: true) }
    if scaleY == .linear {
      if ys.low >= 0 { (ys.low, ys.holdsLow) = (0, true) }
      if ys.high <= 0 { (ys.high, ys.holdsHigh) = (0, true) }
    }
    return Extent(x: xs, y: ys)
  }

  func footprint(in projection: Projection) -> Footprint {
    var footprint = Footprint()
    for run in runs(in: projection) {
      for (start, end) in pairs(run) {
        footprint.boxes.append(
          Rect(
            minX: start.x, minY: min(start.y, baseline(projection)), maxX: end.x,
            maxY: max(start.y, baseline(projection))))
      }
    }
    return footprint
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    let runs = runs(in: projection)
    let base = baseline(projection)
    var path = Path()
    for run in runs {
      guard let first = run.first, let last = run.last else { continue }
      path.add([Point(x: first.x, y: base)] + run + [Point(x: last.x, y: base)])
    }
    canvas.clipped(to: projection.frame) {
      if let fill { canvas.fill(path, fill) }
      canvas.stroke(path, stroke)
    }
  }

  func drawSign(on canvas: Canvas, in box: Rect) {
    guard let fill else { return canvas.stroke(Path(box.inset(by: stroke.width / 2)), stroke) }
    canvas.fill(Path(box), fill)
    canvas.stroke(Path(box.inset(by: stroke.width / 2)), stroke)
  }

  private func baseline(_ projection: Projection) -> Double { projection.y.positionOrStart(0) }

  /// Left and right end of every bin's level.
  private func pairs(_ run: [Point]) -> [(Point, Point)] {
    stride(from: 0, to: run.count - 1, by: 2).map { (run[$0], run[$0 + 1]) }
  }

  /// Two points per bin, in unbroken runs.
  private func runs(in projection: Projection) -> [[Point]] {
    var runs: [[Point]] = [[]]
    for (index, value) in values.enumerated() {
      if value.isFinite {
        let y = projection.y.positionOrStart(value)
        let (left, right) = (
          projection.x.positionOrStart(edges[index]), projection.x.positionOrStart(edges[index + 1])
        )
        runs[runs.count - 1] += [Point(x: left, y: y), Point(x: right, y: y)]
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }
}
