import CCMark
import Synchronization

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
    /// Place of the kind, behind the brace.
    var kindLocation: SourceLocation
    /// Place of the argument, or of where it would stand.
    var argumentLocation: SourceLocation
    /// Where the lines of the body start.
    var bodyColumn: Int
    /// The marks that open and close it: ```` ``` ````.
    var marks: String
    /// Whether a line of such marks closes it; CommonMark lets it end with the text or the list that it stands in.
    var isClosed: Bool
  }

  /// What stands for a fenced directive in the document. The reader reads Markdown within the fence.
  ///
  /// Other code goes the same way, with an empty kind, where its fence is never closed; `nil` leaves it code.
  typealias DirectiveReader = (Fence, inout MarkdownReader) -> [Block]?

  let directive: DirectiveReader
  var headingIDs = HeadingIDs()
  /// A label that waits for the heading that it names.
  private var pendingLabel: (name: String, location: SourceLocation)?
  /// Labels that something other than a heading followed.
  private var lostLabels: [(name: String, location: SourceLocation)] = []
  var extracts = Extracts()
  var origin = SourceLocation(file: "", line: 1, column: 1)
  /// The lines of the text that is being read.
  var lines: [Substring] = []
  /// How many texts within texts are being read.
  private var depth = 0
  /// How many quotes and lists the block at hand stands in.
  private var level = 0
  /// The labels of headings, each with its place.
  private(set) var labels: [(name: String, location: SourceLocation)] = []
  /// Labels that name no heading, once all is read.
  var strayLabels: [(name: String, location: SourceLocation)] { lostLabels + (pendingLabel.map { [$0] } ?? []) }
  /// What is wrong with the text that no fence can tell.
  var mistakes: [Diagnostic] = []
  /// How many lines stand before the text that is being read.
  var preambleLines = 0
  /// The labels of the footnotes in the text that is being read, by the numbers that cmark gives them.
  var footnotes: [String: String] = [:]

  init(directive: @escaping DirectiveReader) {
    self.directive = directive
  }

  /// - Parameters:
  ///   - text: Markdown with `\n` line ends.
  ///   - origin: Place of its first character.
  mutating func blocks(_ text: String, at origin: SourceLocation) -> [Block] {
    let outer = (extracts, self.origin, preambleLines, footnotes, lines)
    depth += 1
    defer {
      (extracts, self.origin, preambleLines, footnotes, lines) = outer
      depth -= 1
    }
    lines = text.lines
    let outerLevel = level
    level = 0
    defer { level = outerLevel }
    let limits = MarkdownLimits(lines, at: origin, depth: depth)
    guard limits.mistakes.isEmpty else {
      mistakes += limits.mistakes
      return []
    }
    let scanned = ExtractScanner.scan(text, at: origin)
    extracts = scanned.extracts
    self.origin = origin
    let labels = FootnoteLabels(in: scanned.text)
    let preamble = labels.preamble
    preambleLines = preamble.lines
    guard let document = Self.document(preamble.text, scanned.text, linkingAddresses: limits.linksAddresses) else {
      return []
    }
    defer { cmark_node_free(document) }
    return blocks(in: document, labels)
  }

  /// cmark-gfm keeps the characters that its extensions mark text with in one table for the whole process: it enters them
  /// before a document's inlines are read and takes them out after it, under the eyes of all who read at the same time.
  private static let parsing = Mutex(())

  private static func document(_ preamble: String, _ text: String, linkingAddresses: Bool) -> Node? {
    parsing.withLock { _ in
      guard let parser = parser(linkingAddresses: linkingAddresses) else { return nil }
      defer { cmark_parser_free(parser) }
      cmark_parser_feed(parser, preamble, preamble.utf8.count)
      cmark_parser_feed(parser, text, text.utf8.count)
      return cmark_parser_finish(parser)
    }
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
    var reader = MarkdownReader { fence, _ in fence.kind.isEmpty ? nil : [] }
    let blocks = reader.blocks(text, at: origin)
    var inlines: [Inline] = []
    for case .paragraph(let content) in blocks {
      if !inlines.isEmpty { inlines.append(.softBreak) }
      inlines += content
    }
    return blocks.isEmpty || inlines.isEmpty ? (text.isEmpty ? [] : [.text(text)]) : inlines
  }

  private static func parser(linkingAddresses: Bool) -> OpaquePointer? {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(Int32(CMARK_OPT_FOOTNOTES)) else { return nil }
    for name in ["table", "strikethrough", "autolink", "tasklist"] where linkingAddresses || name != "autolink" {
      guard let found = cmark_find_syntax_extension(name) else { continue }
      cmark_parser_attach_syntax_extension(parser, found)
    }
    return parser
  }

  // MARK: Blocks

  typealias Node = OpaquePointer

  private mutating func blocks(in parent: Node) -> [Block] {
    level += 1
    defer { level -= 1 }
    guard level <= MarkdownLimits.deepest else {
      mistakes.append(MarkdownLimits.tooDeep(at: location(of: parent)))
      return []
    }
    var blocks: [Block] = []
    for node in Children(of: parent) { blocks += self.blocks(from: node) }
    return blocks
  }

  /// Where a block starts.
  func location(of node: Node) -> SourceLocation {
    SourceLocation(
      file: origin.file, line: origin.line + max(0, Int(cmark_node_get_start_line(node)) - 1 - preambleLines),
      column: origin.column - 1 + max(1, Int(cmark_node_get_start_column(node))))
  }

  private mutating func blocks(from node: Node) -> [Block] {
    let label = pendingLabel
    let blocks = read(node)
    if let label, pendingLabel?.location == label.location, !blocks.isEmpty, !Self.isComment(blocks) {
      lostLabels.append(label)
      pendingLabel = nil
    }
    return blocks
  }

  private static func isComment(_ blocks: [Block]) -> Bool {
    if case .html(let markup) = blocks.first { blocks.count == 1 && markup.hasPrefix("<!--") } else { false }
  }

  private mutating func read(_ node: Node) -> [Block] {
    switch String(cString: cmark_node_get_type_string(node)) {
    case "paragraph": return paragraph(node)
    case "heading": return [heading(node)]
    case "block_quote": return [.quote(blocks(in: node))]
    case "list": return [list(node)]
    case "code_block": return code(node)
    case "html_block": return [.html(literal(node))]
    case "thematic_break": return [.thematicBreak]
    case "table": return [table(node)]
    default: return blocks(in: node)
    }
  }

  /// A paragraph, cut where formulas on lines of their own stand in it.
  private mutating func paragraph(_ node: Node) -> [Block] {
    if let name = targetLabel(node) {
      let label = (name, location(of: node).advanced(by: 1))
      if let pendingLabel { lostLabels.append(pendingLabel) }
      pendingLabel = nil
      guard cmark_node_next(cmark_node_first_child(node)) != nil else {
        pendingLabel = label
        return []
      }
      lostLabels.append(label)
    }
    tellOfFences(in: node)
    var blocks: [Block] = []
    var run = InlineRun()
    for child in Children(of: node) {
      if let math = displayMath(child) {
        blocks += run.paragraph
        run = InlineRun()
        blocks.append(.math(math))
      } else {
        append(child, to: &run)
      }
    }
    return blocks + run.paragraph
  }

  private func displayMath(_ node: Node) -> DisplayMath? {
    guard String(cString: cmark_node_get_type_string(node)) == "code" else { return nil }
    guard let extract = extracts.extract(standingAs: rawLiteral(node)) else { return nil }
    guard case .displayMath(let label) = extract.kind else { return nil }
    return DisplayMath(tex: extract.content, label: label, origin: extract.origin)
  }

  /// MyST's `(name)=` on a line of its own, the paragraph's first, which names the heading that follows.
  private func targetLabel(_ node: Node) -> String? {
    guard let child = cmark_node_first_child(node), cmark_node_get_type(child) == CMARK_NODE_TEXT else { return nil }
    if let next = cmark_node_next(child), cmark_node_get_type(next) != CMARK_NODE_SOFTBREAK { return nil }
    let text = literal(child)
    guard text.hasPrefix("("), text.hasSuffix(")=") else { return nil }
    let label = text.dropFirst().dropLast(2)
    return !label.isEmpty && label.allSatisfy { ValuePath.isNameCharacter($0) || $0 == ":" } ? String(label) : nil
  }

  private mutating func heading(_ node: Node) -> Block {
    let content = inlines(in: node)
    let wanted = pendingLabel?.name ?? HeadingIDs.slug(content)
    if let pendingLabel { labels.append(pendingLabel) }
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

  static func isFootnoteReference(_ node: Node) -> Bool {
    cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE
  }

  /// The children of a node, in order.
  struct Children: Sequence, IteratorProtocol {
    private var following: Node?

    init(of parent: Node) { following = cmark_node_first_child(parent) }

    mutating func next() -> Node? {
      defer { following = following.flatMap { cmark_node_next($0) } }
      return following
    }
  }
}
