import Foundation

/// Values at points of a plane, with triangles between the points, in which they are interpolated linearly.
///
/// Points without a value, that is one that is not finite, or not positive where logarithms are interpolated, are left out.
struct ScatteredField: Sendable {
  let x: [Double]
  let y: [Double]
  /// Several quantities, each with a value at each point; logarithms where these are interpolated.
  let values: [[Double]]
  let triangles: [[Int]]
  private let isLogarithmic: Bool

  /// - Parameter values: as many as points, for each of the quantities.
  /// - Throws: `lengths`, and those of ``Triangulation``.
  init(x: [Double], y: [Double], values: [[Double]], isLogarithmic: Bool) throws(FigureError.Problem) {
    for field in values where field.count != x.count {
      throw .lengths("values", field.count, expected: x.count, of: "x")
    }
    guard x.count == y.count else { throw .lengths("y", y.count, expected: x.count, of: "x") }
    let kept = x.indices.filter { point in
      let numbers = values.map { $0[point] }
      return Axis.Scale.linear.holds(x[point]) && Axis.Scale.linear.holds(y[point])
        && numbers.allSatisfy { isLogarithmic ? Axis.Scale.log.holds($0) : Axis.Scale.linear.holds($0) }
    }
    (self.x, self.y) = (kept.map { x[$0] }, kept.map { y[$0] })
    self.values = values.map { field in kept.map { isLogarithmic ? log(field[$0]) : field[$0] } }
    self.isLogarithmic = isLogarithmic
    triangles = try Triangulation(x: self.x, y: self.y).triangles
  }

  /// As ``values`` have it.
  func interpolated(_ level: Double) -> Double { isLogarithmic ? log(level) : level }

  /// A corner of a region, with the quantities there.
  private struct Corner {
    var x: Double
    var y: Double
    var values: [Double]

    func towards(_ other: Corner, by share: Double) -> Corner {
      Corner(
        x: x + share * (other.x - x), y: y + share * (other.y - y),
        values: zip(values, other.values).map { $0 + share * ($1 - $0) })
    }
  }

  /// Where a quantity is.
  struct Bound {
    /// Which of the quantities.
    var quantity = 0
    var level: Double
    /// Whether the region is where it is at least the level, and not at most.
    var isLower: Bool
  }

  /// Polygons, at most one a triangle, that cover where all bounds hold.
  func region(_ bounds: [Bound]) -> [[(x: Double, y: Double)]] {
    triangles.compactMap { triangle in
      var polygon = triangle.map { point in Corner(x: x[point], y: y[point], values: values.map { $0[point] }) }
      for bound in bounds { polygon = clip(polygon, bound) }
      return polygon.count < 3 ? nil : polygon.map { ($0.x, $0.y) }
    }
  }

  /// I. E. Sutherland, G. W. Hodgman, Commun. ACM 17 (1974) 32.
  private func clip(_ polygon: [Corner], _ bound: Bound) -> [Corner] {
    let level = interpolated(bound.level)
    func inside(_ corner: Corner) -> Double {
      bound.isLower ? corner.values[bound.quantity] - level : level - corner.values[bound.quantity]
    }
    return polygon.indices.flatMap { index -> [Corner] in
      let (corner, next) = (polygon[index], polygon[(index + 1) % polygon.count])
      let (here, there) = (inside(corner), inside(next))
      let kept = here >= 0 ? [corner] : []
      guard (here >= 0) != (there >= 0) else { return kept }
      return kept + [corner.towards(next, by: here / (here - there))]
    }
  }
}
