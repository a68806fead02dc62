import Notebook

extension Renderer {
  mutating func resultTable(_ table: ResultTable, _ call: DirectiveCall, _ target: Numbering.Target?) -> HTML {
    let label = target.map { Self.name(of: $0) } ?? call.name
    return """
      <figure id="\(call.name)" class="table">
      <figcaption>\(caption(call, target))</figcaption>
      <div class="scroll" tabindex="0" role="group" aria-label="\(label)"><table>
      \(header(of: table, call))\(bodies(of: table, call))</table></div>
      <div class="tools">
      \(fold(call))</div>
      </figure>

      """
  }

  /// One row of columns, below one of groups where any group has a label.
  private mutating func header(of table: ResultTable, _ call: DirectiveCall) -> HTML {
    let groups = table.groups.filter { !$0.columns.isEmpty }
    let isGrouped = groups.contains { !$0.label.isEmpty }
    let span: HTML = isGrouped ? " rowspan=\"2\"" : ""
    // A header without a word is none.
    var top: HTML =
      table.corner.isEmpty
      ? "<td\(span) class=\"corner\"></td>"
      : "<th scope=\"col\"\(span) class=\"corner\">\(label(table.corner, call))</th>"
    var columns: HTML = ""
    for group in groups {
      let columnSpan: HTML = "colspan=\"\(group.columns.count)\""
      if isGrouped, group.label.isEmpty { top += "<td \(columnSpan)></td>" }
      if isGrouped, !group.label.isEmpty {
        top += "<th scope=\"colgroup\" \(columnSpan) class=\"group\">\(spoken(group.label, call))</th>"
      }
      for (index, column) in group.columns.enumerated() {
        columns += "<th scope=\"col\"\(Self.first(index))>\(label(column, call))</th>"
      }
    }
    let rows: HTML = isGrouped ? "<tr>\(top)</tr>\n<tr>\(columns)</tr>" : "<tr>\(top)\(columns)</tr>"
    return "<thead>\n\(rows)\n</thead>\n"
  }

  /// A label, in an element of its own. Not every screen reader reads formulas; it is told what the author wrote.
  private mutating func spoken(_ label: String, _ call: DirectiveCall) -> HTML {
    let words = plainText(InlineParser.inlines(label, at: call.location))
    let attributes: HTML = label.contains("$") ? " role=\"group\" aria-label=\"\(words)\"" : ""
    return "<span\(attributes)>\(self.label(label, call))</span>"
  }

  /// Each heading opens a body of its own, so that a screen reader knows which rows it names.
  private mutating func bodies(of table: ResultTable, _ call: DirectiveCall) -> HTML {
    let starts = table.groups.filter { !$0.columns.isEmpty }.flatMap { group in group.columns.indices.map { $0 } }
    let formats = table.groups.flatMap { group in group.columns.indices.map { group.formats[safe: $0] ?? nil } }
    let columns = starts.indices.map { NumberColumn(table.cells(inColumn: $0), format: formats[safe: $0] ?? nil) }
    var bodies: [HTML] = []
    var rows: HTML = ""
    for row in table.rows {
      switch row {
      case .heading(let heading):
        if !rows.isEmpty { bodies.append(rows) }
        rows =
          "<tr class=\"heading\"><th scope=\"rowgroup\" colspan=\"\(starts.count + 1)\">\(label(heading, call))</th></tr>\n"
      case .values(let title, let cells):
        rows += "<tr><th scope=\"row\">\(title.contains("$") ? spoken(title, call) : label(title, call))</th>"
        for (index, start) in starts.enumerated() {
          let content = (cells[safe: index] ?? nil).map { cell($0, in: columns[index], call) } ?? ""
          rows += "<td\(Self.first(start))\(Self.sortKey(cells[safe: index] ?? nil))>\(content)</td>"
        }
        rows += "</tr>\n"
      }
    }
    if !rows.isEmpty { bodies.append(rows) }
    return bodies.map { "<tbody>\n\($0)</tbody>\n" }.joined()
  }

  private mutating func cell(_ value: Value, in column: NumberColumn, _ call: DirectiveCall) -> HTML {
    do throws(Mistake) {
      return try column.html(value)
    } catch {
      note(error.message, at: call.location, remedy: error.remedy)
      return HTML(value.plain)
    }
  }

  /// A group's first column stands a little apart from the one before.
  private static func first(_ index: Int) -> HTML { index == 0 ? " class=\"first\"" : "" }

  /// What the page's script sorts the cell by.
  private static func sortKey(_ value: Value?) -> HTML {
    switch value {
    case .number(let number, _, _)? where !number.isNaN:
      " data-value=\"\(number.isFinite ? "\(number)" : number > 0 ? "Infinity" : "-Infinity")\""
    case .integer(let integer)?: " data-value=\"\(integer)\""
    default: ""
    }
  }

  /// Markdown that came with a result and has no place of its own in the text.
  private mutating func label(_ markdown: String, _ call: DirectiveCall) -> HTML {
    markdown.isEmpty ? "" : inlines(InlineParser.inlines(markdown, at: call.location))
  }
}

extension ResultTable {
  fileprivate func cells(inColumn column: Int) -> [Value] {
    rows.compactMap { row in
      guard case .values(_, let cells) = row else { return nil }
      return cells[safe: column] ?? nil
    }
  }
}
