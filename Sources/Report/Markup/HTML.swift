/// Text that is HTML already.
///
/// Whatever is put into an `HTML` literal by `\(…)` is escaped unless it is itself `HTML`, so that a template's text
/// cannot become markup by oversight:
///
///     let cell: HTML = "<td title=\"\(title)\">\(content)</td>"
public struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
  public private(set) var markup: String

  /// - Parameter markup: is taken as it is.
  public init(raw markup: String) { self.markup = markup }

  public init(stringLiteral markup: String) { self.markup = markup }

  public init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var markup = ""

    public init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity) }

    public mutating func appendLiteral(_ literal: String) { markup += literal }

    public mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

    public mutating func appendInterpolation(_ number: Int) { markup += String(number) }

    public mutating func appendInterpolation(_ text: some StringProtocol) { HTML.escape(text, into: &markup) }
  }

  /// `text` so that a browser shows it as it is, between tags and between quotes.
  public init(_ text: some StringProtocol) {
    markup = ""
    Self.escape(text, into: &markup)
  }

  public var isEmpty: Bool { markup.isEmpty }

  public static func += (html: inout HTML, other: HTML) { html.markup += other.markup }

  /// Whether a byte of UTF-8 stands for itself wherever it is: 0xC2 may begin a control character.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"), 0x7F, 0xC2:
      false
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"): true
    default: byte >= 0x20
    }
  }

  /// By scalars, since a character may be a `<` with a combining mark. Of the control characters HTML allows only white
  /// space.
  private static func escape(_ text: some StringProtocol, into markup: inout String) {
    // Most texts, embedded pictures above all, have nothing to escape.
    if text.utf8.allSatisfy(isPlain) {
      markup += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": markup += "&amp;"
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      case "\t", "\n": markup.unicodeScalars.append(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": markup += "\u{FFFD}"
      default: markup.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Sequence<HTML> {
  func joined(_ separator: HTML = "") -> HTML {
    HTML(raw: map(\.markup).joined(separator: separator.markup))
  }
}
