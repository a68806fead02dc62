/// The sign that stands at a data point.
public struct Marker: Sendable, Hashable {
  public enum Shape: Sendable, Hashable, CaseIterable {
    case circle, square, diamond, triangle
    /// Circle and square with a white inside.
    case openCircle, openSquare
  }

  public var shape: Shape
  /// The circle's diameter in points, above 0; the other shapes are made to look as large.
  public var size: Double

  public init(_ shape: Shape = .circle, size: Double = 5) {
    self.shape = shape
    self.size = size
  }

  func draw(at centre: Point, colour: Colour, on canvas: Canvas) {
    if shape == .openCircle || shape == .openSquare {
      canvas.fill(outline(at: centre), .white)
      canvas.stroke(outline(at: centre), Stroke(colour, width: max(1, size / 5)))
    } else {
      canvas.fill(outline(at: centre), colour)
    }
  }

  private func outline(at centre: Point) -> Path {
    func polygon(_ corners: [(Double, Double)]) -> Path {
      Path(through: corners.map { Point(x: centre.x + $0.0 * size, y: centre.y + $0.1 * size) }, closed: true)
    }
    switch shape {
    case .circle, .openCircle:
      var path = Path()
      path.addCircle(centre: centre, radius: size / 2)
      return path
    case .square, .openSquare: return polygon([(-0.45, -0.45), (0.45, -0.45), (0.45, 0.45), (-0.45, 0.45)])
    case .diamond: return polygon([(0, -0.65), (0.65, 0), (0, 0.65), (-0.65, 0)])
    case .triangle: return polygon([(0, -0.65), (0.6, 0.45), (-0.6, 0.45)])
    }
  }
}
