/// A place among tokens, with the ways to move on that declarations need.
struct TokenCursor {
  let tokens: [Token]
  let file: String
  private var index = 0

  init(tokens: [Token], file: String) {
    self.tokens = tokens
    self.file = file
  }

  /// The next token; `nil` at the end.
  var token: Token? { index < tokens.count ? tokens[index] : nil }

  /// The next token's line, or at the end the last one's.
  var line: Int { (token ?? tokens.last)?.line ?? 1 }

  private var previous: Token? { index > 0 ? tokens[index - 1] : nil }

  mutating func advance() { index += 1 }

  func error(_ message: String, _ line: Int? = nil) -> ReadingError {
    ReadingError(file: file, line: line ?? self.line, message: message)
  }

  mutating func expect(_ symbol: Character) throws(ReadingError) {
    guard let token, token.isSymbol(symbol) else {
      throw error("expected '\(symbol)', not '\(token?.text ?? "the end")'")
    }
    advance()
  }

  mutating func word() throws(ReadingError) -> String {
    guard case .word(let word)? = token?.kind else { throw error("expected a name, not '\(token?.text ?? "the end")'") }
    advance()
    return word
  }

  /// `A.B` as its parts, and `[A]` as the array that it is.
  mutating func dottedName() throws(ReadingError) -> [String] {
    if token?.isSymbol("[") == true {
      try skipBlock()
      return ["Array"]
    }
    var name = [try word()]
    while token?.isSymbol(".") == true {
      advance()
      name.append(try word())
    }
    return name
  }

  /// The lines of a doc comment; none where there is none.
  mutating func docComment() -> [String] {
    var lines: [String] = []
    while case .doc(let text)? = token?.kind {
      lines.append(text)
      advance()
    }
    return lines
  }

  /// Words out of `known`, and what they hold in parentheses: `private(set)`.
  mutating func words(in known: Set<String>) -> [String] {
    var words: [String] = []
    while case .word(let word)? = token?.kind, known.contains(word) {
      words.append(word)
      advance()
      if token?.isSymbol("(") == true { index += min(3, tokens.count - index) }
    }
    return words
  }

  /// `@name` and `@name(…)`.
  mutating func skipAttributes() throws(ReadingError) {
    while token?.isSymbol("@") == true {
      advance()
      _ = try word()
      if token?.isSymbol("(") == true { try skipBlock() }
    }
  }

  /// `#if …` and its kin; `false` where there is none.
  mutating func skipCompilerDirective() -> Bool {
    guard token?.isSymbol("#") == true else { return false }
    skipLine()
    return true
  }

  mutating func skipLine() {
    let line = self.line
    while let token, token.line == line, !token.isSymbol("}") { advance() }
  }

  /// From an opening bracket to behind the one that closes it.
  mutating func skipBlock() throws(ReadingError) {
    let start = line
    var depth = 0
    repeat {
      guard case .symbol(let symbol)? = token?.kind else {
        guard token != nil else { throw error("no end to what begins here", start) }
        advance()
        continue
      }
      if "([{".contains(symbol) { depth += 1 }
      if ")]}".contains(symbol) { depth -= 1 }
      advance()
    } while depth > 0
  }

  /// A declaration with a body, from its keyword on.
  mutating func skipFunction() throws(ReadingError) {
    let start = line
    while let token, !token.isSymbol("{") {
      if token.isSymbol("(") || token.isSymbol("[") { try skipBlock() } else { advance() }
    }
    guard token != nil else { throw error("a function without a body", start) }
    try skipBlock()
  }

  /// A value, from its `=` on: to the end of the line, or further where a bracket is open or an operator goes on.
  mutating func skipExpression() throws(ReadingError) {
    advance()
    while let token, let previous {
      if token.isSymbol("}") || token.isSymbol(",") { return }
      if token.line > previous.line, !continues(token, behind: previous) { return }
      if token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{") { try skipBlock() } else { advance() }
    }
  }

  private func continues(_ token: Token, behind previous: Token) -> Bool {
    guard !previous.isSymbol("=") else { return true }
    guard case .symbol(let symbol) = token.kind else {
      if case .symbol(let last) = previous.kind { return "+-*/&|?:<".contains(last) }
      return false
    }
    return ".+-*/&|?:<".contains(symbol)
  }

  /// The names behind a type's colon, but not those of its own generic parameters; ends behind its opening brace.
  mutating func inheritance() throws(ReadingError) -> Set<String> {
    var names: Set<String> = []
    if token?.isSymbol("<") == true {
      while let token, !token.isSymbol(">"), !token.isSymbol("{") { advance() }
    }
    while let token, !token.isSymbol("{") {
      if case .word(let word) = token.kind { names.insert(word) }
      advance()
    }
    try expect("{")
    return names
  }

  /// A written type up to `=`, `{`, or the end of its line.
  mutating func typeText(from line: Int) -> String {
    var text = ""
    var depth = 0
    while let token {
      if depth == 0, token.line > line || token.isSymbol("=") || token.isSymbol("{") || token.isSymbol("}") { break }
      if token.isSymbol("<") || token.isSymbol("[") || token.isSymbol("(") { depth += 1 }
      let isArrow = token.isSymbol(">") && previous?.isSymbol("-") == true
      if (token.isSymbol(">") && !isArrow) || token.isSymbol("]") || token.isSymbol(")") { depth -= 1 }
      if token.isWord("any") || token.isWord("some") { text += token.text + " " } else { text += token.text }
      advance()
    }
    return text
  }
}
