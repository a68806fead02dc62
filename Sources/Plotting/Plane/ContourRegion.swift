/// Where one quantity lies below a level and another above: the band of ±1σ around a contour.
public struct ContourRegion: Sendable {
  /// Convex, side by side.
  let polygons: [[(x: Double, y: Double)]]
  /// The points with values.
  let x: [Double]
  let y: [Double]

  /// - Parameters:
  ///   - x: finite.
  ///   - y: as many as `x`, finite.
  ///   - below: as many as `x`; at most the level in the region.
  ///   - above: as many as `x`; at least the level in the region.
  ///   - level: finite, and above 0 where logarithms are interpolated.
  /// - Throws: as ``ContourLines``.
  public init(
    x: [Double], y: [Double], below: [Double], above: [Double], level: Double, isLogarithmic: Bool = false
  ) throws(FigureError.Problem) {
    guard (isLogarithmic ? Axis.Scale.log : .linear).holds(level) else {
      throw .badValue("the level", level, expected: isLogarithmic ? "above 0" : "finite")
    }
    let field = try ScatteredField(x: x, y: y, values: [below, above], isLogarithmic: isLogarithmic)
    (self.x, self.y) = (field.x, field.y)
    polygons = field.region([
      .init(quantity: 0, level: level, isLower: false), .init(quantity: 1, level: level, isLower: true),
    ])
  }
}
