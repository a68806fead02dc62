/// What marks cover in the frame: lines and areas.
struct Footprint: Sendable {
  var segments: [Segment] = []
  var boxes: [Rect] = []

  /// Adds straight lines through `points`.
  mutating func add(_ points: [Point]) {
    segments += zip(points, points.dropFirst()).map { Segment(from: $0, to: $1) }
    if points.count == 1, let only = points.first { boxes.append(Rect(around: only, size: 2)) }
  }

  mutating func add(_ other: Footprint) {
    segments += other.segments
    boxes += other.boxes
  }

  /// How much of the marks lies under `rect`, in square points, lines counting as if `lineWidth` wide.
  func overlap(with rect: Rect) -> Double {
    let lineWidth = 3.0
    return segments.reduce(0) { $0 + $1.length(inside: rect) * lineWidth }
      + boxes.reduce(0) { $0 + $1.sharedArea(with: rect) }
  }

  /// The highest place (least y) that the marks reach between two places across the page; nil if there is nothing.
  func top(from left: Double, to right: Double) -> Double? {
    let strip = Rect(minX: left, minY: -1e9, maxX: right, maxY: 1e9)
    var top = Double.infinity
    for segment in segments {
      guard let part = segment.parameters(inside: strip) else { continue }
      let ends = [part.lowerBound, part.upperBound].map { segment.from.y + $0 * (segment.to.y - segment.from.y) }
      top = min(top, ends[0], ends[1])
    }
    for box in boxes where box.maxX > left && box.minX < right { top = min(top, box.minY) }
    return top.isFinite ? top : nil
  }
}
