import Foundation

/// LaTeX as it stands in the fields of a BibTeX file: accents, dashes, emphasis, links and `$…$`.
///
/// Braces that only protect capitals are dropped, and a command that is not known is shown as it was written.
///
/// - Complexity: O(n), with no recursion: braces may stand as deep as they like.
struct LaTeXText {
  enum Style {
    case emphasis, strong, superscript, subscripted
    case link(String)

    func inline(_ content: [Inline], at location: SourceLocation) -> Inline {
      switch self {
      case .emphasis: .emphasis(content)
      case .strong: .strong(content)
      case .superscript: .role(Role(name: "sup", content: content.map(\.plainText).joined(), location: location))
      case .subscripted: .role(Role(name: "sub", content: content.map(\.plainText).joined(), location: location))
      case .link(let address): .link(destination: address, title: "", content)
      }
    }
  }

  /// What a brace opened, and the styles that end with it.
  private struct Group { var styles: [Style] = [] }

  private let text: [Character]
  private var position = 0
  private var location: SourceLocation
  private var groups = [Group()]
  /// One for the whole, and one for each style that is open.
  private var output: [[Inline]] = [[]]
  private var pending = ""
  private var isBehindSpace = true
  private var hasNoMoreMath = false

  /// Styles within styles beyond this are not told apart, so that the page's tree stays flat.
  private static let deepest = 8

  /// A field's text, white space at its ends dropped.
  static func inlines(_ field: BibliographyEntry.Field) -> [Inline] {
    var text = LaTeXText(field.text, at: field.location)
    return text.read()
  }

  /// The same where only letters can stand.
  static func plain(_ text: String) -> String {
    let field = BibliographyEntry.Field(text, at: SourceLocation(file: "", line: 1, column: 1))
    return inlines(field).map(\.plainText).joined()
  }

  private init(_ text: String, at location: SourceLocation) {
    self.text = Array(text)
    self.location = location
  }

  private mutating func read() -> [Inline] {
    while position < text.count { step() }
    while groups.count > 1 { closeGroup() }
    closeStyles(of: groups[0])
    flush()
    if case .text(let last) = output[0].last {
      output[0].removeLast()
      let trimmed = String(last.reversed().drop { $0 == " " }.reversed())
      if !trimmed.isEmpty { output[0].append(.text(trimmed)) }
    }
    return output[0]
  }

  private mutating func step() {
    switch text[position] {
    case "\\": command()
    case "{":
      advance()
      groups.append(Group())
    case "}":
      advance()
      if groups.count > 1 { closeGroup() }
    case "$": dollar()
    case "~": replace(1, by: "\u{A0}")
    case "-": replaceRun(of: "-", by: ["-", "–", "—"])
    case "`": replaceRun(of: "`", by: ["‘", "“"])
    case "'": replaceRun(of: "'", by: ["’", "”"])
    case let character where character.isWhitespace && character != "\u{A0}":
      advance()
      append(" ")
    case let character:
      advance()
      append(String(character))
    }
  }

  // MARK: Output

  private mutating func append(_ string: String) {
    guard !string.isEmpty else { return }
    if string == " " {
      guard !isBehindSpace else { return }
    }
    isBehindSpace = string == " "
    pending += string
  }

  private mutating func append(_ inline: Inline) {
    flush()
    isBehindSpace = false
    output[output.count - 1].append(inline)
  }

  private mutating func flush() {
    if !pending.isEmpty { output[output.count - 1].append(.text(pending)) }
    pending = ""
  }

  private mutating func open(_ style: Style) {
    guard output.count <= Self.deepest else { return }
    flush()
    output.append([])
    groups[groups.count - 1].styles.append(style)
  }

  private mutating func closeGroup() {
    if let group = groups.popLast() { closeStyles(of: group) }
  }

  private mutating func closeStyles(of group: Group) {
    for style in group.styles.reversed() {
      flush()
      guard let content = output.popLast() else { return }
      if !content.isEmpty { output[output.count - 1].append(style.inline(content, at: location)) }
    }
  }

  // MARK: Input

  private mutating func advance(_ count: Int = 1) {
    for character in text[position..<min(position + count, text.count)] {
      if character == "\n" {
        location = SourceLocation(file: location.file, line: location.line + 1, column: 1)
      } else {
        location.column += 1
      }
    }
    position = min(position + count, text.count)
  }

  private func character(_ offset: Int = 0) -> Character? {
    text.indices.contains(position + offset) ? text[position + offset] : nil
  }

  private mutating func replace(_ count: Int, by string: String) {
    advance(count)
    append(string)
  }

  /// The longest of `strings` that the run gives; each stands for one mark more than the one before.
  private mutating func replaceRun(of mark: Character, by strings: [String]) {
    var count = 1
    while count < strings.count, character(count) == mark { count += 1 }
    replace(count, by: strings[count - 1])
  }

