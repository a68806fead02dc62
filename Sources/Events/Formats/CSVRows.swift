/// The rows of a CSV text below its row of names.
struct CSVRows {
  /// The names of the columns, in the order of the text.
  let names: [String]
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private var fields: CSVFields

  /// Reads the row of names.
  init(_ bytes: UnsafeBufferPointer<UInt8>, of file: String) throws(EventFileError) {
    var fields = CSVFields(bytes)
    guard !fields.isAtEnd else {
      throw EventFileError(file: file, reason: .unreadable("the file is empty; it needs a row of column names"))
    }
    var names: [String] = []
    var seen: Set<String> = []
    var endsRow = false
    while !endsRow {
      let column = String(names.count + 1)
      // A quote that is never closed has passed all lines by the time that shows.
      let line = fields.line
      let field: CSVFields.Field
      switch fields.next() {
      case .success(let found): field = found
      case .failure(let error): throw Self.fault(file, line, column, error.why)
      }
      guard let name = fields.text(of: field), !name.isEmpty else {
        throw Self.fault(file, field.line, column, "the column has no name in the first row")
      }
      guard seen.insert(name).inserted else { throw Self.fault(file, field.line, name, "the name appears twice") }
      names.append(name)
      endsRow = field.endsRow
    }
    (self.names, self.bytes, self.file, self.fields) = (names, bytes, file, fields)
  }

  /// The values of the given columns, in the order asked for, from all rows.
  mutating func columns(_ wanted: [String]) throws(EventFileError) -> [[Float]] {
    var slots = [Int?](repeating: nil, count: names.count)
    for (slot, name) in wanted.enumerated() {
      guard let place = names.firstIndex(of: name) else {
        throw EventFileError(
          file: file, reason: .missingColumn(name, nearest: nearestName(to: name, among: names)))
      }
      guard slots[place] == nil else { throw EventFileError(file: file, reason: .table(.duplicateColumn(name))) }
      slots[place] = slot
    }
    var values = [[Float]](repeating: [], count: wanted.count)
    while !fields.isAtEnd, !fields.onlyEmptyLinesRemain { try readRow(into: &values, slots: slots) }
    return values
  }

  private mutating func readRow(into values: inout [[Float]], slots: [Int?]) throws(EventFileError) {
    let line = fields.line
    var place = 0
    var endsRow = false
    while !endsRow {
      let field: CSVFields.Field
      // Names are looked up for messages only: this is the hot loop.
      switch fields.next() {
      case .success(let found): field = found
      case .failure(let error):
        throw Self.fault(file, line, place < names.count ? names[place] : nil, error.why)
      }
      guard place < names.count else {
        throw Self.fault(file, line, nil, "more than \(names.count) fields, but there are \(names.count) columns")
      }
      guard place > 0 || !field.endsRow || !field.range.isEmpty || names.count == 1 else {
        throw Self.fault(file, line, nil, "an empty line between rows")
      }
      if let slot = slots[place] { values[slot].append(try number(field, place: place)) }
      place += 1
      endsRow = field.endsRow
    }
    guard place == names.count else {
      throw Self.fault(file, line, nil, "\(place) of \(names.count) fields; each column needs a value")
    }
  }

  private func number(_ field: CSVFields.Field, place: Int) throws(EventFileError) -> Float {
    let number = decimalNumber(UnsafeBufferPointer(rebasing: bytes[field.range]))
    if let number, case let value = Float(number), value.isFinite { return value }
    throw notANumber(field, column: names[place], isDecimal: number != nil)
  }

  private func notANumber(_ field: CSVFields.Field, column: String, isDecimal: Bool) -> EventFileError {
    let quoted = fields.text(of: field).map { "'\($0.prefix(40))'" } ?? "this"
    let word = fields.text(of: field)?.lowercased() ?? "?"
    let why =
      if isDecimal {
        "\(quoted) is beyond the range of single precision"
      } else if ["", "nan", "na", "n/a", "null", "none", "-nan"].contains(word) {
        "the value is missing (\(quoted)); fill the gap or drop the event"
      } else if ["inf", "+inf", "-inf", "infinity", "-infinity"].contains(word) {
        "\(quoted) is not finite; put a number there or drop the event"
      } else {
        "\(quoted) is not a decimal number"
      }
    return Self.fault(file, field.line, column, why)
  }

  private static func fault(_ file: String, _ line: Int, _ column: String?, _ why: String) -> EventFileError {
    EventFileError(file: file, reason: .syntax(line: line, column: column, why: why))
  }
}
