/// A place along one direction of the frame.
public enum Coordinate: Sendable, Hashable {
  /// A value of the axis.
  case data(Double)
  /// A fraction of the frame: 0 at its left or bottom, 1 at its right or top.
  case frame(Double)
  /// Anywhere: where the note covers the least of the marks, rather high than low and rather right than left.
  case free
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
  var kind: String { "note" }
  /// Its text is in the figure, not in the numbers.
  var rows: [NumberRow] { [] }

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

  /// The places that the note may belong to, the best first; none if it lies outside the frame.
  func anchors(in projection: Projection) -> [Point] {
    let frame = projection.frame
    let across = places(x, on: projection.x)
    return places(y, on: projection.y).flatMap { y in across.map { Point(x: $0, y: y) } }
      .filter { frame.inset(by: -0.01).contains($0) }
  }

  private func places(_ coordinate: Coordinate, on axis: AxisMap) -> [Double] {
    let fractions: [Double] =
      switch coordinate {
      case .data(let value): axis.scale.holds(value) ? [axis.fraction(value)] : []
      case .frame(let fraction): [fraction]
      case .free: stride(from: 19, through: 1, by: -1).map { Double($0) / 20 }
      }
    return fractions.map { axis.start + $0 * (axis.end - axis.start) }
  }
}
