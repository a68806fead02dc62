/// How a line is drawn.
public struct Stroke: Sendable, Hashable {
  public var colour: Colour
  /// In points, above 0.
  public var width: Double
  public var dash: Dash

  public init(_ colour: Colour, width: Double = 1.5, dash: Dash = .solid) {
    self.colour = colour
    self.width = width
    self.dash = dash
  }
}

/// The pattern of a line; its lengths grow with the line's width.
public enum Dash: Sendable, Hashable, CaseIterable {
  case solid, dashed, dotted, dashDotted

  /// Lengths of strokes and gaps in line widths.
  var lengths: [Double] {
    switch self {
    case .solid: []
    case .dashed: [4, 2.5]
    case .dotted: [1, 1.8]
    case .dashDotted: [5, 2, 1, 2]
    }
  }
}
