extension Mark {
  /// A text with a line to the point that it speaks of.
  /// - Parameters:
  ///   - text: Markup, in one line.
  ///   - x: Of the point.
  ///   - y: Of the point.
  ///   - dx: From the point to the text's middle, in points to the right.
  ///   - dy: In points upwards if negative.
  public static func annotation(
    _ text: String, x: Double, y: Double, dx: Double = 40, dy: Double = -30, colour: Colour = .black
  ) -> Mark {
    Mark(shape: Annotation(text: text, x: x, y: y, dx: dx, dy: dy, colour: colour))
  }
}

/// The composer sets the text; the line to it is drawn with the other marks.
struct Annotation: Shape {
  let text: String
  let x: Double
  let y: Double
  let dx: Double
  let dy: Double
  let colour: Colour

  var label: String? { nil }
  var kind: String { "annotation" }
  var rows: [NumberRow] { [NumberRow(x: .init(x), y: .init(y))] }

  func check() throws {
    try colour.check()
    for (name, length) in [("dx", dx), ("dy", dy)] where !(abs(length) <= 1000) {
      throw FigureError.Problem.badValue(name, length, expected: "within ±1000 points")
    }
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    let (xs, ys) = (Span(of: [x], on: scaleX), Span(of: [y], on: scaleY))
    return Extent(x: xs, y: ys, isEmpty: xs == nil || ys == nil)
  }

  func footprint(in projection: Projection) -> Footprint {
    Footprint(segments: segment(in: projection).map { [$0] } ?? [])
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    guard let segment = segment(in: projection) else { return }
    canvas.clipped(to: projection.frame) {
      canvas.stroke(Path(through: [segment.from, segment.to]), Stroke(colour, width: 0.8))
    }
    Marker(.circle, size: 2.6).draw(at: segment.from, colour: colour, on: canvas)
  }

  func drawSign(on canvas: Canvas, in box: Rect) {}

  /// Where the text's middle is, kept in the frame.
  func middle(of text: TextBox, in projection: Projection) -> Point? {
    guard let place = projection.point(x, y) else { return nil }
    let room = projection.frame.inset(by: 3)
    let half = text.width / 2
    return Point(
      x: min(max(place.x + dx, room.minX + half), room.maxX - half),
      y: min(max(place.y + dy, room.minY + text.ascent), room.maxY - text.descent))
  }

  private func segment(in projection: Projection) -> Segment? {
    guard let place = projection.point(x, y) else { return nil }
    let length = (dx * dx + dy * dy).squareRoot()
    // It ends a little before the text.
    let share = length > 14 ? 1 - 9 / length : 0
    return Segment(from: place, to: Point(x: place.x + dx * share, y: place.y + dy * share))
  }
}
