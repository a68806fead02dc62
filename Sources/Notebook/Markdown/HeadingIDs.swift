/// Identifiers of headings, made the way GitHub makes them, each unique in its document.
struct HeadingIDs {
  private var taken: Set<String> = []
  /// The number to try next behind an identifier that is taken.
  private var next: [String: Int] = [:]

  /// `wanted`, or the first of `wanted-1`, `wanted-2`, … that is not taken; taken from now on.
  ///
  /// - Complexity: O(1) on average, however many headings are alike.
  mutating func unique(_ wanted: String) -> String {
    if taken.insert(wanted).inserted { return wanted }
    var number = next[wanted] ?? 1
    while !taken.insert("\(wanted)-\(number)").inserted { number += 1 }
    next[wanted] = number + 1
    return "\(wanted)-\(number)"
  }

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
