/// One frame with its axes and what is drawn inside.
public struct Panel: Sendable {
  /// Markup, centred above the frame; empty for none.
  public var title: String
  public var x: Axis
  public var y: Axis
  /// Drawn in this order, later ones on top.
  public var marks: [Mark]
  public var legend: LegendPlacement
  /// A smaller panel within the frame.
  public var inset: Inset?

  public init(title: String = "", x: Axis, y: Axis, marks: [Mark], legend: LegendPlacement = .automatic) {
    self.title = title
    self.x = x
    self.y = y
    self.marks = marks
    self.legend = legend
  }
}

/// A panel within the frame of another, such as a closer look at a part of it. Its labels are a little smaller, and it has no inset of
/// its own.
public struct Inset: Sendable {
  public var panel: Panel { content[0] }
  /// Of the frame's width and height, in 0.2...0.8, with the inset's labels.
  public var share: (width: Double, height: Double)
  private let content: [Panel]

  /// It stands in the corner where it covers the least of the marks.
  public init(of panel: Panel, share: (width: Double, height: Double) = (0.45, 0.45)) {
    content = [panel]
    self.share = share
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
