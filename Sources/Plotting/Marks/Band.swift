extension Mark {
  /// The area between two curves, such as the ±1σ band around a line; broken where either has a gap.
  /// - Parameters:
  ///   - x: Where the points stand, in order; at least one.
  ///   - lower: As many values as `x`.
  ///   - upper: As many values as `x`.
  ///   - fill: By default Petroff's blue, lightened by its opacity.
  ///   - label: Markup for the legend.
  public static func band(
    x: [Double], lower: [Double], upper: [Double], fill: Colour = .blue.opacity(0.3), label: String? = nil
  ) -> Mark {
    Mark(shape: Band(x: x, lower: lower, upper: upper, fill: fill, label: label))
  }
}

struct Band: Shape {
  let x: [Double]
  let lower: [Double]
  let upper: [Double]
  let fill: Colour
  let label: String?

  var kind: String { "band" }
  var rows: [NumberRow] { x.indices.map { NumberRow(x: .init(x[$0]), y: .init(low: lower[$0], high: upper[$0])) } }

  func check() throws {
    guard !x.isEmpty else { throw FigureError.Problem.emptyMark }
    try checkLengths("lower", lower, "x", x)
    try checkLengths("upper", upper, "x", x)
    try fill.check()
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let drawn = x.indices.filter { scaleX.holds(x[$0]) && lower[$0].isFinite && scaleY.holds(upper[$0]) }
    let xs = Span(of: drawn.map { x[$0] }, on: scaleX)
    let ys = Span(
      values: drawn.map { (lower[$0] + upper[$0]) / 2 }, bars: drawn.map { (lower[$0], upper[$0]) }, on: scaleY)
    return Extent(x: xs, y: ys, isEmpty: drawn.isEmpty)
  }

  func footprint(in projection: Projection) -> Footprint {
    var footprint = Footprint()
    for run in runs(in: projection) {
      for (left, right) in zip(run, run.dropFirst()) {
        footprint.boxes.append(
          Rect(
            minX: min(left.upper.x, right.upper.x), minY: min(left.upper.y, right.upper.y, left.lower.y, right.lower.y),
            maxX: max(left.upper.x, right.upper.x), maxY: max(left.upper.y, right.upper.y, left.lower.y, right.lower.y))
        )
      }
    }
    return footprint
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    var path = Path()
    for run in runs(in: projection) {
      path.add(run.map(\.upper) + run.reversed().map(\.lower), closed: true)
    }
    canvas.clipped(to: projection.frame) { canvas.fill(path, fill) }
  }

  func drawSign(on canvas: Canvas, in box: Rect) {
    canvas.fill(Path(box), fill)
  }

  /// Pairs of points without a gap. A lower edge at or below 0 on a logarithmic axis runs along the frame's bottom.
  private func runs(in projection: Projection) -> [[(lower: Point, upper: Point)]] {
    var runs: [[(lower: Point, upper: Point)]] = [[]]
    for index in x.indices {
      if let top = projection.point(x[index], upper[index]), lower[index].isFinite {
        runs[runs.count - 1].append((Point(x: top.x, y: projection.y.positionOrStart(lower[index])), top))
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }
}
