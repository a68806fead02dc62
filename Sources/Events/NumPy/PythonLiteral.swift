/// A value as Python writes it, as far as the headers of NumPy's files need it.
indirect enum PythonLiteral: Hashable {
  case text(String)
  case integer(Int)
  case bool(Bool)
  case list([PythonLiteral])
  case dictionary([String: PythonLiteral])

  /// - Returns: `nil` for anything else.
  init?(_ text: String) {
    var reader = Reader(Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func skipSpace() {
      while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }

    var isAtEnd: Bool {
      mutating get {
        skipSpace()
        return index == bytes.count
      }
    }

    private mutating func take(_ character: Character) -> Bool {
      skipSpace()
      guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
      index += 1
      return true
    }

    private mutating func take(word: String) -> Bool {
      let end = index + word.utf8.count
      guard end <= bytes.count, bytes[index..<end].elementsEqual(word.utf8) else { return false }
      index = end
      return true
    }

    mutating func value(depth: Int) -> PythonLiteral? {
      guard depth < 20 else { return nil }
      skipSpace()
      guard index < bytes.count else { return nil }
      switch Character(UnicodeScalar(bytes[index])) {
      case "'", "\"": return text().map(PythonLiteral.text)
      case "(": return elements(until: ")", depth)
      case "[": return elements(until: "]", depth)
      case "{": return dictionary(depth)
      default:
        if take(word: "True") { return .bool(true) }
        if take(word: "False") { return .bool(false) }
        return integer()
      }
    }

    private mutating func text() -> String? {
      let quote = bytes[index]
      index += 1
      var content: [UInt8] = []
      while index < bytes.count, bytes[index] != quote {
        // Only quotes and backslashes are written so in names.
        if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
        content.append(bytes[index])
        index += 1
      }
      guard index < bytes.count else { return nil }
      index += 1
      return String(decoding: content, as: UTF8.self)
    }

    private mutating func integer() -> PythonLiteral? {
      let start = index
      while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
      let digits = String(decoding: bytes[start..<index], as: UTF8.self)
      // Python 2 wrote an L behind long ones.
      if index < bytes.count, bytes[index] == UInt8(ascii: "L") { index += 1 }
      return Int(digits).map(PythonLiteral.integer)
    }

    private mutating func elements(until end: Character, _ depth: Int) -> PythonLiteral? {
      index += 1
      var all: [PythonLiteral] = []
      while !take(end) {
        guard let next = value(depth: depth + 1) else { return nil }
        all.append(next)
        if !take(",") {
          guard take(end) else { return nil }
          break
        }
      }
      return .list(all)
    }

    private mutating func dictionary(_ depth: Int) -> PythonLiteral? {
      index += 1
      var all: [String: PythonLiteral] = [:]
      while !take("}") {
        guard case .text(let key)? = value(depth: depth + 1), take(":"), let next = value(depth: depth + 1) else {
          return nil
        }
        all[key] = next
        if !take(",") {
          guard take("}") else { return nil }
          break
        }
      }
      return .dictionary(all)
    }
  }
}
