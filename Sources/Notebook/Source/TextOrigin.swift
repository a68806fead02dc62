/// Where a piece of text was written: a formula, or what a role holds.
public struct TextOrigin: Hashable, Sendable {
  /// Place of its first character.
  public var start: SourceLocation
  /// Where its other lines start.
  var firstColumn = 1
  /// Where each of its characters stands, and its end; empty where they follow each other as they were written.
  var characters: [SourceLocation] = []

  public init(_ start: SourceLocation) { self.start = start }

  /// - Parameter firstColumn: Where all lines but the first start.
  init(_ start: SourceLocation, firstColumn: Int) {
    self.start = start
    self.firstColumn = firstColumn
  }

  /// The place of a character of `text`, which was written here.
  public func location(_ offset: Int, in text: String) -> SourceLocation {
    if let last = characters.last { return characters[safe: offset] ?? last }
    let before = text.prefix(offset)
    guard let lineEnd = before.lastIndex(of: "\n") else {
      return SourceLocation(file: start.file, line: start.line, column: start.column + before.count)
    }
    let line = start.line + before.count { $0 == "\n" }
    let column = firstColumn + before.distance(from: lineEnd, to: before.endIndex) - 1
    return SourceLocation(file: start.file, line: line, column: column)
  }
}
