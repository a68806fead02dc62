extension Mark {
  /// A line across the whole frame at one value of x, such as a chosen cut.
  /// - Parameter label: Markup for the legend; a `note` can name it in the frame instead.
  public static func verticalRule(
    at x: Double, stroke: Stroke = Stroke(.black, width: 1, dash: .dashed), label: String? = nil
  ) -> Mark {
    Mark(shape: Rule(value: x, isVertical: true, stroke: stroke, label: label))
  }

  /// A line across the whole frame at one value of y.
  /// - Parameter label: Markup for the legend; a `note` can name it in the frame instead.
  public static func horizontalRule(
    at y: Double, stroke: Stroke = Stroke(.black, width: 1, dash: .dashed), label: String? = nil
  ) -> Mark {
    Mark(shape: Rule(value: y, isVertical: false, stroke: stroke, label: label))
  }
}

struct Rule: Shape {
  let value: Double
  let isVertical: Bool
  let stroke: Stroke
  let label: String?

  var kind: String { "rule" }
  var rows: [NumberRow] { [isVertical ? NumberRow(x: .init(value)) : NumberRow(y: .init(value))] }

  func check() throws { try stroke.check() }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let span = Span(of: [value], on: isVertical ? scaleX : scaleY)
    return isVertical ? Extent(x: span, isEmpty: span == nil) : Extent(y: span, isEmpty: span == nil)
  }

  func footprint(in projection: Projection) -> Footprint {
    Footprint(segments: segment(in: projection).map { [$0] } ?? [])
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    guard let segment = segment(in: projection) else { return }
    canvas.clipped(to: projection.frame) {
      canvas.stroke(Path(through: [segment.from, segment.to]), stroke)
    }
  }

  func drawSign(on canvas: Canvas, in box: Rect) {
    canvas.stroke(
      Path(through: [Point(x: box.minX, y: box.centre.y), Point(x: box.maxX, y: box.centre.y)]), stroke)
  }

  private func segment(in projection: Projection) -> Segment? {
    let frame = projection.frame
    guard let place = (isVertical ? projection.x : projection.y).position(value) else { return nil }
    return isVertical
      ? Segment(from: Point(x: place, y: frame.maxY), to: Point(x: place, y: frame.minY))
      : Segment(from: Point(x: frame.minX, y: place), to: Point(x: frame.maxX, y: place))
  }
}
