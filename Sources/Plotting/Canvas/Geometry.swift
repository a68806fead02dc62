/// A place on the page, in points (1/72 inch) from the figure's top left corner; y grows downwards.
struct Point: Equatable, Sendable {
  var x: Double
  var y: Double
}

/// An upright rectangle on the page, in points.
struct Rect: Equatable, Sendable {
  var minX: Double
  var minY: Double
  var maxX: Double
  var maxY: Double

  init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  init(x: Double, y: Double, width: Double, height: Double) {
    self.init(minX: x, minY: y, maxX: x + width, maxY: y + height)
  }

  var width: Double { maxX - minX }
  var height: Double { maxY - minY }
  var centre: Point { Point(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }

  /// The rectangle with every side moved inwards by `distance` (outwards if negative).
  func inset(by distance: Double) -> Rect {
    Rect(minX: minX + distance, minY: minY + distance, maxX: maxX - distance, maxY: maxY - distance)
  }

  func contains(_ point: Point) -> Bool {
    point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
  }

  /// The area in square points that two rectangles share.
  func sharedArea(with other: Rect) -> Double {
    let width = min(maxX, other.maxX) - max(minX, other.minX)
    let height = min(maxY, other.maxY) - max(minY, other.minY)
    return width > 0 && height > 0 ? width * height : 0
  }
}

/// A straight line between two places on the page.
struct Segment: Equatable, Sendable {
  var from: Point
  var to: Point

  /// The part of the segment inside `box`, as an interval of the parameter that runs from 0 at `from` to 1 at `to`;
  /// nil if there is none (Liang and Barsky's algorithm).
  func parameters(inside box: Rect) -> ClosedRange<Double>? {
    var (enter, leave) = (0.0, 1.0)
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let sides = [
      (-dx, from.x - box.minX), (dx, box.maxX - from.x),
      (-dy, from.y - box.minY), (dy, box.maxY - from.y),
    ]
    for (direction, distance) in sides {
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        enter = max(enter, distance / direction)
      } else {
        leave = min(leave, distance / direction)
      }
    }
    return enter <= leave ? enter...leave : nil
  }

  /// The length in points of the part inside `box`.
  func length(inside box: Rect) -> Double {
    guard let part = parameters(inside: box) else { return 0 }
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    return (part.upperBound - part.lowerBound) * (dx * dx + dy * dy).squareRoot()
  }
}
