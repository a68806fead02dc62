/// Cuts Swift source into tokens.
///
/// It knows comments and string literals of every form, which is what may hold braces that mean nothing. Regular expression
/// literals it does not know.
struct Tokenizer {
  private let characters: [Character]
  private let file: String
  private var place = 0
  private var line = 1
  private var tokens: [Token] = []

  /// - Throws: ``ReadingError`` where a comment or a string has no end.
  static func tokens(of text: String, file: String) throws(ReadingError) -> [Token] {
    var tokenizer = Tokenizer(characters: Array(text), file: file)
    while try tokenizer.next() {}
    return tokenizer.tokens
  }

  private init(characters: [Character], file: String) {
    self.characters = characters
    self.file = file
  }

  private var character: Character? { place < characters.count ? characters[place] : nil }

  private func lookingAt(_ text: String) -> Bool { characters[place...].starts(with: text) }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where place < characters.count {
      if characters[place].isNewline { line += 1 }
      place += 1
    }
  }

  private func error(_ message: String, line: Int) -> ReadingError {
    ReadingError(file: file, line: line, message: message)
  }

  /// Reads on by one token or gap; `false` at the end.
  private mutating func next() throws(ReadingError) -> Bool {
    guard let character else { return false }
    let start = line
    if character.isWhitespace {
      advance()
    } else if lookingAt("//") {
      lineComment()
    } else if lookingAt("/*") {
      try blockComment()
    } else if character == "\"" || (character == "#" && stringFollowsHashes) {
      tokens.append(Token(kind: .string(try string()), line: start))
    } else if character.isLetter || character.isNumber || character == "_" || character == "`" {
      tokens.append(Token(kind: .word(word()), line: start))
    } else {
      tokens.append(Token(kind: .symbol(character), line: start))
      advance()
    }
    return true
  }

  private mutating func word() -> String {
    let start = place
    while let character, character.isLetter || character.isNumber || character == "_" || character == "`" { advance() }
    return String(characters[start..<place].filter { $0 != "`" })
  }

  private mutating func lineComment() {
    let start = line
    let isDoc = lookingAt("///") && !lookingAt("////")
    let from = place + 3
    while let character, !character.isNewline { advance() }
    guard isDoc else { return }
    let text = characters[min(from, place)..<place]
    tokens.append(Token(kind: .doc(String(text.first == " " ? text.dropFirst() : text)), line: start))
  }

  private mutating func blockComment() throws(ReadingError) {
    let start = line
    if lookingAt("/**") { throw error("a doc comment must be written with ///", line: start) }
    var depth = 0
    repeat {
      guard character != nil else { throw error("comment without end", line: start) }
      if lookingAt("/*") {
        depth += 1
        advance(2)
      } else if lookingAt("*/") {
        depth -= 1
        advance(2)
      } else {
        advance()
      }
    } while depth > 0
  }

  private var stringFollowsHashes: Bool { characters[place...].first { $0 != "#" } == "\"" }

  /// A string literal; what is interpolated may hold strings of its own.
  private mutating func string() throws(ReadingError) -> String {
    let start = line
    let hashes = String(characters[place...].prefix { $0 == "#" })
    advance(hashes.count)
    let quotes = lookingAt("\"\"\"") ? "\"\"\"" : "\""
    advance(quotes.count)
    let first = place
    while !lookingAt(quotes + hashes) {
      guard let character, quotes.count == 3 || !character.isNewline else {
        throw error("string without end", line: start)
      }
      if lookingAt("\\" + hashes + "(") {
        advance(2 + hashes.count)
        try interpolation()
      } else if hashes.isEmpty && character == "\\" {
        advance(2)
      } else {
        advance()
      }
    }
    let text = String(characters[first..<place])
    advance(quotes.count + hashes.count)
    return text
  }

  /// Up to the parenthesis that closes what is interpolated.
  private mutating func interpolation() throws(ReadingError) {
    let start = line
    var depth = 1
    while depth > 0 {
      guard let character else { throw error("string without end", line: start) }
      if character == "\"" || (character == "#" && stringFollowsHashes) {
        _ = try string()
        continue
      }
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      advance()
    }
  }
}
