import Foundation
import Notebook

extension Renderer {
  mutating func inlines(_ text: [Inline]) -> HTML {
    var html: HTML = ""
    for (index, inline) in text.enumerated() {
      switch inline {
      case .text(let words):
        let opening = text[safe: index + 1].map(Self.isMath) == true ? Self.opening(words) : ""
        let closing = index > 0 && Self.isMath(text[index - 1]) ? Self.closing(words) : ""
        html += HTML(words.dropFirst(closing.count).dropLast(opening.count))
      case .math(let tex, let origin):
        let math = inlineMath(tex, at: origin)
        let (before, after) = Self.punctuation(around: index, in: text)
        html += before.isEmpty && after.isEmpty ? math : "<span class=\"together\">\(before)\(math)\(after)</span>"
      default: html += self.inline(inline)
      }
    }
    return html
  }

  /// A browser would break the line between a formula and the comma behind it: these are held together.
  private static func punctuation(around index: Int, in text: [Inline]) -> (before: Substring, after: Substring) {
    var (before, after): (Substring, Substring) = ("", "")
    if case .text(let words) = text[safe: index - 1] {
      let closes = text[safe: index - 2].map(isMath) == true
      before = opening(String(words.dropFirst(closes ? closing(words).count : 0)))
    }
    if case .text(let words) = text[safe: index + 1] { after = closing(words) }
    return (before, after)
  }

  private static func isMath(_ inline: Inline) -> Bool { if case .math = inline { true } else { false } }

  private static func closing(_ text: String) -> Substring { text.prefix { ",.;:!?)]’”…-–%".contains($0) } }

  private static func opening(_ text: String) -> Substring {
    text.suffix(text.reversed().prefix { "([‘“".contains($0) }.count)
  }

  /// Text that becomes part of a link.
  mutating func linkText(_ text: [Inline]) -> HTML {
    let outer = isInLink
    isInLink = true
    defer { isInLink = outer }
    return inlines(text)
  }

  private mutating func inline(_ inline: Inline) -> HTML {
    switch inline {
    case .text(let text): HTML(text)
    case .math(let tex, let origin): inlineMath(tex, at: origin)
    case .code(let code): "<code>\(code)</code>"
    case .emphasis(let text): "<em>\(inlines(text))</em>"
    case .strong(let text): "<strong>\(inlines(text))</strong>"
    case .strikethrough(let text): "<del>\(inlines(text))</del>"
    case .link(let destination, let title, let text): link(to: destination, title: title, text)
    case .image(let source, let title, let alt): image(source, title: title, alt: alt)
    case .softBreak: "\n"
    case .lineBreak: "<br>\n"
    case .html(let markup): Self.isComment(markup) ? "" : allowsHTML ? HTML(raw: markup) : HTML(markup)
    case .role(let role): self.role(role)
    case .footnoteReference(let id): footnoteReference(id)
    }
  }

  private mutating func link(to destination: String, title: String, _ text: [Inline]) -> HTML {
    guard !isInLink else { return inlines(text) }
    let hint: HTML = title.isEmpty ? "" : " title=\"\(title)\""
    switch LinkTarget(destination) {
    case .fragment(let name): return fragmentLink(to: name, hint: hint, text)
    case .external(let address): return "<a href=\"\(address)\" rel=\"noopener\"\(hint)>\(linkText(text))</a>"
    case .relative(let address): return "<a href=\"\(address)\"\(hint)>\(linkText(text))</a>"
    case .refused: return inlines(text)
    }
  }

  /// `[](#name)` is MyST's other way to write a reference, and `[text](#name)` a link with a text of its own.
  private mutating func fragmentLink(to name: String, hint: HTML, _ text: [Inline]) -> HTML {
    guard let target = numbering.targets[name] else {
      noteUnknown(name, at: linkPlaces.place(of: "#" + name))
      return inlines(text)
    }
    guard !text.isEmpty else { return reference(to: target, text: nil) }
    return "<a href=\"#\(target.anchor.fragment)\"\(hint)>\(linkText(text))</a>"
  }

  private mutating func image(_ source: String, title: String, alt: [Inline]) -> HTML {
    do throws(EmbeddingError) {
      let image = try EmbeddedImage(source: source, besideTemplate: template.file)
      let hint: HTML = title.isEmpty ? "" : " title=\"\(title)\""
      return "<img src=\"\(image.address)\" alt=\"\(plainText(alt))\"\(hint)>"
    } catch {
      note(error.message, at: linkPlaces.place(of: source), remedy: error.remedy)
      return inlines(alt)
    }
  }
}
