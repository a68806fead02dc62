import Foundation

extension Mark {
  /// A straight line y = intercept + slope · x across the whole frame, such as the edge of what kinematics allow, with a text along it.
  /// - Parameters:
  ///   - text: Markup, in one line; where there is no room for it, it is left out.
  public static func slopedRule(
    slope: Double = 1, intercept: Double, stroke: Stroke = Stroke(.grey, width: 1, dash: .dashed), text: String = "",
    colour: Colour = Colour(hex: 0x5C5C60)
  ) -> Mark {
    Mark(shape: SlopedRule(slope: slope, intercept: intercept, stroke: stroke, text: text, colour: colour))
  }
}

/// The composer sets the text. The line has no say in what the axes span.
struct SlopedRule: Shape {
  let slope: Double
  let intercept: Double
  let stroke: Stroke
  let text: String
  let colour: Colour

  var label: String? { nil }
  var kind: String { "rule" }
  /// There is nothing but the formula.
  var rows: [NumberRow] { [] }

  func check() throws {
    try stroke.check()
    try colour.check()
    for (name, value) in [("slope", slope), ("intercept", intercept)] where !Axis.Scale.linear.holds(value) {
      throw FigureError.Problem.badValue(name, value, expected: "finite")
    }
  }

  func extent(x scaleX: Axis.Scale, y scaleY: Axis.Scale) -> Extent { Extent() }

  func footprint(in projection: Projection) -> Footprint {
    Footprint(segments: visible(in: projection).map { [$0] } ?? [])
  }

  func draw(on canvas: Canvas, in projection: Projection) {
    guard let segment = visible(in: projection) else { return }
    canvas.stroke(Path(through: [segment.from, segment.to]), stroke)
  }

  func drawSign(on canvas: Canvas, in box: Rect) {}

  /// The part in the frame, from left to right; on axes that are not linear the chord of it.
  private func visible(in projection: Projection) -> Segment? {
    let ends = [projection.x.range.lowerBound, projection.x.range.upperBound]
    guard let from = projection.point(ends[0], intercept + slope * ends[0]),
      let to = projection.point(ends[1], intercept + slope * ends[1])
    else { return nil }
    let whole = Segment(from: from, to: to)
    guard let part = whole.parameters(inside: projection.frame), part.upperBound > part.lowerBound else { return nil }
    return Segment(from: whole.point(at: part.lowerBound), to: whole.point(at: part.upperBound))
  }

  /// Where the text begins and how it is turned, in quarter turns: above the line, where it covers the least of the marks.
  func place(
    of text: TextBox, in projection: Projection, gap: Double, avoiding footprint: Footprint
  ) -> (origin: Point, turns: Double)? {
    guard let line = visible(in: projection) else { return nil }
    let (dx, dy) = (line.to.x - line.from.x, line.to.y - line.from.y)
    let length = (dx * dx + dy * dy).squareRoot()
    let room = length - text.width - 4 * gap
    guard room > 0, length > 0 else { return nil }
    let (along, up) = ((x: dx / length, y: dy / length), (x: dy / length, y: -dx / length))
    func origin(_ share: Double) -> Point {
      let start = 2 * gap + share * room
      return Point(
        x: line.from.x + start * along.x + (gap + text.descent) * up.x,
        y: line.from.y + start * along.y + (gap + text.descent) * up.y)
    }
    func covered(_ share: Double) -> Double {
      stride(from: 0, through: 1, by: 0.0625).reduce(0) { sum, part in
        let start = origin(share)
        let middle = Point(
          x: start.x + part * text.width * along.x + text.ascent / 2 * up.x,
          y: start.y + part * text.width * along.y + text.ascent / 2 * up.y)
        return sum + footprint.overlap(with: Rect(around: middle, size: 2 * text.ascent))
      }
    }
    let shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9]
    let costs = shares.map(covered)
    let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    return (origin(shares[best]), -atan2(dy, dx) / (.pi / 2))
  }
}

extension Segment {
  /// - Parameter share: 0 at its beginning, 1 at its end.
  fileprivate func point(at share: Double) -> Point {
    Point(x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y))
  }
}
