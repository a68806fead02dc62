import Notebook

extension Page {
  /// The numbers that the page shows, in the order of the text: what `{value}` quotes, by path, and the cells of tables,
  /// by the table's name, row and column.
  public func numbers() -> [(path: String, value: Value)] {
    let quoted = (template.metadata.roles + template.blocks.flatMap(\.roles)).filter { $0.name == "value" }
    let values = quoted.compactMap { role -> (String, Value)? in
      guard let path = try? ValueQuote(role.content).path, let value = try? results.value(at: path) else { return nil }
      return (path.description, value)
    }
    return values + template.directives.flatMap { call in results[call.name]?.table?.numbers(of: call.name) ?? [] }
  }
}

extension ResultTable {
  fileprivate func numbers(of name: String) -> [(String, Value)] {
    let columns = Self.apart(
      groups.flatMap { group in group.columns.map { group.label.isEmpty ? $0 : "\(group.label), \($0)" } })
    let lines = rows.compactMap { row -> [Value?]? in
      guard case .values(_, let cells) = row else { return nil }
      return cells
    }
    return zip(rowNames, lines).flatMap { row, cells in
      zip(columns, cells).compactMap { column, cell in cell.map { ("\(name): \(row), \(column)", $0) } }
    }
  }

  /// What each row of values is called: its label, behind the heading that it stands under.
  ///
  /// A label that comes again under its heading, such as "in the paper", belongs to the last one above that does not.
  private var rowNames: [String] {
    let sections = rows.split(omittingEmptySubsequences: false) { if case .heading = $0 { true } else { false } }
    let headings = rows.compactMap { row in if case .heading(let text) = row { text } else { nil } }
    let names = zip([""] + headings, sections).flatMap { heading, rows in
      let labels = rows.compactMap { row in if case .values(let label, _) = row { label } else { nil } }
      let times = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
      var above: String?
      return labels.map { label in
        if times[label] == 1 { above = label }
        return [heading, times[label] == 1 ? "" : above ?? "", label].filter { !$0.isEmpty }.joined(separator: ", ")
      }
    }
    return Self.apart(names)
  }

  /// The second of a name is called so, as is each further one.
  private static func apart(_ names: [String]) -> [String] {
    var times: [String: Int] = [:]
    return names.map { name in
      times[name, default: 0] += 1
      let count = times[name, default: 1]
      return count == 1 ? name : "\(name) (\(count))"
    }
  }
}
