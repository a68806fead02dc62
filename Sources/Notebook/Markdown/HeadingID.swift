/// Identifiers of headings, made the way GitHub makes them.
enum HeadingID {
  /// Lower case, spaces as hyphens, punctuation dropped.
  static func slug(_ content: [Inline]) -> String {
    let text = content.map(\.plainText).joined().lowercased()
    var slug = ""
    for character in text {
      if character.isLetter || character.isNumber || character == "-" || character == "_" {
        slug.append(character)
      } else if character.isWhitespace {
        slug.append("-")
      }
    }
    return slug.isEmpty ? "section" : slug
  }

  /// `wanted`, or the first of `wanted-1`, `wanted-2`, … that is not taken.
  static func unique(_ wanted: String, among taken: Set<String>) -> String {
    guard taken.contains(wanted) else { return wanted }
    var number = 1
    while taken.contains("\(wanted)-\(number)") { number += 1 }
    return "\(wanted)-\(number)"
  }
}

extension Inline {
  /// The text alone, without markup; math as its TeX.
  public var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content),
      .image(_, _, let content):
      content.map(\.plainText).joined()
    case .softBreak, .lineBreak: " "
    case .math(let tex, _): tex
    case .role(let role): role.content
    case .html, .footnoteReference: ""
    }
  }
}
