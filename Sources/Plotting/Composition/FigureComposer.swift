/// Finds the place of everything in a figure.
///
/// Margins depend on tick labels, tick labels on the frames' sizes, those on the margins; and a legend that needs room
/// changes the y axis. A few passes settle it; the frames of a row and of a column are aligned.
struct FigureComposer {
  let figure: Figure
  let typesetter: Typesetter
  let typography: Typography

  init(figure: Figure, engine: TextEngine) {
    self.figure = figure
    typesetter = Typesetter(engine: engine)
    typography = Typography(fontSize: figure.fontSize)
  }

  private static let passes = 3

  /// - Throws: `FigureError`, for the first panel and mark that cannot be drawn.
  func compose() throws -> FigureComposition {
    var drafts = try figure.panels.enumerated().map { row, panels in
      try panels.enumerated().map { column, panel in
        let cell = figure.cell(row: row, column: column)
        return try PanelDraft(
          panel, place: .init(row: row + 1, column: column + 1), size: (cell.width, cell.height),
          sharing: sharing(row, column), typography: typography, typesetter: typesetter)
      }
    }
    unite(&drafts)
    var panels = try arrange(drafts)
    for _ in 1..<Self.passes {
      var isSettled = true
      for (row, column) in drafts.indices.flatMap({ row in drafts[row].indices.map { (row, $0) } }) {
        guard let raise = panels[row][column].raise else { continue }
        let draft = drafts[row][column]
        drafts[row][column].yRange = AutomaticRange.raised(draft.yRange, scale: draft.panel.y.scale, by: raise)
        isSettled = false
      }
      if isSettled { break }
      unite(&drafts)
      panels = try arrange(drafts)
    }
    return try FigureComposition(
      panels: panels.flatMap { $0 }, header: header(over: panels), background: figure.background,
      size: figure.size, typography: typography)
  }

  /// Which of a panel's sides lie at another that shares its axis.
  private func sharing(_ row: Int, _ column: Int) -> PanelDraft.Sharing {
    PanelDraft.Sharing(
      left: figure.sharesY && column > 0, right: figure.sharesY && column + 1 < figure.panels[row].count,
      top: figure.sharesX && row > 0, bottom: figure.sharesX && figure.panels[safe: row + 1]?[safe: column] != nil)
  }

  /// One range for all panels on an axis.
  private func unite(_ drafts: inout [[PanelDraft]]) {
    func union(_ ranges: [ClosedRange<Double>]) -> ClosedRange<Double>? {
      guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else { return nil }
      return low...high
    }
    if figure.sharesY {
      for row in drafts.indices {
        guard let range = union(drafts[row].map(\.yRange)) else { continue }
        for column in drafts[row].indices { drafts[row][column].yRange = range }
      }
    }
    if figure.sharesX {
      for column in 0..<(drafts.map(\.count).max() ?? 0) {
        guard let range = union(drafts.compactMap { $0[safe: column]?.xRange }) else { continue }
        for row in drafts.indices where drafts[row].indices.contains(column) { drafts[row][column].xRange = range }
      }
    }
  }

  private func arrange(_ drafts: [[PanelDraft]]) throws -> [[PanelComposition]] {
    let margins = try drafts.enumerated().map { row, drafts in
      try drafts.enumerated().map { column, draft in
        let cell = figure.cell(row: row, column: column)
        return try PanelMargins.needed(
          by: draft, size: (cell.width, cell.height), typography: typography, typesetter: typesetter)
      }
    }
    return try drafts.enumerated().map { row, drafts in
      try drafts.enumerated().map { column, draft in
        let cell = figure.cell(row: row, column: column)
        let across = margins.compactMap { $0.indices.contains(column) ? $0[column] : nil }
          .reduce(margins[row][column]) { $0.union($1) }
        let along = margins[row].reduce(margins[row][column]) { $0.union($1) }
        // Whole points keep the frame's lines sharp in PNG files.
        let frame = Rect(
          minX: (cell.minX + across.left).rounded(), minY: (cell.minY + along.top).rounded(),
          maxX: (cell.maxX - across.right).rounded(), maxY: (cell.maxY - along.bottom).rounded())
        guard frame.width >= 20, frame.height >= 20 else {
          throw FigureError(
            .badValue(
              "panel size", min(cell.width, cell.height), expected: "larger: its labels leave no room for data"),
            at: draft.place)
        }
        return try PanelComposition(
          draft, cell: cell, frame: frame, typography: typography, typesetter: typesetter)
      }
    }
  }

  private func header(over panels: [[PanelComposition]]) throws -> [(text: TextBox, origin: Point)] {
    guard let header = figure.header, let first = panels.first?.first, let last = panels.first?.last else { return [] }
    let (left, right) = (first.frame.minX, last.frame.maxX)
    do {
      let size = typography.header
      var texts = (
        try typesetter.set(header.left, size: size, face: .bold), try typesetter.set(header.right, size: size)
      )
      let widest = right - left - size
      let width = texts.0.width + texts.1.width
      if width > widest {
        let smaller = size * widest / width
        texts = (
          try typesetter.set(header.left, size: smaller, face: .bold), try typesetter.set(header.right, size: smaller)
        )
      }
      // Close above the frame; if titles stand there, above them.
      let hasTitles = panels.first?.contains { !$0.draft.title.runs.isEmpty } ?? false
      let baseline = hasTitles ? typography.headerHeight - 0.1 * size : first.frame.minY - 0.45 * size
      return [
        (texts.0, Point(x: left, y: baseline)), (texts.1, Point(x: right - texts.1.width, y: baseline)),
      ]
    } catch let problem as FigureError.Problem {
      throw FigureError(problem)
    }
  }
}
