/// Why columns do not make a table of events.
public enum EventTableError: Error, Hashable, Sendable, CustomStringConvertible {
  case duplicateColumn(String)
  /// `other` is the first column of the table.
  case differentLengths(column: String, count: Int, other: String, otherCount: Int)
  /// The value in `row` (from 0) is infinite or not a number.
  case notFinite(column: String, row: Int, value: Float)
  /// `nearest` is the most similar name that there is.
  case missingColumn(String, nearest: String?)
  /// Files of one sample give one column in two units.
  case differentUnits(column: String, unit: String?, other: String?)

  public var description: String {
    switch self {
    case .duplicateColumn(let name):
      "column '\(name)' appears twice"
    case .differentLengths(let column, let count, let other, let otherCount):
      "column '\(column)' has \(count) values but '\(other)' has \(otherCount); every column needs one for each event"
    case .notFinite(let column, let row, let value):
      "column '\(column)' is \(value) for event \(row) (counted from 0); put a finite number there or drop the event"
    case .missingColumn(let name, let nearest):
      "there is no column '\(name)'" + suggestion(nearest)
    case .differentUnits(let column, let unit, let other):
      "column '\(column)' is in \(unit ?? "no unit") in one file and in \(other ?? "no unit") in another"
    }
  }
}