  private mutating func skipSpaces() { while let next = character(), next.isWhitespace { advance() } }

  private mutating func dollar() {
    let marks = character(1) == "$" ? 2 : 1
    var end = position + marks
    while !hasNoMoreMath, end < text.count, text[end] != "$" { end += text[end] == "\\" ? 2 : 1 }
    guard !hasNoMoreMath, end < text.count else {
      hasNoMoreMath = true
      return replace(1, by: "$")
    }
    math(from: position + marks, to: end)
    for _ in 0..<marks where character() == "$" { advance() }
  }

  private mutating func math(from start: Int, to end: Int) {
    advance(start - position)
    let tex = String(text[start..<end])
    if !tex.allSatisfy(\.isWhitespace) { append(.math(tex: tex, TextOrigin(location))) }
    advance(end - start)
  }

  // MARK: Commands

  private mutating func command() {
    advance()
    guard let first = character() else { return append("\\") }
    var name = String(first)
    advance()
    if first.isASCII, first.isLetter {
      while let next = character(), next.isASCII, next.isLetter {
        name.append(next)
        advance()
      }
      if let letter = LaTeXSymbols.letters[name] {
        skipSpaces()
        return append(letter)
      }
    }
    if let mark = LaTeXSymbols.accents[name] { return accent(name, mark) }
    if let symbol = LaTeXSymbols.others[name] {
      if first.isLetter { skipSpaces() }
      return append(symbol)
    }
    run(name)
  }

  private mutating func run(_ name: String) {
    switch name {
    case "emph", "textit", "mathit": openArgument(.emphasis)
    case "textbf", "mathbf": openArgument(.strong)
    case "it", "em", "itshape":
      skipSpaces()
      open(.emphasis)
    case "bf", "bfseries":
      skipSpaces()
      open(.strong)
    case "textsuperscript": openArgument(.superscript)
    case "textsubscript": openArgument(.subscripted)
    case "url", "path":
      if let address = rawArgument() { append(.link(destination: address, title: "", [.text(address)])) }
    case "href": if let address = rawArgument() { openArgument(.link(address)) }
    case "ensuremath": mathArgument()
    case "(":
      var end = position
      while end < text.count, !(text[end] == "\\" && end + 1 < text.count && text[end + 1] == ")") { end += 1 }
      math(from: position, to: end)
      advance(2)
    case _ where LaTeXSymbols.plain.contains(name): skipSpaces()
    default: append(LaTeXSymbols.journals[name] ?? "\\" + name)
    }
  }

  /// Opens the style for the group that follows; what stands without braces is left as it is.
  private mutating func openArgument(_ style: Style) {
    skipSpaces()
    guard character() == "{" else { return }
    advance()
    groups.append(Group())
    open(style)
  }

  /// The mark goes with the first letter behind it, whatever braces stand between the two.
  private mutating func accent(_ name: String, _ mark: String) {
    skipSpaces()
    while character() == "{" {
      advance()
      groups.append(Group())
      skipSpaces()
    }
    guard let base = accentBase() else {
      if name == "~" || name == "^" { append(name) }
      return
    }
    append((base + mark).precomposedStringWithCanonicalMapping)
  }

  private mutating func accentBase() -> String? {
    guard let first = character(), first != "}" else { return nil }
    guard first == "\\" else {
      guard first.isLetter || first.isNumber else { return nil }
      advance()
      return String(first)
    }
    var end = position + 1
    while end < text.count, text[end].isASCII, text[end].isLetter { end += 1 }
    let name = String(text[(position + 1)..<end])
    guard let letter = LaTeXSymbols.letters[name] else { return nil }
    advance(end - position)
    if character()?.isWhitespace == true { skipSpaces() }
    return ["ı": "i", "ȷ": "j"][letter] ?? letter
  }

  /// What stands in the braces that follow, untouched but for escapes; `nil` where there are none.
  private mutating func rawArgument() -> String? {
    guard let end = argumentEnd() else { return nil }
    let argument = String(text[(position + 1)..<end])
    advance(end + 1 - position)
    return Self.address(argument)
  }

  private mutating func mathArgument() {
    guard let end = argumentEnd() else { return }
    math(from: position + 1, to: end)
    advance()
  }

  private mutating func argumentEnd() -> Int? {
    skipSpaces()
    guard character() == "{" else { return nil }
    var depth = 0
    var end = position
    while end < text.count {
      if text[end] == "{" { depth += 1 }
      if text[end] == "}" { depth -= 1 }
      if depth == 0 { return end }
      end += 1
    }
    return nil
  }

  /// An address with the backslashes dropped that LaTeX wants before `_`, `%`, `&`, `#` and `~`.
  static func address(_ text: String) -> String {
    let unwrapped = text.filter { !$0.isWhitespace && $0 != "{" && $0 != "}" }
    return unwrapped.replacing("\\textasciitilde", with: "~").replacing("\\", with: "")
  }
}
