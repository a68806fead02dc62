/// One frame with its axes and what is drawn inside.
public struct Panel: Sendable {
  /// Markup, centred above the frame; empty for none.
  public var title: String
  public var x: Axis
  public var y: Axis
  /// Drawn in this order, later ones on top.
  public var marks: [Mark]
  public var legend: LegendPlacement

  public init(title: String = "", x: Axis, y: Axis, marks: [Mark], legend: LegendPlacement = .automatic) {
    self.title = title
    self.x = x
    self.y = y
    self.marks = marks
    self.legend = legend
  }
}

/// Where a panel's legend stands. Without labelled marks there is none.
public enum LegendPlacement: Sendable, Hashable, CaseIterable {
  /// Where it covers the least of the marks. If it would cover some everywhere, a y axis without a given range is made
  /// longer to give it room above them.
  case automatic
  case topRight, topLeft, bottomRight, bottomLeft
  case hidden
}
