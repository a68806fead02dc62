/// The room that a panel's labels need around its frame, in points.
struct PanelMargins {
  var left: Double
  var right: Double
  var top: Double
  var bottom: Double

  /// What a panel needs when its frame is about as large as `size` allows.
  static func needed(
    by draft: PanelDraft, size: (width: Double, height: Double), typography: Typography, typesetter: Typesetter
  ) throws -> PanelMargins {
    let font = typography.fontSize
    var margins = PanelMargins(left: 3.4 * font, right: 0.9 * font, top: 0.7 * font, bottom: 0.35 * font)
    // Powers of ten are the highest of tick labels; the same room for all keeps frames alike.
    margins.bottom += typography.tickLabelDrop(ascent: font)
    if !draft.title.runs.isEmpty { margins.top += draft.title.ascent + draft.title.descent + 0.5 * font }
    if !draft.xLabel.runs.isEmpty {
      margins.bottom += typography.xLabelDrop(draft.xLabel) + max(draft.xLabel.descent, 0.2 * font)
    }
    let y = try AxisLabels.vertical(
      draft.panel.y, range: draft.yRange, length: size.height - margins.top - margins.bottom,
      typesetter: typesetter, size: typography.tickLabel)
    if let exponent = y.exponent, draft.title.runs.isEmpty { margins.top += exponent.ascent + 0.5 * font }
    var left = y.widest + typography.tickLabelGap + 0.6 * font
    if let exponent = y.exponent { left = max(left, exponent.width + typography.tickLabelGap + 0.3 * font) }
    if !draft.yLabel.runs.isEmpty { left += typography.yLabelDrop(draft.yLabel) + draft.yLabel.descent }
    margins.left = max(margins.left, left)
    if let bar = draft.colourBar { margins.right += bar.width }
    // A little less than there will be: names that would fit by a hair stand upright too.
    let length = (size.width - margins.left - margins.right) * (draft.panel.x.categories.isEmpty ? 1 : 0.95)
    let x = try AxisLabels.horizontal(
      draft.panel.x, range: draft.xRange, length: length,
      typesetter: typesetter, size: typography.tickLabel)
    // The outermost labels may stick out beyond the frame by half their width.
    if !x.isTurned, draft.colourBar == nil {
      margins.right = max(margins.right, (x.texts.last?.width ?? 0) / 2 + 0.3 * font)
    }
    if let exponent = x.exponent { margins.right = max(margins.right, exponent.width + 0.7 * font) }
    if x.isTurned { margins.bottom += x.widest + typography.tickLabelGap - typography.tickLabelDrop(ascent: font) }
    // What lies at another panel needs no more than a gap.
    if draft.sharing.left { margins.left = 0.45 * font }
    if draft.sharing.right { margins.right = 0.45 * font }
    if draft.sharing.top { margins.top = 0.3 * font }
    if draft.sharing.bottom { margins.bottom = 0.3 * font }
    return margins
  }

  /// The room that satisfies both.
  func union(_ other: PanelMargins) -> PanelMargins {
    PanelMargins(
      left: max(left, other.left), right: max(right, other.right), top: max(top, other.top),
      bottom: max(bottom, other.bottom))
  }
}
