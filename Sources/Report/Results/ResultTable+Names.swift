import Notebook

/// What rows and columns are called where they stand by themselves. No two have one name.
extension ResultTable {
  /// Each column's label, behind that of its group.
  var columnNames: [String] {
    Self.apart(groups.flatMap { group in group.columns.map { group.label.isEmpty ? $0 : "\(group.label), \($0)" } })
  }

  /// Rows of values, each called by its label, behind the heading that it stands under.
  ///
  /// A label that comes again under its heading, such as "in the paper", belongs to the last one above that does not.
  var namedRows: [(name: String, cells: [Value?])] {
    var sections: [(heading: String, rows: [(label: String, cells: [Value?])])] = [("", [])]
    for row in rows {
      switch row {
      case .heading(let text): sections.append((text, []))
      case .values(let label, let cells): sections[sections.count - 1].rows.append((label, cells))
      }
    }
    let names = sections.flatMap { Self.names(of: $0.rows.map(\.label), under: $0.heading) }
    return Array(zip(Self.apart(names), sections.flatMap { $0.rows.map(\.cells) }))
  }

  private static func names(of labels: [String], under heading: String) -> [String] {
    let times = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
    var above = ""
    return labels.map { label in
      let isAlone = times[label] == 1
      if isAlone { above = label }
      return [heading, isAlone ? "" : above, label].filter { !$0.isEmpty }.joined(separator: ", ")
    }
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
