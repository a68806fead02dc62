import Yams

/// Where in the template a text of YAML stands, and what stands there.
///
/// libyaml counts scalars, and breaks lines where a template does not (U+0085, U+2028, U+2029).
struct YAMLPlaces {
  /// A line as libyaml counts them.
  private struct Line {
    let text: Substring
    /// Place of its first character.
    let start: SourceLocation
    /// How many characters it has.
    let length: Int
    /// The character that each scalar belongs to; `nil` where every scalar is one.
    let characters: [Int]?

    init(_ text: Substring, at start: SourceLocation) {
      self.text = text
      self.start = start
      let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
      length = isASCII ? text.utf8.count : text.count
      characters =
        isASCII ? nil : text.enumerated().flatMap { place, character in character.unicodeScalars.map { _ in place } }
    }

    /// - Complexity: O(1).
    func location(column: Int) -> SourceLocation {
      let place = characters.map { $0[safe: column - 1] ?? length } ?? min(column - 1, length)
      return start.advanced(by: max(0, place))
    }
  }

  /// Line and column as libyaml counts them, from 1.
  struct Position {
    var line: Int
    var column: Int
  }

  let origin: SourceLocation
  private var lines: [Line] = []

  /// - Parameter origin: Place of the first character of `text`; every line of it starts in this column.
  init(_ text: String, at origin: SourceLocation) {
    self.origin = origin
    var start = text.startIndex
    var place = origin
    for index in text.indices where text[index].isYAMLBreak {
      lines.append(Line(text[start..<index], at: place))
      start = text.index(after: index)
      if text[index] == "\n" {
        place = SourceLocation(file: place.file, line: place.line + 1, column: origin.column)
      } else {
        place.column += (lines.last?.length ?? 0) + 1
      }
    }
    lines.append(Line(text[start...], at: place))
  }

  /// Never beyond the end of the text.
  func location(_ mark: Mark?) -> SourceLocation { mark.map { location(Position($0)) } ?? origin }

  /// Never beyond the end of the text.
  func location(_ mark: Position) -> SourceLocation {
    if let line = lines[safe: mark.line - 1] { return line.location(column: mark.column) }
    return lines.last.map { $0.start.advanced(by: $0.length) } ?? origin
  }

  /// The place of a character of the text.
  func location(of index: String.Index, in text: String) -> SourceLocation {
    guard let line = lines.last(where: { $0.text.startIndex <= index }) else { return origin }
    return line.start.advanced(by: text.distance(from: line.text.startIndex, to: index))
  }

  /// The mark's line up to the mark.
  func before(_ mark: Position) -> Substring {
    guard let line = lines[safe: mark.line - 1]?.text else { return "" }
    return line[..<index(mark, in: line)]
  }

  /// The mark's line from the mark on.
  func after(_ mark: Position) -> Substring {
    guard let line = lines[safe: mark.line - 1]?.text else { return "" }
    return line[index(mark, in: line)...]
  }

  /// The last line above the mark's that is not blank, with the mark of its first word.
  func lineAbove(_ mark: Position) -> (text: Substring, mark: Position)? {
    for number in lines.indices.prefix(max(0, mark.line - 1)).reversed() {
      let line = lines[number].text
      let indent = line.prefix { $0.isWhitespace }
      guard indent.count < line.count else { continue }
      return (line.dropFirst(indent.count), Position(line: number + 1, column: indent.unicodeScalars.count + 1))
    }
    return nil
  }

  /// Whether the bracket at the mark has a partner; quoted ones are not told apart.
  func isClosed(_ mark: Position) -> Bool {
    var depth = 0
    for (number, line) in lines.enumerated().dropFirst(mark.line - 1) {
      for character in number == mark.line - 1 ? after(mark) : line.text {
        if character == "[" || character == "{" { depth += 1 }
        if character == "]" || character == "}" { depth -= 1 }
        if depth == 0 { return true }
      }
    }
    return false
  }

  /// The innermost bracket that is open at the mark; quoted ones are not told apart.
  func openBracket(before mark: Position) -> (mark: Position, bracket: Character)? {
    var open: [(mark: Position, bracket: Character)] = []
    for (number, line) in lines.enumerated().prefix(mark.line) {
      var column = 1
      for character in number == mark.line - 1 ? before(mark) : line.text {
        if character == "[" || character == "{" {
          open.append((Position(line: number + 1, column: column), character))
        } else if character == "]" || character == "}" {
          _ = open.popLast()
        }
        column += character.unicodeScalars.count
      }
    }
    return open.last
  }

  private func index(_ mark: Position, in line: Substring) -> Substring.Index {
    let scalars = line.unicodeScalars
    let index = scalars.index(scalars.startIndex, offsetBy: mark.column - 1, limitedBy: scalars.endIndex)
    // A mark within a character is that character's.
    guard let index, index < line.endIndex else { return line.endIndex }
    return line.index(before: line.index(after: index))
  }
}

extension SourceLocation {
  func advanced(by columns: Int) -> SourceLocation {
    SourceLocation(file: file, line: line, column: column + columns)
  }
}

extension YAMLPlaces.Position {
  init(_ mark: Mark) {
    line = mark.line
    column = mark.column
  }
}

extension Character {
  fileprivate var isYAMLBreak: Bool {
    self == "\n" || self == "\r" || self == "\r\n" || self == "\u{85}" || self == "\u{2028}" || self == "\u{2029}"
  }
}

extension RandomAccessCollection where Index == Int {
  /// `nil` outside the collection.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
