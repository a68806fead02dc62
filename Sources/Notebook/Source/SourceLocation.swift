/// A place in a file that a person edits: 1-based line and column, columns counted in characters.
public struct SourceLocation: Codable, Hashable, Sendable, Comparable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String { "\(file):\(line):\(column)" }

  /// `line 3`, or `part.md:3` where the reader looks at another file.
  public func description(seenFrom other: SourceLocation) -> String {
    file == other.file ? "line \(line)" : "\(file):\(line)"
  }

  public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}
