import Notebook

extension Page {
  /// Each table of the page as a HEPData file, by the directive's name, in the order of the text.
  public func hepDataFiles() throws -> [(directive: String, file: AccompanyingFile)] {
    let renderer = Renderer(self)
    return try template.directives.compactMap { call in
      guard let table = results[call.name]?.table else { return nil }
      return (call.name, try renderer.hepDataFile(of: table, call))
    }
  }
}

extension Renderer {
  func hepDataFile(of table: ResultTable, _ call: DirectiveCall) throws -> AccompanyingFile {
    AccompanyingFile(
      folder: "hepdata", ending: "yaml",
      bytes: try HEPDataTable.yaml([
        HEPDataTable(table, name: call.name, description: plainText(call.caption, keepsDollars: true))
      ]))
  }
}

extension HEPDataTable {
  /// Rows are told apart by their names; a cell without a value holds HEPData's dash.
  fileprivate init(_ table: ResultTable, name: String, description: String) {
    let rows = table.namedRows
    self.init(
      name: name, description: description,
      independent: [Column(table.corner.isEmpty ? "Row" : table.corner, cells: rows.map { .text($0.name) })],
      dependent: table.columnNames.enumerated().map { index, name in
        let values = rows.map { $0.cells[safe: index] ?? nil }
        let units = Set(values.compactMap(\.?.unit))
        return Column(name, units: units.count == 1 ? units.first : nil, cells: values.map(Cell.init))
      })
  }
}

extension HEPDataTable.Cell {
  fileprivate init(_ value: Value?) {
    switch value {
    case .number(let number, let uncertainty, _)?:
      self = .number(number, errors: uncertainty.map { $0.isFinite ? [.init("stat", $0)] : [] } ?? [])
    case .integer(let integer)?: self = .number(Double(integer))
    case .text(let text)?: self = .text(text)
    case .record?, nil: self = .text("-")
    }
  }
}

extension Value {
  fileprivate var unit: String? { if case .number(_, _, let unit) = self { unit } else { nil } }
}
