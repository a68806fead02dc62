import Notebook

extension Renderer {
  /// What is left of `text` where only letters can stand: in a title, an attribute, the browser's tab.
  ///
  /// - Parameter keepsDollars: whether math stays between dollars, for readers that set it.
  func plainText(_ text: [Inline], keepsDollars: Bool = false) -> String {
    text.map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .math(let text, _): keepsDollars ? "$\(text)$" : text
      case .emphasis(let text), .strong(let text), .strikethrough(let text), .link(_, _, let text),
        .image(_, _, let text):
        plainText(text, keepsDollars: keepsDollars)
      case .softBreak, .lineBreak: " "
      case .html, .footnoteReference: ""
      case .role(let role): plainText(role)
      }
    }.joined().trimmed.description
  }

  private func plainText(_ role: Role) -> String {
    switch role.name {
    case "value":
      guard let quote = try? ValueQuote(role.content), let value = try? self.value(at: quote.path) else { return "?" }
      return (try? quote.format.map { format in try value.plain(format) } ?? value.plain) ?? "?"
    case "ref", "numref", "eq":
      return numbering.targets[String(role.content.trimmed)].map { Self.name(of: $0) } ?? role.content
    case "cite:t": return Citations.keys(of: role).map { template.bibliography[$0.key]?.shortAuthors ?? $0.key }.listed
    case "cite", "cite:p": return ""
    default: return role.content
    }
  }
}
