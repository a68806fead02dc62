import Notebook

extension Renderer {
  /// A table written out in the text.
  mutating func textTable(_ table: MarkdownTable) -> HTML {
    var header: HTML = ""
    for (column, cell) in table.header.enumerated() {
      header += "<th scope=\"col\"\(Self.alignment(table, column))>\(inlines(cell))</th>"
    }
    var body: HTML = ""
    for row in table.rows {
      body += "<tr>"
      for (column, cell) in row.enumerated() {
        body += "<td\(Self.alignment(table, column))>\(inlines(cell))</td>"
      }
      body += "</tr>\n"
    }
    return """
      <div class="scroll text" tabindex="0" role="group" aria-label="Table"><table>
      <thead><tr>\(header)</tr></thead>
      <tbody>
      \(body)</tbody>
      </table></div>

      """
  }

  private static func alignment(_ table: MarkdownTable, _ column: Int) -> HTML {
    switch table.alignments[safe: column] ?? .none {
    case .none: ""
    case .left: " class=\"left\""
    case .centre: " class=\"centre\""
    case .right: " class=\"right\""
    }
  }
}
