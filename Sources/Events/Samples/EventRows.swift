import Storage

/// Events row by row, with their weights: in memory, or in a scratch file where there are many.
public struct EventRows: Hashable, Sendable {
  public let columnNames: [String]
  /// `numbers[event * columnNames.count + column]`, all finite.
  public let numbers: StoredFloats
  /// One an event, finite and ≥ 0; all 1 where there is no column of weights.
  public let weights: [Float]
  /// The column that the weights came from.
  public let weightColumn: String?

  /// Number of events.
  public var count: Int { weights.count }

  /// Calls `body` with the rows of some events after the other, the given columns alone.
  ///
  /// - Parameter columns: places among ``columnNames``.
  func forEachBlock<Failure: Error>(
    of columns: [Int], _ body: (_ first: Int, _ rows: UnsafeBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let width = columnNames.count
    let most = 4096
    let areAll = columns == Array(0..<width)
    try numbers.withUnsafeBufferPointer { all throws(Failure) in
      var rows: [Float] = []
      for first in stride(from: 0, to: count, by: most) {
        let last = min(first + most, count)
        if areAll {
          try body(first, UnsafeBufferPointer(rebasing: all[first * width..<last * width]))
          continue
        }
        rows.removeAll(keepingCapacity: true)
        for event in first..<last { for column in columns { rows.append(all[event * width + column]) } }
        try rows.withUnsafeBufferPointer { rows throws(Failure) in try body(first, rows) }
      }
    }
  }
}

/// Puts the events of tables, such as those of a sample's files, one behind the other.
public final class EventRowsWriter {
  private let columnNames: [String]
  private let weightColumn: String?
  private let numbers: FloatWriter
  private var weights: [Float] = []
  /// Of the first table.
  private var units: [String?]?

  /// - Parameters:
  ///   - columns: that every table has.
  ///   - weight: the column of event weights; `nil` for unit weights.
  ///   - scratch: a folder for what does not fit into memory; `nil` for none.
  ///   - limit: bytes that are kept in memory.
  public init(columns: [String], weight: String?, scratch: String? = nil, limit: Int = FloatWriter.limit) {
    (columnNames, weightColumn) = (columns, weight)
    numbers = FloatWriter(scratch: scratch, limit: limit)
  }

  /// - Throws: ``EventSampleError`` for a missing column, a negative weight, and where the scratch file cannot be written;
  ///   ``EventTableError`` for a column in another unit than before.
  public func append(_ table: EventTable) throws {
    let columns = try columnNames.map { name throws(EventTableError) in try table.column(name) }
    for (place, column) in columns.enumerated() {
      guard let known = units?[place], known != column.unit else { continue }
      throw EventTableError.differentUnits(column: column.name, unit: known, other: column.unit)
    }
    units = units ?? columns.map(\.unit)
    try appendWeights(of: table)
    do throws(SystemError) {
      try append(columns.map(\.values), count: table.count)
    } catch {
      throw EventSampleError.scratch(error.reason)
    }
  }

  private func appendWeights(of table: EventTable) throws(EventSampleError) {
    guard let weightColumn else {
      weights += [Float](repeating: 1, count: table.count)
      return
    }
    guard let column = table[weightColumn] else {
      throw .missingColumn(weightColumn, nearest: nearestName(to: weightColumn, among: table.columnNames))
    }
    if let event = column.values.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .invalidWeight(column: weightColumn, event: event, weight: column.values[event])
    }
    weights += column.values
  }

  private func append(_ columns: [[Float]], count: Int) throws(SystemError) {
    let most = 4096
    var rows = [Float](repeating: 0, count: most * columns.count)
    for first in stride(from: 0, to: count, by: most) {
      let events = min(most, count - first)
      for (place, column) in columns.enumerated() {
        for event in 0..<events { rows[event * columns.count + place] = column[first + event] }
      }
      try rows.withUnsafeBufferPointer { rows throws(SystemError) in
        try numbers.append(UnsafeBufferPointer(rebasing: rows[..<(events * columns.count)]))
      }
    }
  }

  /// All of them. The writer is of no use afterwards.
  public func finish() throws(EventSampleError) -> EventRows {
    do throws(SystemError) {
      return EventRows(
        columnNames: columnNames, numbers: try numbers.finish(), weights: weights, weightColumn: weightColumn)
    } catch {
      throw .scratch(error.reason)
    }
  }
}
