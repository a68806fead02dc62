/// A panel whose parts are checked, whose ranges are known and whose texts are typeset, before it has a place.
struct PanelDraft {
  let panel: Panel
  let place: FigureError.Place
  let sharing: Sharing
  var xRange: ClosedRange<Double>
  /// Raised when the legend needs room above the marks.
  var yRange: ClosedRange<Double>
  let title: TextBox
  let xLabel: TextBox
  let yLabel: TextBox
  let legend: [LegendEntry]
  let notes: [(note: Note, text: TextBox)]

  /// The colour bar that stands beside the frame.
  let colourBar: ColourBarDraft?

  /// Sides at which another panel shares the axis.
  struct Sharing {
    var left = false
    var right = false
    var top = false
    var bottom = false
  }

  var shapes: [any Shape] { panel.marks.map(\.shape) }

  /// - Throws: `FigureError` naming the panel, and the mark if it is to blame.
  init(
    _ panel: Panel, place: FigureError.Place, size: (width: Double, height: Double), sharing: Sharing,
    typography: Typography, typesetter: Typesetter
  ) throws {
    self.panel = panel
    self.place = place
    self.sharing = sharing
    let extents = try Self.checkedExtents(panel, place)
    do {
      try panel.x.check(name: "x")
      try panel.y.check(name: "y")
      xRange = try Self.range(panel.x, "x", .x, extents.compactMap(\.x))
      yRange = try Self.range(panel.y, "y", .y, extents.compactMap(\.y))
      title = try typesetter.set(panel.title, size: typography.title, widest: size.width * 0.94)
      xLabel = try typesetter.set(
        sharing.bottom ? "" : panel.x.label, size: typography.axisLabel, widest: size.width * 0.8)
      yLabel = try typesetter.set(
        sharing.left ? "" : panel.y.label, size: typography.axisLabel, widest: size.height * 0.72)
      legend = try LegendEntry.entries(
        of: panel, typesetter: typesetter, size: typography.legend, widest: size.width * 0.6)
      colourBar = try panel.marks.lazy.compactMap { $0.shape as? any Coloured }.first.map {
        try ColourBarDraft($0, height: size.height, typography: typography, typesetter: typesetter)
      }
      notes = try panel.marks.compactMap { mark in
        guard let note = mark.shape as? Note else { return nil }
        return (note, try typesetter.set(note.text, size: typography.note, widest: size.width * 0.7))
      }
    } catch let problem as FigureError.Problem {
      throw FigureError(problem, at: place)
    }
  }

  private static func checkedExtents(_ panel: Panel, _ place: FigureError.Place) throws -> [Extent] {
    try panel.marks.enumerated().map { index, mark in
      do {
        try mark.shape.check()
        let extent = mark.shape.extent(x: panel.x.scale, y: panel.y.scale)
        if extent.isEmpty { throw FigureError.Problem.nothingToDraw }
        return extent
      } catch let problem as FigureError.Problem {
        throw FigureError(problem, at: .init(row: place.row, column: place.column, mark: index + 1))
      }
    }
  }

  private static func range(
    _ axis: Axis, _ name: String, _ direction: AutomaticRange.Direction, _ spans: [Span]
  ) throws -> ClosedRange<Double> {
    if let range = axis.range { return range }
    guard let first = spans.first else { throw FigureError.Problem.noRange(axis: name) }
    let span = spans.dropFirst().reduce(first) { $0.union($1) }
    return AutomaticRange.range(around: span, scale: axis.scale, direction: direction)
  }

  func projection(in frame: Rect) -> Projection {
    Projection(frame: frame, x: panel.x, xRange: xRange, y: panel.y, yRange: yRange)
  }
}
