import Events
import Notebook
import Storage

/// What a `sample` hands to the datasets that share it: its events with all columns, and how many of them to expect.
struct StoredSample {
  /// In the order of each row.
  let columns: [String]
  /// How many events each file has, in their order; of generated ones there is one part. Datasets select part by part, so that their
  /// sums are those of a dataset that reads the files itself.
  let parts: [Int]
  let rates: SampleRates
  /// `numbers[event * columns.count + column]`.
  private let numbers: StoredFloats

  /// Number of events.
  var count: Int { parts.reduce(0, +) }
  /// Whether a generator made them.
  var isGenerated: Bool { !rates.generated.isEmpty }

  init(_ rows: EventRows, parts: [Int], rates: SampleRates) {
    (columns, self.parts, self.rates, numbers) = (rows.columnNames, parts, rates, rows.numbers)
  }

  private struct Header: Codable {
    var columns: [String]
    var parts: [Int]
    /// In fb.
    var crossSection: Double
    var efficiency: Double
    var generated: [String: Value]
  }

  private static let header = "sample"
  private static let rows = "events"

  func blobs() throws -> [String: StoredBytes] {
    let header = Header(
      columns: columns, parts: parts, crossSection: rates.crossSection, efficiency: rates.efficiency,
      generated: rates.generated)
    return [Self.header: try StoredJSON.blob(header), Self.rows: StoredBytes(numbers)]
  }

  /// - Throws: ``Damaged`` where `result` carries no sample, or not a whole one.
  init(from result: StepResult) throws {
    let header = try StoredJSON.decode(Header.self, from: result.blobs[Self.header] ?? [])
    numbers = StoredFloats(result.blobs[Self.rows] ?? [])
    (columns, parts) = (header.columns, header.parts)
    rates = SampleRates(
      crossSection: header.crossSection, efficiency: header.efficiency, generated: header.generated)
    guard !columns.isEmpty, parts.allSatisfy({ $0 >= 0 }), numbers.count == count * columns.count else {
      throw Damaged()
    }
  }

  struct Damaged: Error, CustomStringConvertible {
    var description: String { "the events of the sample are not whole; remove the store and build again" }
  }

  /// Some columns of one of the ``parts``.
  /// - Throws: ``EventTableError`` for a column that is not there.
  func table(of part: Int, columns wanted: [String]) throws(EventTableError) -> EventTable {
    let first = parts[..<part].reduce(0, +)
    let width = columns.count
    var table: [EventTable.Column] = []
    for name in wanted {
      guard let column = columns.firstIndex(of: name) else { throw .missingColumn(name, nearest: nil) }
      table.append(
        EventTable.Column(
          name: name,
          values: numbers.withUnsafeBufferPointer { all in
            (first..<first + parts[part]).map { all[$0 * width + column] }
          }))
    }
    return try EventTable(columns: table)
  }
}
