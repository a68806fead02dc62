extension Mark {
  /// A histogram's outline: one level per bin, with its sides drawn down to 0 (on a logarithmic axis, to the frame's
  /// bottom).
  /// - Parameters:
  ///   - edges: Bin edges, finite and increasing, one more than there are bins.
  ///   - values: The bins' heights; those not finite are gaps, those not positive are empty on a logarithmic axis.
  ///   - orientation: `.horizontal` for bins along the y axis.
  ///   - label: Markup for the legend.
  public static func steps(
    edges: [Double], values: [Double], stroke: Stroke = Stroke(.blue), orientation: Orientation = .vertical,
    label: String? = nil
  ) -> Mark {
    Mark(
      shape: Steps(
        edges: edges, values: values, stroke: stroke, fill: nil, orientation: orientation, label: label))
  }

  /// A histogram filled with a colour, semi-transparent so that others show through, under its outline.
  /// - Parameters:
  ///   - edges: Bin edges, finite and increasing, one more than there are bins.
  ///   - values: The bins' heights; those not finite are gaps, those not positive are empty on a logarithmic axis.
  ///   - colour: The outline's colour, and the fill's.
  ///   - opacity: The fill's, in [0, 1].
  ///   - label: Markup for the legend.
  public static func filledSteps(
    edges: [Double], values: [Double], colour: Colour = .blue, opacity: Double = 0.35,
    orientation: Orientation = .vertical, label: String? = nil
  ) -> Mark {
    let stroke = Stroke(colour, width: 1.2)
    return Mark(
      shape: Steps(
        edges: edges, values: values, stroke: stroke, fill: colour.opacity(opacity), orientation: orientation,
        label: label))
  }
}

/// Which way a histogram's bars grow.
public enum Orientation: Sendable, Hashable {
  /// Up from an x axis that is divided into bins.
  case vertical
  /// To the right from a y axis that is divided into bins.
  case horizontal
}

struct Steps: Shape {
  let edges: [Double]
  let values: [Double]
  let stroke: Stroke
  let fill: Colour?
  var orientation = Orientation.vertical
  let label: String?

  var kind: String { "histogram" }
  var rows: [NumberRow] {
    values.indices.map { bin in
      let along = NumberRow.Coordinate(low: edges[bin], high: edges[bin + 1])
      let value = NumberRow.Coordinate(values[bin])
      return isVertical ? NumberRow(x: along, y: value) : NumberRow(x: value, y: along)
    }
  }

  private var isVertical: Bool { orientation == .vertical }

  func check() throws {
    guard !values.isEmpty else { throw FigureError.Problem.emptyMark }
    try checkEdges(edges, bins: values.count, of: "values")
    try stroke.check()
    try fill?.check()
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let (scaleAlong, scale) = isVertical ? (scaleX, scaleY) : (scaleY, scaleX)
    var along = Span(of: edges, on: scaleAlong)
    along?.holdsLow = true
    along?.holdsHigh = true
    var values = Span(of: values, on: scale)
    let isEmpty = values == nil
    if scale.isLinearAtZero {
      if let low = values?.low, low >= 0 {
        values?.low = 0
        values?.holdsLow = true
      }
      if let high = values?.high, high <= 0 {
        values?.high = 0
        values?.holdsHigh = true
      }
    }
    return isVertical
      ? Extent(x: along, y: values, isEmpty: isEmpty) : Extent(x: values, y: along, isEmpty: isEmpty)
  }

  func footprint(in projection: Projection) -> Footprint {
    let base = baseline(projection)
    var footprint = Footprint()
    for run in runs(in: projection) {
      for (start, end) in pairs(run) {
        footprint.boxes.append(
          isVertical
            ? Rect(minX: start.x, minY: min(start.y, base), maxX: end.x, maxY: max(start.y, base))
            : Rect(minX: min(start.x, base), minY: end.y, maxX: max(start.x, base), maxY: start.y))
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
      let ends = [first, last].map { isVertical ? Point(x: $0.x, y: base) : Point(x: base, y: $0.y) }
      path.add([ends[0]] + run + [ends[1]])
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

  /// Where bars begin.
  private func baseline(_ projection: Projection) -> Double {
    (isVertical ? projection.y : projection.x).positionOrStart(0)
  }

  /// Left and right end of every bin's level.
  private func pairs(_ run: [Point]) -> [(Point, Point)] {
    stride(from: 0, to: run.count - 1, by: 2).map { (run[$0], run[$0 + 1]) }
  }

  /// Two points per bin, in unbroken runs.
  private func runs(in projection: Projection) -> [[Point]] {
    let (along, up) = isVertical ? (projection.x, projection.y) : (projection.y, projection.x)
    var runs: [[Point]] = [[]]
    for (index, value) in values.enumerated() {
      if value.isFinite {
        let height = up.positionOrStart(value)
        runs[runs.count - 1] += [edges[index], edges[index + 1]].map { edge in
          let place = along.positionOrStart(edge)
          return isVertical ? Point(x: place, y: height) : Point(x: height, y: place)
        }
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }
}
