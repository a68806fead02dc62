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
    let columns = columnNames
    return namedRows.flatMap { row, cells in
      zip(columns, cells).compactMap { column, cell in cell.map { ("\(name): \(row), \(column)", $0) } }
    }
  }
}
