/// Finds the corner for a panel within a panel.
struct InsetPlacer {
  let frame: Rect
  let footprint: Footprint

  /// The room of an inset of a size, in the corner where it covers the least.
  func cell(width: Double, height: Double, margin: Double) -> Rect {
    let (left, right) = (frame.minX + margin, frame.maxX - margin - width)
    let (top, bottom) = (frame.minY + margin, frame.maxY - margin - height)
    let corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
    let boxes = corners.map { Rect(x: $0.0, y: $0.1, width: width, height: height) }
    let costs = boxes.map { footprint.overlap(with: $0) }
    let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    return boxes[best]
  }
}

extension PanelComposition {
  /// - Throws: `FigureError` where the inset cannot be drawn, at its panel's place.
  static func inset(
    of draft: PanelDraft, in frame: Rect, avoiding footprint: Footprint, typography: Typography, typesetter: Typesetter
  ) throws -> (panel: PanelComposition, typography: Typography)? {
    guard let inset = draft.panel.inset else { return nil }
    for (name, share) in [("the inset's width", inset.share.width), ("the inset's height", inset.share.height)] {
      guard share >= 0.2, share <= 0.8 else {
        throw FigureError(.badValue(name, share, expected: "in 0.2...0.8 of the frame"), at: draft.place)
      }
    }
    var panel = inset.panel
    panel.inset = nil
    let small = Typography(fontSize: typography.fontSize * 0.82)
    let size = (width: frame.width * inset.share.width, height: frame.height * inset.share.height)
    let inner = try PanelDraft(
      panel, place: draft.place, size: size, sharing: .init(), typography: small, typesetter: typesetter)
    let margins = try PanelMargins.needed(by: inner, size: size, typography: small, typesetter: typesetter)
    let cell = InsetPlacer(frame: frame, footprint: footprint)
      .cell(width: size.width, height: size.height, margin: typography.majorTick)
    let innerFrame = Rect(
      minX: (cell.minX + margins.left).rounded(), minY: (cell.minY + margins.top).rounded(),
      maxX: (cell.maxX - margins.right).rounded(), maxY: (cell.maxY - margins.bottom).rounded())
    guard innerFrame.width >= 20, innerFrame.height >= 20 else {
      throw FigureError(
        .badValue("the inset's size", min(size.width, size.height), expected: "larger: its labels leave no room"),
        at: draft.place)
    }
    return (
      try PanelComposition(inner, cell: cell, frame: innerFrame, typography: small, typesetter: typesetter), small
    )
  }
}
