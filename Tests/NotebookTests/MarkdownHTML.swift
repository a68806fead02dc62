@testable import Notebook

/// Blocks as the plain HTML of the CommonMark specification, to compare the reader with its examples.
enum MarkdownHTML {
  static func html(_ blocks: [Block], tight: Bool = false) -> String {
    blocks.map { block in
      if tight, case .paragraph(let text) = block { return html(text) + "\n" }
      return html(block)
    }.joined()
  }

  private static func html(_ block: Block) -> String {
    switch block {
    case .heading(let level, _, let text): "<h\(level)>\(html(text))</h\(level)>\n"
    case .paragraph(let text): "<p>\(html(text))</p>\n"
    case .list(let list): self.list(list)
    case .quote(let blocks): "<blockquote>\n\(html(blocks))</blockquote>\n"
    case .code("", let text): "<pre><code>\(escaped(text))</code></pre>\n"
    case .code(let language, let text):
      "<pre><code class=\"language-\(escaped(language))\">\(escaped(text))</code></pre>\n"
    case .thematicBreak: "<hr />\n"
    case .html(let markup): markup
    case .table(let table): self.table(table)
    // Asimov's own: none of the examples may hold any.
    case .math, .admonition, .directive, .footnote, .figure: "<asimov />\n"
    }
  }

  private static func list(_ list: List) -> String {
    let items = list.items.map { item in
      let box = item.task.map { "<input disabled=\"\" type=\"checkbox\"\($0 ? " checked=\"\"" : "")> " } ?? ""
      let content = html(item.blocks, tight: list.tight)
      return "<li>" + (content.hasPrefix("<p>") && !box.isEmpty ? "<p>\(box)" + content.dropFirst(3) : box + content)
        + "</li>\n"
    }.joined()
    guard let start = list.start else { return "<ul>\n\(items)</ul>\n" }
    return "<ol\(start == 1 ? "" : " start=\"\(start)\"")>\n\(items)</ol>\n"
  }

  private static func table(_ table: MarkdownTable) -> String {
    func row(_ cells: [[Inline]], _ element: String) -> String {
      zip(cells, table.alignments).map { cell, alignment in
        let style =
          switch alignment {
          case .none: ""
          case .left: " style=\"text-align:left\""
          case .centre: " style=\"text-align:center\""
          case .right: " style=\"text-align:right\""
          }
        return "<\(element)\(style)>\(html(cell))</\(element)>\n"
      }.joined()
    }
    let body = table.rows.map { "<tr>\n\(row($0, "td"))</tr>\n" }.joined()
    return "<table>\n<thead>\n<tr>\n\(row(table.header, "th"))</tr>\n</thead>\n"
      + (body.isEmpty ? "" : "<tbody>\n\(body)</tbody>\n") + "</table>\n"
  }

  private static func html(_ inlines: [Inline]) -> String { inlines.map { html($0) }.joined() }

  private static func html(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): escaped(text)
    case .code(let code): "<code>\(escaped(code))</code>"
    case .emphasis(let text): "<em>\(html(text))</em>"
    case .strong(let text): "<strong>\(html(text))</strong>"
    case .strikethrough(let text): "<s>\(html(text))</s>"
    case .link(let destination, let title, let text):
      "<a href=\"\(address(destination))\"\(attribute("title", title))>\(html(text))</a>"
    case .image(let source, let title, let alt):
      "<img src=\"\(address(source))\" alt=\"\(escaped(alt.map(\.plainText).joined()))\"\(attribute("title", title)) />"
    case .softBreak: "\n"
    case .lineBreak: "<br />\n"
    case .html(let markup): markup
    case .math, .role, .footnoteReference: "<asimov />"
    }
  }

  private static func attribute(_ name: String, _ value: String) -> String {
    value.isEmpty ? "" : " \(name)=\"\(escaped(value))\""
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// With what may not stand in an address as `%` and two digits.
  private static func address(_ text: String) -> String {
    let safe = Set("-_.+!*'(),%#@?=;:/$~&".utf8)
    return text.utf8.map { byte in
      let isWord = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      if byte == UInt8(ascii: "&") { return "&amp;" }
      if isWord || safe.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }

  /// `html` without the white space that says nothing: outside `<pre>` runs of it are one space, and none stands at the
  /// tags of blocks. Classes of task lists are markdown-it's own.
  static func normalised(_ html: String) -> String {
    var result = ""
    var rest = Substring(
      html.replacing(#/ class="(contains-task-list|task-list-item|task-list-item-checkbox)"/#, with: ""))
    while let opening = rest.firstRange(of: "<pre>"), let closing = rest.firstRange(of: "</pre>") {
      guard opening.lowerBound < closing.lowerBound else { break }
      result += collapsed(rest[..<opening.lowerBound]) + rest[opening.lowerBound..<closing.upperBound]
      rest = rest[closing.upperBound...]
    }
    return result + collapsed(rest)
  }

  private static func collapsed(_ html: Substring) -> String {
    String(html).replacing(#/\s+/#, with: " ").replacing(
      #/ ?(<\/?(?:p|ul|ol|li|blockquote|h[1-6]|table|thead|tbody|tr|th|td|hr|br)(?: [^>]*)?>) ?/#
    ) { String($0.output.1) }.replacing(#/^ | $/#, with: "")
  }
}
