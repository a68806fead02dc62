/// Why events cannot be read from a file.
public struct EventFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    /// The file cannot be opened, or is not what its name says.
    case unreadable(String)
    /// No format has this ending; `known` lists those there are.
    case unknownFormat(known: String)
    case missingGroup(String, nearest: String?)
    case missingColumn(String, nearest: String?)
    /// The column is there but is no list of numbers.
    case unsuitableColumn(String, why: String)
    /// The column's values cannot be read: a damaged or truncated file.
    case damagedColumn(String, why: String)
    /// A fault of the text at `line` (from 1); `column` is the name of the column or its number (from 1).
    case syntax(line: Int, column: String?, why: String)
    /// The columns do not make a table.
    case table(EventTableError)
  }

  public let file: String
  public let reason: Reason

  public init(file: String, reason: Reason) {
    self.file = file
    self.reason = reason
  }

  public var description: String { description(naming: file) }

  /// The same, with another name for the file: the one that its reader knows it by.
  public func description(naming file: String) -> String {
    switch reason {
    case .unreadable(let why): "\(file): \(why)"
    case .unknownFormat(let known): "\(file): the ending names no format of events; known are \(known)"
    case .missingGroup(let group, let nearest): "\(file): there is no group '\(group)'" + suggestion(nearest)
    case .missingColumn(let column, let nearest): "\(file): there is no column '\(column)'" + suggestion(nearest)
    case .unsuitableColumn(let column, let why): "\(file): column '\(column)' \(why)"
    case .damagedColumn(let column, let why): "\(file): column '\(column)' cannot be read: \(why)"
    case .syntax(let line, let column?, let why): "\(file):\(line): column '\(column)': \(why)"
    case .syntax(let line, nil, let why): "\(file):\(line): \(why)"
    case .table(let error): "\(file): \(error)"
    }
  }

  /// The table of columns read from `file`, with the table's errors as this file's.
  static func table(_ columns: [EventTable.Column], from file: String) throws(EventFileError) -> EventTable {
    do {
      return try EventTable(columns: columns)
    } catch {
      throw EventFileError(file: file, reason: .table(error))
    }
  }
}
