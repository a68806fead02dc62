import CCMark

/// Runs of text within a block.
extension MarkdownReader {
  /// Emphasis within emphasis, deeper than this, leaves the text as it is.
  private static let deepestEmphasis = 50

  func inlines(in parent: Node, depth: Int = 0) -> [Inline] {
    var run = InlineRun()
    if depth < Self.deepestEmphasis {
      for node in Children(of: parent) { append(node, to: &run, depth) }
    } else {
      for node in Leaves(of: parent) { append(node, to: &run, depth) }
    }
    return run.inlines
  }

  func append(_ node: Node, to run: inout InlineRun, _ depth: Int = 0) {
    func content() -> [Inline] { inlines(in: node, depth: depth + 1) }
    if Self.isFootnoteReference(node) {
      return run.append(.footnoteReference(id: footnotes[rawLiteral(node)] ?? rawLiteral(node)))
    }
    switch String(cString: cmark_node_get_type_string(node)) {
    case "text": run.append(text: literal(node))
    case "code": code(node, to: &run)
    case "emph": run.append(.emphasis(content()))
    case "strong": run.append(.strong(content()))
    case "strikethrough": run.append(.strikethrough(content()))
    case "link": run.append(.link(destination: address(node), title: title(node), content()))
    case "image": run.append(.image(source: address(node), title: title(node), alt: content()))
    case "softbreak": run.append(.softBreak)
    case "linebreak": run.append(.lineBreak)
    case "html_inline": run.append(.html(literal(node)))
    default: for inline in content() { run.append(inline) }
    }
  }

  private func code(_ node: Node, to run: inout InlineRun) {
    let text = rawLiteral(node)
    guard let extract = extracts.extract(standingAs: text) else { return run.append(.code(extracts.restore(text))) }
    switch extract.kind {
    case .role(let name): run.append(.role(Role(name: name, content: extract.content, origin: extract.origin)))
    case .inlineMath, .displayMath: run.append(.math(tex: extract.content, extract.origin))
    case .text: run.append(text: extract.content)
    }
  }

  func rawLiteral(_ node: Node) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

  func literal(_ node: Node) -> String { extracts.restore(rawLiteral(node)) }

  private func address(_ node: Node) -> String {
    extracts.restore(cmark_node_get_url(node).map { String(cString: $0) } ?? "")
  }

  private func title(_ node: Node) -> String {
    extracts.restore(cmark_node_get_title(node).map { String(cString: $0) } ?? "")
  }

  /// The nodes below a node that hold no others, in order.
  private struct Leaves: Sequence, IteratorProtocol {
    private let root: Node
    private var following: Node?

    init(of root: Node) {
      self.root = root
      following = Self.first(in: root)
      if following == root { following = nil }
    }

    mutating func next() -> Node? {
      guard let leaf = following else { return nil }
      var node = leaf
      while node != root {
        if let sibling = cmark_node_next(node) {
          following = Self.first(in: sibling)
          return leaf
        }
        guard let parent = cmark_node_parent(node) else { break }
        node = parent
      }
      following = nil
      return leaf
    }

    private static func first(in node: Node) -> Node {
      var node = node
      while let child = cmark_node_first_child(node) { node = child }
      return node
    }
  }
}

/// Runs of text as they come; neighbouring texts are one.
struct InlineRun {
  private var closed: [Inline] = []
  private var text = ""

  mutating func append(_ inline: Inline) {
    if !text.isEmpty { closed.append(.text(text)) }
    text = ""
    closed.append(inline)
  }

  mutating func append(text more: String) { text += more }

  var inlines: [Inline] { text.isEmpty ? closed : closed + [.text(text)] }

  /// A paragraph without line breaks at either end; none where nothing is left.
  var paragraph: [Block] {
    let rest = inlines.drop { $0 == .softBreak }
    let content = rest.prefix(rest.count - rest.reversed().prefix { $0 == .softBreak }.count)
    return content.isEmpty ? [] : [.paragraph(Array(content))]
  }
}
