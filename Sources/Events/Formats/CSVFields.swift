/// The fields of a CSV text, one after the other (RFC 4180).
struct CSVFields {
  /// A stretch of the text.
  struct Field {
    /// Where the field's text is, without the quotes around it.
    let range: Range<Int>
    /// The text holds doubled quotes, each of which stands for one.
    let hasDoubledQuotes: Bool
    let endsRow: Bool
    /// Where the field starts, counted from 1.
    let line: Int
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  /// The current line, from 1.
  private(set) var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  var isAtEnd: Bool { position == bytes.count }

  /// Whether nothing but the ends of empty lines follows.
  var onlyEmptyLinesRemain: Bool {
    bytes[position...].allSatisfy { $0 == Self.lineFeed || $0 == Self.carriageReturn }
  }

  func text(of field: Field) -> String? {
    String(validating: bytes[field.range], as: UTF8.self).map {
      field.hasDoubledQuotes ? $0.replacing("\"\"", with: "\"") : $0
    }
  }

  /// The next field, or what is wrong with it.
  mutating func next() -> Result<Field, CSVQuotingError> {
    if position < bytes.count, bytes[position] == Self.quote { return nextQuoted() }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.comma {
        position += 1
        return .success(
          Field(range: start..<position - 1, hasDoubledQuotes: false, endsRow: false, line: line))
      }
      if byte == Self.lineFeed { break }
      if byte == Self.quote { return .failure(CSVQuotingError("a quote inside an unquoted field")) }
      position += 1
    }
    var end = position
    if end > start, end < bytes.count, bytes[end - 1] == Self.carriageReturn { end -= 1 }
    let field = Field(range: start..<end, hasDoubledQuotes: false, endsRow: true, line: line)
    finishLine()
    return .success(field)
  }

  private mutating func nextQuoted() -> Result<Field, CSVQuotingError> {
    let startLine = line
    position += 1
    let start = position
    var hasDoubledQuotes = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.lineFeed { line += 1 }
      if byte == Self.quote {
        guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
        hasDoubledQuotes = true
        position += 1
      }
      position += 1
    }
    guard position < bytes.count else { return .failure(CSVQuotingError("a quoted field that is never closed")) }
    let range = start..<position
    position += 1
    if position < bytes.count, bytes[position] == Self.comma {
      position += 1
      return .success(Field(range: range, hasDoubledQuotes: hasDoubledQuotes, endsRow: false, line: startLine))
    }
    if position + 1 < bytes.count, bytes[position] == Self.carriageReturn, bytes[position + 1] == Self.lineFeed {
      position += 1
    }
    guard position == bytes.count || bytes[position] == Self.lineFeed else {
      return .failure(CSVQuotingError("text after the closing quote of a field"))
    }
    finishLine()
    return .success(Field(range: range, hasDoubledQuotes: hasDoubledQuotes, endsRow: true, line: startLine))
  }

  /// Steps over the end of a line, if there is one.
  private mutating func finishLine() {
    guard position < bytes.count else { return }
    position += 1
    line += 1
  }
}

/// What is wrong with the quotes of a field.
struct CSVQuotingError: Error {
  let why: String

  init(_ why: String) { self.why = why }
}
