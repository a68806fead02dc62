import Notebook

/// Sets values of other directives in a table: a row names a directive, a column says which of its values.
///
/// ```{table} tab-best
/// corner: Training
/// columns:
///   - label: $\sigma_b/b = 0.5$
///     columns: { $s$: "[0.5].signal", $b$: "[0.5].background", $Z_A$: "[0.5].significance" }
/// rows:
///   - { label: On the significance, from: best }
/// caption: The best cut of the network.
/// ```
struct TableDirective: Directive {
  static let kind = "table"
  static let version = 1
  static let defaults = ["corner": "\"\""]

  /// Stands above the rows' labels; Markdown with math.
  var corner: String
  /// From left to right: plain columns, or groups of columns under a common header.
  var columns: [ColumnOptions]
  /// From top to bottom: rows of values, or headings between them.
  var rows: [RowOptions]

  /// One column, or several under a common header.
  struct ColumnOptions: Options {
    /// The header; Markdown with math.
    var label: String
    /// Path of a value in a row's directive, such as `[0.5].significance` or `best-epoch`. A column has this or `columns`.
    var value: String?
    /// Columns under a common header: their own headers, and the path of the value below each.
    var columns: OrderedMapping<String>?
  }

  /// One row of values, or a heading across the table.
  struct RowOptions: Options {
    /// A line that names the rows below it; Markdown with math. Stands alone.
    var heading: String?
    /// The row's name; Markdown with math.
    var label: String?
    /// The directive whose values the row shows, or a list with one for each entry of `columns`.
    var from: OneOrMore<AnyReference>?
  }

  var labels: [String] {
    [corner] + columns.flatMap { [$0.label] + ($0.columns?.pairs.map(\.key) ?? []) }
      + rows.flatMap { [$0.heading, $0.label].compactMap { $0 } }
  }

  func check(_ context: inout CheckContext) {
    if columns.isEmpty { context.report("no columns", at: "columns", remedy: "write a list of { label: …, value: … }") }
    for (index, column) in columns.enumerated() where (column.value == nil) == (column.columns == nil) {
      context.report("a column has either 'value' or 'columns'", at: "columns", "\(index)")
    }
    for (index, row) in rows.enumerated() {
      if row.heading != nil {
        if row.label != nil || row.from != nil {
          context.report("a heading has neither 'label' nor 'from'", at: "rows", "\(index)")
        }
        continue
      }
      guard row.label != nil, let from = row.from else {
        context.report("a row has 'label' and 'from', or 'heading'", at: "rows", "\(index)")
        continue
      }
      guard from.all.count == 1 || from.all.count == columns.count else {
        context.report(
          "'from' names \(from.all.count) directives for \(columns.count) entries of 'columns'", at: "rows", "\(index)",
          "from", remedy: "name one, or \(columns.count)")
        continue
      }
      checkValues(of: from, row: index, &context)
    }
  }

  private func checkValues(of from: OneOrMore<AnyReference>, row: Int, _ context: inout CheckContext) {
    for (place, column) in columns.enumerated() {
      let name = from.element(at: place).name
      for path in column.paths {
        do throws(Mistake) {
          try context.checkValue(try ValuePath.members(path), of: name, path: name + path)
        } catch {
          context.report(error, at: "rows", "\(row)", "from")
        }
      }
    }
  }

  func run(_ context: StepContext) throws -> StepResult {
    let groups = columns.map { column in
      ResultTable.ColumnGroup(
        label: column.columns == nil ? "" : column.label, columns: column.columns?.pairs.map(\.key) ?? [column.label])
    }
    let rows = try rows.map { row -> ResultTable.Row in
      if let heading = row.heading { return .heading(heading) }
      return .values(label: row.label ?? "", cells: try cells(of: row, context))
    }
    return StepResult(table: ResultTable(corner: corner, groups: groups, rows: rows))
  }

  private func cells(of row: RowOptions, _ context: StepContext) throws -> [Value?] {
    guard let from = row.from else { return [] }
    return try columns.enumerated().flatMap { place, column in
      let reference = from.element(at: place)
      let values = try context.result(of: reference).values
      return try column.paths.map { path in
        try values.member(try ValuePath.members(path), of: reference.name + path)
      }
    }
  }
}

extension TableDirective.ColumnOptions {
  /// Paths of the values, from left to right.
  var paths: [String] { columns?.pairs.map(\.value) ?? (value.map { [$0] } ?? []) }
}
