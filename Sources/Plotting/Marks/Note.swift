/// A place along one direction of the frame.
public enum Coordinate: Sendable, Hashable {
  /// A value of the axis.
  case data(Double)
  /// A fraction of the frame: 0 at its left or bottom, 1 at its right or top.
  case frame(Double)
}

/// On which side of its place a note stands.
public enum NoteSide: Sendable, Hashable, CaseIterable {
  /// Where it covers the least of the marks and stays inside the frame.
  case automatic
  case right, left, above, below, aboveRight, aboveLeft, belowRight, belowLeft, centre
}

extension Mark {
  /// A short text in the frame, such as the name of a rule.
  /// - Parameters:
  ///   - text: Markup, in one line.
  ///   - x: Where it stands across the frame.
  ///   - y: Where it stands up the frame.
  public static func note(
    _ text: String, x: Coordinate, y: Coordinate, side: NoteSide = .automatic, colour: Colour = .black
  ) -> Mark {
    Mark(shape: Note(text: text, x: x, y: y, side: side, colour: colour))
  }
}

/// The panel's composer places notes and draws them, because their extent is known only once they are typeset.
struct Note: Shape {
  let text: String
  let x: Coordinate
  let y: Coordinate
  let side: NoteSide
  let colour: Colour

  var label: String? { nil }

  func check() throws {
    try colour.check()
    for case .frame(let fraction) in [x, y] where !(fraction >= 0 && fraction <= 1) {
      throw FigureError.Problem.badValue("a note's place", fraction, expected: "in 0...1 of the frame")
    }
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent {
    var extent = Extent()
    if case .data(let value) = x {
      extent.x = Span(of: [value], on: scaleX)
      if extent.x == nil { extent.isEmpty = true }
    }
    if case .data(let value) = y {
      extent.y = Span(of: [value], on: scaleY)
      if extent.y == nil { extent.isEmpty = true }
    }
    return extent
  }

  func footprint(in projection: Projection) -> Footprint { Footprint() }
  func draw(on canvas: Canvas, in projection: Projection) {}
  func drawSign(on canvas: Canvas, in box: Rect) {}

  /// The place the note belongs to; nil if it lies outside the frame.
  func anchor(in projection: Projection) -> Point? {
    let frame = projection.frame
    let across: Double? =
      switch x {
      case .data(let value): projection.x.position(value)
      case .frame(let fraction): frame.minX + fraction * frame.width
      }
    let up: Double? =
      switch y {
      case .data(let value): projection.y.position(value)
      case .frame(let fraction): frame.maxY - fraction * frame.height
      }
    guard let across, let up else { return nil }
    let point = Point(x: across, y: up)
    return frame.inset(by: -0.01).contains(point) ? point : nil
  }
}
