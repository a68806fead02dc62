/// A piece of Swift source, as far as reading declarations needs to tell pieces apart.
struct Token: Hashable {
  enum Kind: Hashable {
    /// A line of a doc comment, without its slashes.
    case doc(String)
    /// A name, keyword or number.
    case word(String)
    /// A string literal, by what stands between its quotes.
    case string(String)
    case symbol(Character)
  }

  var kind: Kind
  /// Counted from 1.
  var line: Int

  func isSymbol(_ character: Character) -> Bool { kind == .symbol(character) }

  func isWord(_ word: String) -> Bool { kind == .word(word) }

  /// As it would be written.
  var text: String {
    switch kind {
    case .doc(let text): "/// " + text
    case .word(let text): text
    case .string(let text): "\"\(text)\""
    case .symbol(let character): String(character)
    }
  }
}

/// What cannot be read, and where; the build ends with it.
struct ReadingError: Error, CustomStringConvertible {
  var file: String
  var line: Int
  var message: String

  var description: String { "\(file):\(line): error: \(message)" }
}
