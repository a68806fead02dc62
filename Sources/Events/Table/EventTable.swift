/// Named columns of numbers, one row an event; column by column in memory.
public struct EventTable: Hashable, Sendable {
  /// One quantity of all events.
  public struct Column: Hashable, Sendable {
    public let name: String
    /// As the file has it, such as `GeV`; `nil` when the file has none.
    public let unit: String?
    /// One value an event, all finite.
    public let values: [Float]

    public init(name: String, unit: String? = nil, values: [Float]) {
      self.name = name
      self.unit = unit
      self.values = values
    }
  }

  public let columns: [Column]
  /// Number of events.
  public let count: Int

  /// - Parameter columns: with different names, all of one length, all values finite.
  /// - Throws: ``EventTableError``.
  public init(columns: [Column]) throws(EventTableError) {
    var names: Set<String> = []
    for column in columns where !names.insert(column.name).inserted { throw .duplicateColumn(column.name) }
    let count = columns.first?.values.count ?? 0
    for column in columns where column.values.count != count {
      throw .differentLengths(
        column: column.name, count: column.values.count, other: columns[0].name, otherCount: count)
    }
    if let error = Self.notFinite(columns) { throw error }
    self.columns = columns
    self.count = count
  }

  /// The first value that is not finite, of the first column that has one.
  ///
  /// All cores look: of large tables memory alone is the limit.
  private static func notFinite(_ columns: [Column]) -> EventTableError? {
    ParallelPieces.run(columns.count, scratch: NoScratch.init) { place, _ in
      let column = columns[place]
      return column.values.firstIndex { !$0.isFinite }
        .map { .notFinite(column: column.name, row: $0, value: column.values[$0]) }
    }
  }

  /// The names of the columns, in their order.
  public var columnNames: [String] { columns.map(\.name) }

  /// The column with the given name.
  public subscript(name: String) -> Column? { columns.first { $0.name == name } }

  /// The column with the given name.
  ///
  /// - Throws: ``EventTableError/missingColumn(_:nearest:)``.
  public func column(_ name: String) throws(EventTableError) -> Column {
    guard let column = self[name] else {
      throw .missingColumn(name, nearest: nearestName(to: name, among: columnNames))
    }
    return column
  }

  /// The events of several tables one after the other, such as the files of one sample. The order of the columns and their
  /// units are those of the first table.
  ///
  /// - Throws: ``EventTableError`` when a table lacks a column of the first, has one more, or has it in another unit.
  public static func concatenating(_ tables: [EventTable]) throws(EventTableError) -> EventTable {
    guard let first = tables.first else { return try EventTable(columns: []) }
    guard tables.count > 1 else { return first }
    for table in tables {
      if let extra = table.columns.first(where: { first[$0.name] == nil }) {
        throw .missingColumn(extra.name, nearest: nearestName(to: extra.name, among: first.columnNames))
      }
    }
    var joined: [Column] = []
    for column in first.columns {
      var values: [Float] = []
      values.reserveCapacity(tables.reduce(0) { $0 + $1.count })
      for table in tables {
        let part = try table.column(column.name)
        guard part.unit == column.unit else {
          throw .differentUnits(column: column.name, unit: column.unit, other: part.unit)
        }
        values += part.values
      }
      joined.append(Column(name: column.name, unit: column.unit, values: values))
    }
    return try EventTable(columns: joined)
  }
}
