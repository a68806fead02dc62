/// Where a reader of UTF-8 bytes is in its file. Characters of a line are counted only once a place is asked for.
struct TextPlace {
  private let file: String
  private var line: Int
  /// Where counting goes on from, and the column there.
  private var counted = 0
  private var column: Int
  /// Where every line starts.
  let firstColumn: Int

  /// - Parameter start: Place of the first byte.
  init(_ start: SourceLocation) {
    file = start.file
    line = start.line
    column = start.column
    firstColumn = start.column
  }

  /// Takes note of the line ends in `range`, which has been read.
  mutating func advance(over range: Range<Int>, in text: [UInt8]) {
    for index in range where text[index] == .lineFeed {
      line += 1
      counted = index + 1
      column = firstColumn
    }
  }

  /// - Parameters:
  ///   - index: A byte on the line of `position`, not before it.
  ///   - position: How far the text has been read.
  mutating func location(of index: Int, from position: Int, in text: [UInt8]) -> SourceLocation {
    column += String(decoding: text[counted..<position], as: UTF8.self).count
    counted = position
    let offset = String(decoding: text[position..<index], as: UTF8.self).count
    return SourceLocation(file: file, line: line, column: column + offset)
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let tilde = UInt8(ascii: "~")
  static let dollar = UInt8(ascii: "$")
  static let quote = UInt8(ascii: ">")
  static let space = UInt8(ascii: " ")
  static let opening = UInt8(ascii: "{")
  static let closing = UInt8(ascii: "}")

  /// ASCII white space, as CommonMark has it.
  var isWhiteSpace: Bool { self == .space || (0x09...0x0D).contains(self) }

  var isSpaceOrTab: Bool { self == .space || self == 0x09 }

  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// What may stand before a fence: quotes and list marks.
  var isContainerMark: Bool {
    isSpaceOrTab || self == .quote || self == UInt8(ascii: "-") || self == UInt8(ascii: "*")
      || self == UInt8(ascii: "+")
  }

  /// What the name of a role is made of.
  var isRoleCharacter: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
      || self == UInt8(ascii: ":") || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
      || self == UInt8(ascii: ".")
  }
}
