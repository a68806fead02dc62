/// The lines on which a quantity that is known at points of a plane has one value.
///
/// Between the points it is interpolated linearly within triangles (``Triangulation``), or its logarithm is, as experiments do with
/// limits. Points without a value are left out.
public struct ContourLines: Sendable, Hashable {
  /// A line from point to point; a closed one ends where it begins.
  public struct Line: Sendable, Hashable {
    public var x: [Double]
    public var y: [Double]
  }

  /// Those that end at the edge of the points first. The larger values are on the left of each.
  public let lines: [Line]
  public let level: Double
  /// Where there is no line: whether all values lie above the level.
  public let areAllAbove: Bool
  /// The points with a value.
  let x: [Double]
  let y: [Double]

  /// - Parameters:
  ///   - x: finite.
  ///   - y: as many as `x`, finite.
  ///   - values: as many as `x`.
  ///   - level: finite, and above 0 where logarithms are interpolated.
  /// - Throws: `lengths`, `badValue` for the level, and where the points that have a value make no plane `noPlane` or `samePlace`.
  public init(
    x: [Double], y: [Double], values: [Double], level: Double, isLogarithmic: Bool = false
  ) throws(FigureError.Problem) {
    guard (isLogarithmic ? Axis.Scale.log : .linear).holds(level) else {
      throw .badValue("the level", level, expected: isLogarithmic ? "above 0" : "finite")
    }
    let field = try ScatteredField(x: x, y: y, values: [values], isLogarithmic: isLogarithmic)
    self.level = level
    (self.x, self.y) = (field.x, field.y)
    let threshold = field.interpolated(level)
    areAllAbove = field.values[0].allSatisfy { $0 >= threshold }
    lines = Crossings(of: field, at: threshold).chains.map { chain in
      let points = chain.map { edge in field.crossing(of: edge, at: threshold) }
      return Line(x: points.map(\.x), y: points.map(\.y))
    }
  }
}

/// Edges that a contour crosses, and how it goes on from each.
private struct Crossings {
  /// Between two points, the one with the smaller index first.
  typealias Edge = [Int]

  /// From the edge by which the line comes into a triangle to that by which it leaves.
  private var next: [Edge: Edge] = [:]

  /// A value at the level counts as above.
  init(of field: ScatteredField, at level: Double) {
    let isAbove = field.values[0].map { $0 >= level }
    for triangle in field.triangles {
      let sides = (0..<3).map { (triangle[$0], triangle[($0 + 1) % 3]) }
      guard let falling = sides.first(where: { isAbove[$0.0] && !isAbove[$0.1] }),
        let rising = sides.first(where: { !isAbove[$0.0] && isAbove[$0.1] })
      else { continue }
      next[Self.edge(falling)] = Self.edge(rising)
    }
  }

  private static func edge(_ side: (Int, Int)) -> Edge { [min(side.0, side.1), max(side.0, side.1)] }

  /// Edges one behind the other: lines with two ends, then closed ones.
  var chains: [[Edge]] {
    var rest = next
    let ends = Set(next.values)
    let starts = next.keys.sorted { $0.lexicographicallyPrecedes($1) }
    return (starts.filter { !ends.contains($0) } + starts).compactMap { start in
      guard rest[start] != nil else { return nil }
      var chain = [start]
      while let edge = rest.removeValue(forKey: chain[chain.count - 1]) { chain.append(edge) }
      return chain
    }
  }
}

extension ScatteredField {
  /// Where the first quantity has the level between the ends of an edge.
  fileprivate func crossing(of edge: [Int], at level: Double) -> (x: Double, y: Double) {
    let (a, b) = (edge[0], edge[1])
    let share = (level - values[0][a]) / (values[0][b] - values[0][a])
    return (x[a] + share * (x[b] - x[a]), y[a] + share * (y[b] - y[a]))
  }
}
