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
  static let version = 2
  static let purpose = DirectivePurpose.table
  static let defaults = ["corner": "\"\""]

  /// Stands above the rows' labels; Markdown with math.
  var corner: String
  /// From left to right: plain columns, or groups of columns under a common header.
  var columns: [ColumnOptions]
  /// From top to bottom: rows of values, or headings between them. An entry with a `for` of its own becomes a row for
  /// each of its values.
  var rows: [RowOptions]?
  /// A sweep, instead of `rows`: each of its members is a row under the values that make it.
  var sweep: SweepRows?

  /// One column, or several under a common header.
  struct ColumnOptions: Options {
    /// The header; Markdown with math.
    var label: String
    /// Path of a value in a row's directive, and how it is written: `[0.5].significance`, `[0.5].significance:.2f` or
    /// `best-epoch`. A column has this or `columns`.
    var value: String?
    /// Columns under a common header: their own headers, and below each its value in the same form.
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
    /// Path in that directive below which the columns' values lie, such as `[cross-entropy]`; by default the directive itself.
    var at: String?
  }

  var labels: [String] {
    [corner] + columns.flatMap { [$0.label] + ($0.columns?.pairs.map(\.key) ?? []) }
      + allRows.flatMap { [$0.heading, $0.label].compactMap { $0 } }
  }

  var allRows: [RowOptions] { rows ?? sweep?.rows ?? [] }

  func check(_ context: inout CheckContext) {
    if columns.isEmpty { context.report("no columns", at: "columns", remedy: "write a list of { label: …, value: … }") }
    for (index, column) in columns.enumerated() where (column.value == nil) == (column.columns == nil) {
      context.report(
        "a column has either 'value' or 'columns'", at: "columns", "\(index)",
        remedy: column.value == nil ? "add 'value: …'" : "drop one of them")
    }
    guard (rows == nil) != (sweep == nil) else {
      return context.report(
        rows == nil ? "no rows" : "a table has either 'rows' or 'sweep'", at: rows == nil ? "" : "sweep",
        remedy: "write rows: [{ label: …, from: … }], or sweep: and a sweep's name")
    }
    if let sweep { return check(sweep, &context) }
    let rows = rows ?? []
    if rows.isEmpty { context.report("no rows", at: "rows", remedy: "write a list of { label: …, from: … }") }
    for (index, row) in rows.enumerated() {
      if row.heading != nil {
        if row.label != nil || row.from != nil || row.at != nil {
          context.report(
            "a heading has neither 'label' nor 'from' nor 'at'", at: "rows", "\(index)",
            remedy: "write a row of its own for them")
        }
        continue
      }
      guard row.label != nil, let from = row.from else {
        let missing = row.label == nil ? (row.from == nil ? "'label: …' and 'from: …'" : "'label: …'") : "'from: …'"
        context.report("a row has 'label' and 'from', or 'heading'", at: "rows", "\(index)", remedy: "add \(missing)")
        continue
      }
      if from.all.count != 1, from.all.count != columns.count, context.isWritten("columns") {
        context.report(
          "'from' names \(from.all.count) directives for \(columns.count) entries of 'columns'", at: "rows", "\(index)",
          "from", remedy: "name one, or \(columns.count)")
      }
    }
    checkValues(&context)
  }

  func run(_ context: StepContext) throws -> StepResult {
    let groups = try columns.map { column in
      ResultTable.ColumnGroup(
        label: column.columns == nil ? "" : column.label, columns: column.columns?.pairs.map(\.key) ?? [column.label],
        formats: try column.cells.map { try ValueFormat.split($0.value).format })
    }
    let rows = try allRows.map { row -> ResultTable.Row in
      if let heading = row.heading { return .heading(heading) }
      return .values(label: row.label ?? "", cells: try cells(of: row, context))
    }
    return StepResult(table: ResultTable(corner: corner, groups: groups, rows: rows))
  }

  private func cells(of row: RowOptions, _ context: StepContext) throws -> [Value?] {
    guard let from = row.from else { return [] }
    return try columns.enumerated().flatMap { place, column in
      let reference = from.element(at: place)
      let values = try context.result(of: reference).values.member(row.members, of: reference.name)
      return try column.cells.map { _, written in
        let (path, format) = try ValueFormat.split(written)
        let value = try values.member(try ValuePath.members(path), of: reference.name + path)
        // Only now is the unit known: a format that does not fit it is this table's mistake.
        if let format { _ = try value.numberText(format) }
        return value
      }
    }
  }
}

extension TableDirective.RowOptions {
  /// What leads to the row's values in its directive.
  var members: [String] {
    get throws(Mistake) {
      guard let at else { return [] }
      return try ValuePath.members(at)
    }
  }
}

extension TableDirective.ColumnOptions {
  /// What each column shows, from left to right, with its key where several stand under one header.
  var cells: [(key: String?, value: String)] {
    columns?.pairs.map { ($0.key, $0.value) } ?? (value.map { [(nil, $0)] } ?? [])
  }
}
