/// Triangles between points of a plane, such that no point lies within the circle through the corners of a triangle (Delaunay).
///
/// Both coordinates are scaled to 0...1 first, so that the choice does not depend on their units. Where four or more points lie on one
/// circle, as on a grid, there are several choices, of which one is taken, the same for the same points.
///
/// A first triangulation of points in the order of x is improved by flipping edges (C. L. Lawson, "Software for C¹ surface
/// interpolation", 1977).
/// - Complexity: O(n²) for n points, of which there are some tens in a scan of masses.
public struct Triangulation: Sendable, Hashable {
  /// Three indices of points each, anticlockwise where x grows to the right and y upwards; the smallest first, sorted.
  public let triangles: [[Int]]

  /// - Parameters:
  ///   - x: finite.
  ///   - y: finite, as many as `x`.
  /// - Throws: `noPlane` for less than three points or points on one line, `samePlace` for two points in one place.
  public init(x: [Double], y: [Double]) throws(FigureError.Problem) {
    guard x.count == y.count else { throw .lengths("y", y.count, expected: x.count, of: "x") }
    let places = zip(Self.scaled(x), Self.scaled(y)).map { Place(x: $0, y: $1) }
    let order = places.indices.sorted { (places[$0].x, places[$0].y, $0) < (places[$1].x, places[$1].y, $1) }
    for (first, second) in zip(order, order.dropFirst()) where places[first] == places[second] {
      throw .samePlace(x: x[first], y: y[first])
    }
    guard var edges = TriangleEdges(sweeping: order, over: places) else { throw .noPlane(points: x.count) }
    edges.improve(places)
    triangles = edges.triangles
  }

  private static func scaled(_ values: [Double]) -> [Double] {
    guard let low = values.min(), let high = values.max(), high > low else { return values.map { _ in 0 } }
    // Halves, since the difference of two numbers may be too large for one.
    return values.map { ($0 / 2 - low / 2) / (high / 2 - low / 2) }
  }

  /// A point with coordinates in 0...1.
  struct Place: Hashable {
    var x: Double
    var y: Double
  }
}

/// The edges of a triangulation while it is made: what lies to the left of each.
struct TriangleEdges {
  struct Edge: Hashable {
    var from: Int
    var to: Int
  }

  /// The third corner of the triangle to the left.
  private var corners: [Edge: Int] = [:]

  /// What is smaller is 0: coordinates up to 1 are known to 10⁻¹⁶.
  private static let smallest = 1e-13

  /// Triangulates points one by one, each of which lies outside of the hull of those before it.
  /// - Parameter order: of the points, by x and then by y.
  /// - Returns: `nil` where all lie on one line.
  init?(sweeping order: [Int], over places: [Triangulation.Place]) {
    guard let first = order.first,
      let start = order.indices.dropFirst(2).first(where: { place in
        abs(Self.area(places[first], places[order[place - 1]], places[order[place]])) > Self.smallest
      })
    else { return nil }
    // Points on one line, and the first beside it.
    let (line, apex) = (Array(order[..<start]), order[start])
    let isLeft = Self.area(places[first], places[line[line.count - 1]], places[apex]) > 0
    for (a, b) in zip(line, line.dropFirst()) { add(isLeft ? [a, b, apex] : [b, a, apex]) }
    var hull = isLeft ? line + [apex] : [apex] + line.reversed()
    for point in order[(start + 1)...] { extend(&hull, to: point, places) }
  }

  /// Joins a point to all edges of the hull that it sees.
  /// - Parameter hull: anticlockwise.
  private mutating func extend(_ hull: inout [Int], to point: Int, _ places: [Triangulation.Place]) {
    let count = hull.count
    let isSeen = hull.indices.map { index in
      Self.area(places[hull[index]], places[hull[(index + 1) % count]], places[point]) < -Self.smallest
    }
    guard let start = hull.indices.first(where: { isSeen[$0] && !isSeen[($0 + count - 1) % count] }) else { return }
    let turned = Array(hull[start...] + hull[..<start])
    var last = 0
    while last < count, isSeen[(start + last) % count] {
      add([turned[(last + 1) % count], turned[last], point])
      last += 1
    }
    hull = [turned[0], point] + turned[min(last, count)...]
  }

  private mutating func add(_ triangle: [Int]) {
    for corner in 0..<3 {
      corners[Edge(from: triangle[corner], to: triangle[(corner + 1) % 3])] = triangle[(corner + 2) % 3]
    }
  }

  /// Flips edges until each has the circle of either of its triangles free of the other's corner.
  mutating func improve(_ places: [Triangulation.Place]) {
    var open = corners.keys.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    while let edge = open.popLast() {
      let back = Edge(from: edge.to, to: edge.from)
      guard let left = corners[edge], let right = corners[back] else { continue }
      let (a, b, c, d) = (places[edge.from], places[edge.to], places[left], places[right])
      guard Self.isInCircle(a, b, c, d), Self.area(a, d, c) > 0, Self.area(d, b, c) > 0 else { continue }
      corners[edge] = nil
      corners[back] = nil
      add([edge.from, right, left])
      add([right, edge.to, left])
      open += [
        Edge(from: edge.from, to: right), Edge(from: right, to: edge.to), Edge(from: edge.to, to: left),
        Edge(from: left, to: edge.from),
      ]
    }
  }

  /// Each with its smallest corner first, sorted.
  var triangles: [[Int]] {
    corners.filter { $0.key.from < $0.key.to && $0.key.from < $0.value }.map { [$0.key.from, $0.key.to, $0.value] }
      .sorted { ($0[0], $0[1], $0[2]) < ($1[0], $1[1], $1[2]) }
  }

  /// Twice the area of a triangle, positive where it runs anticlockwise.
  private static func area(_ a: Triangulation.Place, _ b: Triangulation.Place, _ c: Triangulation.Place) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }

  /// Whether `d` lies within the circle through the others, which run anticlockwise.
  private static func isInCircle(
    _ a: Triangulation.Place, _ b: Triangulation.Place, _ c: Triangulation.Place, _ d: Triangulation.Place
  ) -> Bool {
    let (ax, ay, bx, by, cx, cy) = (a.x - d.x, a.y - d.y, b.x - d.x, b.y - d.y, c.x - d.x, c.y - d.y)
    let (a2, b2, c2) = (ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy)
    let determinant = ax * (by * c2 - b2 * cy) - ay * (bx * c2 - b2 * cx) + a2 * (bx * cy - by * cx)
    let size = max(a2, b2, c2).squareRoot()
    return determinant > smallest * size * size * size
  }
}
