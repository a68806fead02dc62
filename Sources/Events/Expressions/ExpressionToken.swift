/// A word of an expression.
struct ExpressionToken {
  enum Kind: Hashable {
    case number(Double)
    /// A column, a function or a constant; with an index in brackets where one stands directly behind it.
    case name(String)
    /// An operator, a bracket or a comma, in its ASCII form.
    case symbol(String)
    case end
  }

  var kind: Kind
  /// As it was written.
  var text: String
  /// The number of its first character.
  var start: Int

  /// The words of a text, the end among them.
  static func all(of text: String) throws(ExpressionError) -> [ExpressionToken] {
    var reader = ExpressionTokenReader(Array(text))
    var tokens: [ExpressionToken] = []
    repeat { tokens.append(try reader.next()) } while tokens[tokens.count - 1].kind != .end
    return tokens
  }
}

private struct ExpressionTokenReader {
  private let characters: [Character]
  private var index = 0

  init(_ characters: [Character]) { self.characters = characters }

  private static let pairs = ["&&", "||", "<=", ">=", "==", "!=", "**"]
  private static let singles: [Character: String] = [
    "+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "·": "*", "/": "/", "÷": "/", "%": "%", "^": "^", "<": "<",
    ">": ">", "≤": "<=", "≥": ">=", "≠": "!=", "!": "!", "(": "(", ")": ")", ",": ",",
  ]

  mutating func next() throws(ExpressionError) -> ExpressionToken {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
    let start = index
    guard index < characters.count else { return ExpressionToken(kind: .end, text: "", start: start) }
    let first = characters[index]
    if first.isASCIIDigit || (first == "." && peek(1)?.isASCIIDigit == true) { return try number() }
    if first.isLetter || first == "_" { return try name() }
    if first == "`" { return try quotedName() }
    let two = String(characters[index..<min(index + 2, characters.count)])
    if Self.pairs.contains(two) {
      index += 2
      return ExpressionToken(kind: .symbol(two == "**" ? "^" : two), text: two, start: start)
    }
    if let symbol = Self.singles[first] {
      index += 1
      return ExpressionToken(kind: .symbol(symbol), text: String(first), start: start)
    }
    let meant = ["&": "&&", "|": "||", "=": "=="][first]
    throw ExpressionError("'\(first)' means nothing here", at: start, remedy: meant.map { "write \($0)" })
  }

  private func peek(_ distance: Int) -> Character? {
    index + distance < characters.count ? characters[index + distance] : nil
  }

  private mutating func number() throws(ExpressionError) -> ExpressionToken {
    let start = index
    func isPart(_ character: Character) -> Bool { character.isASCIIDigit || character == "." }
    while let character = peek(0), isPart(character) { index += 1 }
    if let exponent = peek(0), exponent == "e" || exponent == "E" {
      let signs = peek(1) == "+" || peek(1) == "-" ? 2 : 1
      if peek(signs)?.isASCIIDigit == true {
        index += signs
        while peek(0)?.isASCIIDigit == true { index += 1 }
      }
    }
    let text = String(characters[start..<index])
    guard let value = Double(text), value.isFinite else { throw ExpressionError("'\(text)' is no number", at: start) }
    if let next = peek(0), next.isLetter || next == "_" {
      throw ExpressionError("'\(text)\(next)' is no number", at: start, remedy: "put an operator between them")
    }
    return ExpressionToken(kind: .number(value), text: text, start: start)
  }

  /// Letters, digits, `_` and `.`, and then perhaps an index: `selJet_pt[0]`.
  private mutating func name() throws(ExpressionError) -> ExpressionToken {
    let start = index
    while let character = peek(0), character.isLetter || character.isNumber || character == "_" || character == "." {
      index += 1
    }
    if peek(0) == "[" {
      let bracket = index
      index += 1
      while peek(0)?.isASCIIDigit == true { index += 1 }
      guard peek(0) == "]", index > bracket + 1 else {
        throw ExpressionError("an index is a whole number in brackets", at: bracket, remedy: "write for example [0]")
      }
      index += 1
    }
    let text = String(characters[start..<index])
    return ExpressionToken(kind: .name(text), text: text, start: start)
  }

  private mutating func quotedName() throws(ExpressionError) -> ExpressionToken {
    let start = index
    guard let end = characters[(start + 1)...].firstIndex(of: "`"), end > start + 1 else {
      throw ExpressionError("no name ends at a second '`'", at: start, remedy: "write for example `jet pt`")
    }
    index = end + 1
    return ExpressionToken(
      kind: .name(String(characters[start + 1..<end])), text: String(characters[start...end]), start: start)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
