import Foundation
import Notebook

/// Turns a template's blocks into HTML, front to back, and notes every mistake on the way.
///
/// Footnotes and citations are numbered as they are met; everything else has its number from ``Numbering``.
struct Renderer {
  let template: Template
  let results: [String: StepResult]
  let reasons: [String: String]
  let numbering: Numbering
  let calls: [String: DirectiveCall]
  var mistakes: [Diagnostic]
  let typesetter: MathTypesetter
  let origin: PageOrigin?
  /// Steps whose numbers some figure lets a reader move.
  let explored: Set<String>
  var missesKaTeX = false
  /// Whether the page is made for its mistakes alone, before anything has run: what a plan knows of values is told there.
  var isCheck = false
  var footnotes: Footnotes
  var citations = Citations()
  var linkPlaces: LinkPlaces
  /// Nothing within a link may be a link: a heading in the table of contents, a figure's name in a reference.
  var isInLink = false

  init(_ page: Page) {
    template = page.template
    results = page.results
    reasons = page.reasons
    typesetter = page.math
    origin = page.origin
    explored = Set(
      page.results.values.flatMap { result -> [String] in
        if case .steps(let names, _)? = result.explorer { names } else { [] }
      })
    numbering = Numbering(page.template, results: page.results)
    calls = Dictionary(page.template.directives.map { ($0.name, $0) }) { first, _ in first }
    mistakes = numbering.mistakes
    footnotes = Footnotes(page.template.blocks)
    linkPlaces = LinkPlaces(page.template)
  }

  mutating func note(_ message: String, at location: SourceLocation, remedy: String? = nil) {
    mistakes.append(Diagnostic(message, at: location, remedy: remedy))
  }

  mutating func blocks(_ blocks: [Block], tight: Bool = false) -> HTML {
    var html: HTML = ""
    for block in blocks {
      if tight, case .paragraph(let text) = block {
        html += inlines(text)
      } else {
        html += self.block(block)
      }
    }
    return html
  }

  mutating func block(_ block: Block) -> HTML {
    switch block {
    case .heading(_, let id, let text): heading(id: id, text)
    case .paragraph(let text): "<p>\(inlines(text))</p>\n"
    case .list(let list): self.list(list)
    case .quote(let quoted): "<blockquote>\n\(blocks(quoted))</blockquote>\n"
    case .code(_, let code): "<pre tabindex=\"0\"><code>\(code)</code></pre>\n"
    case .thematicBreak: "<hr>\n"
    case .html(let markup): Self.isComment(markup) ? "" : rawBlock(markup)
    case .table(let table): textTable(table)
    case .math(let math): displayMath(math)
    case .admonition(let admonition): self.admonition(admonition)
    case .directive(let name): directive(name)
    case .footnote: ""
    case .figure(let figure): picture(figure)
    }
  }

  private mutating func heading(id: String, _ text: [Inline]) -> HTML {
    guard let heading = numbering.headings[id] else { return "<p>\(inlines(text))</p>\n" }
    let number: HTML = heading.target.number.isEmpty ? "" : "<span class=\"number\">\(heading.target.number)</span> "
    let anchor: HTML =
      "<a class=\"anchor\" href=\"#\(heading.target.anchor.fragment)\" aria-label=\"Link to this section\">#</a>"
    let element = HTML(raw: "h\(heading.level)")
    return "<\(element) id=\"\(heading.target.anchor)\">\(number)\(inlines(text)) \(anchor)</\(element)>\n"
  }

  private mutating func list(_ list: List) -> HTML {
    var items: HTML = ""
    for item in list.items {
      let content = blocks(item.blocks, tight: list.tight)
      if let isDone = item.task {
        let box: HTML = isDone ? "<input type=\"checkbox\" disabled checked>" : "<input type=\"checkbox\" disabled>"
        items += "<li class=\"task\">\(box) \(content)</li>\n"
      } else {
        items += "<li>\(content)</li>\n"
      }
    }
    guard let start = list.start else { return "<ul>\n\(items)</ul>\n" }
    let attribute: HTML = start == 1 ? "" : " start=\"\(start)\""
    return "<ol\(attribute)>\n\(items)</ol>\n"
  }

  private mutating func admonition(_ admonition: Admonition) -> HTML {
    let known = ["attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "warning"]
    let kind = known.contains(admonition.kind) ? admonition.kind : "note"
    let name = kind == "seealso" ? "See also" : kind.prefix(1).uppercased() + kind.dropFirst()
    let title = admonition.title.isEmpty ? HTML(name) : inlines(admonition.title)
    return """
      <aside class="admonition \(kind)" role="note">
      <p class="title">\(title)</p>
      \(blocks(admonition.blocks))</aside>

      """
  }

  var allowsHTML: Bool { template.metadata.allowsHTML }

  private func rawBlock(_ markup: String) -> HTML {
    allowsHTML ? HTML(raw: markup) : "<pre tabindex=\"0\"><code>\(markup)</code></pre>\n"
  }

  /// A comment of the author's own is not for the reader.
  static func isComment(_ markup: String) -> Bool {
    let text = markup.trimmed
    guard text.hasPrefix("<!--"), text.hasSuffix("-->"), let end = text.firstPlace(of: "-->") else { return false }
    return end.upperBound == text.endIndex
  }
}

extension StringProtocol where SubSequence == Substring {
  /// Without white space at either end.
  var trimmed: Substring {
    guard let last = lastIndex(where: { !$0.isWhitespace }) else { return self[endIndex...] }
    return self[...last].drop(while: \.isWhitespace)
  }
}

extension String {
  /// An element's id as it is written behind the `#` of an address.
  var fragment: String { addingPercentEncoding(withAllowedCharacters: .urlFragmentAllowed) ?? self }
}
