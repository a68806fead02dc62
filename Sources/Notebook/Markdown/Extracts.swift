/// Math and roles taken out of Markdown before CommonMark sees it, since it would read `_`, `*` and `\` in them as its own.
///
/// Each is replaced by a code span that holds its number between private-use characters, and as many line breaks as it
/// had, so that lines keep their numbers. Where CommonMark then shows the text as code or as an address after all,
/// ``restore(_:)`` puts the author's characters back.
struct Extracts {
  enum Kind: Hashable {
    case inlineMath
    case displayMath(label: String?)
    case role(name: String)
    /// Backticks that close nothing: cmark-gfm loses code spans behind them.
    case text
  }

  struct Extract: Hashable {
    var kind: Kind
    var content: String
    /// As written, delimiters included.
    var raw: String
    var origin: TextOrigin
  }

  private(set) var all: [Extract] = []

  static let opening: Character = "\u{E000}"
  static let closing: Character = "\u{E001}"
  static let filler: Character = "\u{E002}"

  /// Takes `extract` in and returns what stands for it in the text.
  mutating func placeholder(for extract: Extract) -> String {
    let number = all.count
    all.append(extract)
    let breaks = extract.raw.filter { $0 == "\n" }.count
    return "`\(Self.opening)\(number)" + String(repeating: "\n\(Self.filler)", count: breaks) + "\(Self.closing)`"
  }

  /// The extract that a code span's text stands for, or `nil` for a code span of the author's.
  func extract(standingAs code: String) -> Extract? {
    guard code.first == Self.opening, code.last == Self.closing else { return nil }
    guard let number = Int(code.dropFirst().prefix { $0.isASCII && $0.isNumber }), all.indices.contains(number) else {
      return nil
    }
    return all[number]
  }

  /// `text` with every placeholder replaced by what the author wrote.
  func restore(_ text: String) -> String {
    guard text.contains(Self.opening) else { return text }
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: Self.opening), let end = rest[start...].firstIndex(of: Self.closing) {
      let standing = String(rest[start...end])
      if let extract = extract(standingAs: standing) {
        result += rest[..<start]
        if result.last == "`" { result.removeLast() }
        result += extract.raw
        rest = rest[rest.index(after: end)...]
        if rest.first == "`" { rest.removeFirst() }
      } else {
        result += rest[...end]
        rest = rest[rest.index(after: end)...]
      }
    }
    return result + rest
  }
}
