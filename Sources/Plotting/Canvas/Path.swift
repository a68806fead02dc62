/// An outline on the page: what `Canvas` strokes and fills.
struct Path: Sendable {
  enum Element: Sendable {
    case move(Point)
    case line(Point)
    case circle(centre: Point, radius: Double)
    case close
  }

  var elements: [Element] = []

  init() {}

  /// Straight lines through `points`, closed into a polygon if `closed`.
  init(through points: [Point], closed: Bool = false) {
    add(points, closed: closed)
  }

  init(_ rect: Rect) {
    self.init(
      through: [
        Point(x: rect.minX, y: rect.minY), Point(x: rect.maxX, y: rect.minY),
        Point(x: rect.maxX, y: rect.maxY), Point(x: rect.minX, y: rect.maxY),
      ], closed: true)
  }

  mutating func add(_ points: [Point], closed: Bool = false) {
    guard let first = points.first else { return }
    elements.append(.move(first))
    elements.append(contentsOf: points.dropFirst().map { .line($0) })
    if closed { elements.append(.close) }
  }

  mutating func add(_ segment: Segment) {
    elements.append(.move(segment.from))
    elements.append(.line(segment.to))
  }

  mutating func addCircle(centre: Point, radius: Double) {
    elements.append(.circle(centre: centre, radius: radius))
  }
}
