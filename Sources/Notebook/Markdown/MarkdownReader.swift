import CCMark

/// Reads Markdown (CommonMark, GitHub's tables, strikethrough, autolinks, task lists and footnotes) through cmark-gfm.
///
/// Fences that the parser of templates understands come out of `directive` instead of as code.
struct MarkdownReader {
  /// A fence whose info string is `{kind} argument`.
  struct Fence {
    var kind: String
    var argument: String
    var body: String
    /// Place of the opening fence.
    var location: SourceLocation
  }

  /// What stands for a fenced directive in the document. The reader reads Markdown within the fence.
  typealias DirectiveReader = (Fence, inout MarkdownReader) -> [Block]

  let directive: DirectiveReader
  private var headingIDs = HeadingIDs()
  private var pendingLabel: String?
  private var extracts = Extracts()
  private var origin = SourceLocation(file: "", line: 1, column: 1)
  /// How many lines stand before the text that is being read.
  private var preambleLines = 0
  /// The labels of the footnotes in the text that is being read, by the numbers that cmark gives them.
  private var footnotes: [String: String] = [:]

  init(directive: @escaping DirectiveReader) {
    self.directive = directive
  }

  /// - Parameters:
  ///   - text: Markdown with `\n` line ends.
  ///   - origin: Place of its first character.
  mutating func blocks(_ text: String, at origin: SourceLocation) -> [Block] {
    let outer = (extracts, self.origin, preambleLines, footnotes)
    defer { (extracts, self.origin, preambleLines, footnotes) = outer }
    let scanned = ExtractScanner.scan(text, at: origin)
    extracts = scanned.extracts
    self.origin = origin
    guard let parser = Self.parser() else { return [] }
    defer { cmark_parser_free(parser) }
    let labels = FootnoteLabels(in: scanned.text)
    let preamble = labels.preamble
    preambleLines = preamble.lines
    cmark_parser_feed(parser, preamble.text, preamble.text.utf8.count)
    cmark_parser_feed(parser, scanned.text, scanned.text.utf8.count)
    guard let document = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(document) }
    return blocks(in: document, labels)
  }

  /// The blocks behind the preamble, whose calls tell which number each label has.
  private mutating func blocks(in document: Node, _ labels: FootnoteLabels) -> [Block] {
    footnotes = [:]
    for (node, label) in zip(Children(of: document), labels.labels) {
      guard let call = cmark_node_first_child(node), Self.isFootnoteReference(call) else { continue }
      footnotes[rawLiteral(call)] = label
    }
    var blocks: [Block] = []
    var notes = 0
    var isPreamble = preambleLines > 0
    for node in Children(of: document) {
      let line = Int(cmark_node_get_start_line(node))
      guard !isPreamble else {
        if line == preambleLines { isPreamble = false }
        continue
      }
      guard cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION else {
        blocks += self.blocks(from: node)
        continue
      }
      // cmark puts the notes at the document's end in the order of their numbers.
      notes += 1
      guard line > preambleLines else { continue }
      blocks.append(.footnote(id: footnotes[String(notes)] ?? String(notes), self.blocks(in: node)))
    }
    return blocks
  }

  /// A line of Markdown, as in captions and labels: the content of its paragraphs.
  static func inlines(_ text: String, at origin: SourceLocation) -> [Inline] {
    var reader = MarkdownReader { _, _ in [] }
    let blocks = reader.blocks(text, at: origin)
    var inlines: [Inline] = []
    for case .paragraph(let content) in blocks {
      if !inlines.isEmpty { inlines.append(.softBreak) }
      inlines += content
    }
    return blocks.isEmpty || inlines.isEmpty ? (text.isEmpty ? [] : [.text(text)]) : inlines
  }

  private static func parser() -> OpaquePointer? {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(Int32(CMARK_OPT_FOOTNOTES)) else { return nil }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      guard let found = cmark_find_syntax_extension(name) else { continue }
      cmark_parser_attach_syntax_extension(parser, found)
    }
    return parser
  }

  // MARK: Blocks

  private typealias Node = OpaquePointer

  private mutating func blocks(in parent: Node) -> [Block] {
    var blocks: [Block] = []
    for node in Children(of: parent) { blocks += self.blocks(from: node) }
    return blocks
  }

  private mutating func blocks(from node: Node) -> [Block] {
    switch String(cString: cmark_node_get_type_string(node)) {
    case "paragraph": return paragraph(node)
    case "heading": return [heading(node)]
    case "block_quote": return [.quote(blocks(in: node))]
    case "list": return [list(node)]
    case "code_block": return codeBlock(node)
    case "html_block": return [.html(literal(node))]
    case "thematic_break": return [.thematicBreak]
    case "table": return [table(node)]
    default: return blocks(in: node)
    }
  }

  /// A paragraph, cut where formulas on lines of their own stand in it.
  private mutating func paragraph(_ node: Node) -> [Block] {
    if let label = targetLabel(node) {
      pendingLabel = label
      return []
    }
    var blocks: [Block] = []
    var run: [Inline] = []
    func close() {
      while run.first == .softBreak { run.removeFirst() }
      while run.last == .softBreak { run.removeLast() }
      if !run.isEmpty { blocks.append(.paragraph(run)) }
      run = []
    }
    for child in Children(of: node) {
      if let math = displayMath(child) {
        close()
        blocks.append(.math(math))
      } else {
        append(child, to: &run)
      }
    }
    close()
    return blocks
  }

  private func displayMath(_ node: Node) -> DisplayMath? {
    guard String(cString: cmark_node_get_type_string(node)) == "code" else { return nil }
    guard let extract = extracts.extract(standingAs: rawLiteral(node)) else { return nil }
    guard case .displayMath(let label) = extract.kind else { return nil }
    return DisplayMath(tex: extract.content, label: label, location: extract.location)
  }

  /// MyST's `(name)=` on a line of its own, which names the heading that follows.
  private func targetLabel(_ node: Node) -> String? {
    guard let child = cmark_node_first_child(node), cmark_node_next(child) == nil else { return nil }
    guard String(cString: cmark_node_get_type_string(child)) == "text" else { return nil }
    let text = literal(child)
    guard text.hasPrefix("("), text.hasSuffix(")=") else { return nil }
    let label = text.dropFirst().dropLast(2)
    return !label.isEmpty && label.allSatisfy { ValuePath.isNameCharacter($0) || $0 == ":" } ? String(label) : nil
  }

  private mutating func heading(_ node: Node) -> Block {
    let content = inlines(in: node)
    let wanted = pendingLabel ?? HeadingIDs.slug(content)
    pendingLabel = nil
    return .heading(level: Int(cmark_node_get_heading_level(node)), id: headingIDs.unique(wanted), content)
  }

  private mutating func list(_ node: Node) -> Block {
    var items: [List.Item] = []
    for item in Children(of: node) {
      let isTask = String(cString: cmark_node_get_type_string(item)) == "tasklist"
      items.append(
        List.Item(task: isTask ? cmark_gfm_extensions_get_tasklist_item_checked(item) : nil, blocks: blocks(in: item)))
    }
    let ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return .list(
      List(
        start: ordered ? Int(cmark_node_get_list_start(node)) : nil, tight: cmark_node_get_list_tight(node) != 0,
        items: items))
  }

  private mutating func codeBlock(_ node: Node) -> [Block] {
    let info = cmark_node_get_fence_info(node).map { extracts.restore(String(cString: $0)) } ?? ""
    let text = literal(node)
    guard info.first == "{", let close = info.firstIndex(of: "}") else {
      return [.code(language: String(info.prefix { !$0.isWhitespace }), text)]
    }
    let fence = Fence(
      kind: String(info[info.index(after: info.startIndex)..<close]),
      argument: String(info[info.index(after: close)...].drop { $0.isWhitespace }), body: text,
      location: SourceLocation(
        file: origin.file, line: origin.line + max(0, Int(cmark_node_get_start_line(node)) - 1 - preambleLines),
        column: max(1, Int(cmark_node_get_start_column(node)))))
    return directive(fence, &self)
  }

  private mutating func table(_ node: Node) -> Block {
    let columns = Int(cmark_gfm_extensions_get_table_columns(node))
    let marks = cmark_gfm_extensions_get_table_alignments(node)
    let alignments: [MarkdownTable.Alignment] = (0..<columns).map { column in
      switch marks?[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .centre
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
    var rows: [[[Inline]]] = []
    for row in Children(of: node) {
      var cells: [[Inline]] = []
      for cell in Children(of: row) { cells.append(inlines(in: cell)) }
      rows.append(cells)
    }
    let header = rows.isEmpty ? [] : rows.removeFirst()
    return .table(MarkdownTable(alignments: alignments, header: header, rows: rows))
  }

  // MARK: Inlines

  private func inlines(in parent: Node) -> [Inline] {
    var inlines: [Inline] = []
    for node in Children(of: parent) { append(node, to: &inlines) }
    return inlines
  }

  private func append(_ node: Node, to inlines: inout [Inline]) {
    if Self.isFootnoteReference(node) {
      return inlines.append(.footnoteReference(id: footnotes[rawLiteral(node)] ?? rawLiteral(node)))
    }
    switch String(cString: cmark_node_get_type_string(node)) {
    case "text":
      let text = literal(node)
      if case .text(let before) = inlines.last {
        inlines[inlines.count - 1] = .text(before + text)
      } else {
        inlines.append(.text(text))
      }
    case "code": inlines.append(code(node))
    case "emph": inlines.append(.emphasis(self.inlines(in: node)))
    case "strong": inlines.append(.strong(self.inlines(in: node)))
    case "strikethrough": inlines.append(.strikethrough(self.inlines(in: node)))
    case "link":
      inlines.append(.link(destination: address(node), title: title(node), self.inlines(in: node)))
    case "image":
      inlines.append(.image(source: address(node), title: title(node), alt: self.inlines(in: node)))
    case "softbreak": inlines.append(.softBreak)
    case "linebreak": inlines.append(.lineBreak)
    case "html_inline": inlines.append(.html(literal(node)))
    default: inlines += self.inlines(in: node)
    }
  }

  private func code(_ node: Node) -> Inline {
    let text = rawLiteral(node)
    guard let extract = extracts.extract(standingAs: text) else { return .code(extracts.restore(text)) }
    switch extract.kind {
    case .role(let name): return .role(Role(name: name, content: extract.content, location: extract.location))
    case .inlineMath, .displayMath: return .math(tex: extract.content, extract.location)
    }
  }

  private func rawLiteral(_ node: Node) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  private func literal(_ node: Node) -> String { extracts.restore(rawLiteral(node)) }

  private func address(_ node: Node) -> String {
    extracts.restore(cmark_node_get_url(node).map { String(cString: $0) } ?? "")
  }

  private func title(_ node: Node) -> String {
    extracts.restore(cmark_node_get_title(node).map { String(cString: $0) } ?? "")
  }

  private static func isFootnoteReference(_ node: Node) -> Bool {
    cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE
  }

  /// The children of a node, in order.
  private struct Children: Sequence, IteratorProtocol {
    private var following: Node?

    init(of parent: Node) { following = cmark_node_first_child(parent) }

    mutating func next() -> Node? {
      defer { following = following.flatMap { cmark_node_next($0) } }
      return following
    }
  }
}
