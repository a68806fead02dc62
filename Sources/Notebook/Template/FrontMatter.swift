/// The YAML between `---` lines at the head of a template.
struct FrontMatter {
  var metadata = Template.Metadata()
  /// In the order written.
  var parameters: [YAMLNode.Pair] = []
  /// The BibTeX files, named from the template's folder.
  var bibliography: [FileName] = []
  var executor: ExecutorOptions?
  var diagnostics: [Diagnostic] = []
  /// Whether it is known what it says; nothing that it may say is missed where it is not.
  var isRead = true
  /// Whether the parameters are known.
  private(set) var hasParameters = true
  private var source = YAMLSource("", at: SourceLocation(file: "", line: 1, column: 1))

  struct FileName {
    var text: String
    var location: SourceLocation
  }

  private static let keys = [
    "title", "subtitle", "authors", "date", "abstract", "language", "bibliography", "raw-html", "executor", "params",
  ]

  init() {}

  init(_ text: String, at origin: SourceLocation) {
    source = YAMLSource(text, at: origin)
    do {
      let root = try YAMLReader.read(text, at: origin)
      guard let pairs = root.pairs else {
        isRead = false
        diagnostics.append(Diagnostic("front matter must be a mapping", at: origin, remedy: "write key: value"))
        return
      }
      for pair in pairs { read(pair) }
    } catch {
      isRead = false
      diagnostics.append(error)
    }
  }

  /// The lines between the marks at the head of a text; `nil` where it has no front matter. Without a closing mark they go
  /// on to the end.
  ///
  /// A text may also begin with a thematic break. It is front matter only if a key stands in it, or nothing but comments.
  static func extent(in lines: [Substring]) -> Range<Int>? {
    guard let first = lines.first, first.isFrontMatterMark else { return nil }
    guard let end = lines.dropFirst().firstIndex(where: { $0.isFrontMatterMark }) else {
      return lines.count > 1 && lines[1].startsWithKey ? 1..<lines.count : nil
    }
    let inner = lines[1..<end]
    let isEmpty = inner.allSatisfy { $0.allSatisfy(\.isWhitespace) || $0.first == "#" }
    return isEmpty || inner.contains { $0.startsWithKey } || lines[1].first == "{" ? 1..<end : nil
  }

  private mutating func read(_ pair: YAMLNode.Pair) {
    let value = pair.value
    switch pair.key.scalar ?? "" {
    case "title": metadata.title = inlines(value, "title")
    case "subtitle": metadata.subtitle = inlines(value, "subtitle")
    case "abstract": metadata.abstract = inlines(value, "abstract")
    case "date": metadata.date = text(value, "date")
    case "language": metadata.language = text(value, "language") ?? metadata.language
    case "authors": metadata.authors = authors(value)
    case "bibliography": bibliography = files(value)
    case "executor": executor = ExecutorOptions(value, &diagnostics)
    case "raw-html": metadata.allowsHTML = isTrue(value, "raw-html")
    case "params":
      guard let pairs = value.pairs else {
        hasParameters = value.isNull
        guard !value.isNull else { return }
        diagnostics.append(
          Diagnostic("params must be a mapping, not \(value.kindName)", at: value.location, remedy: "write name: value")
        )
        return
      }
      parameters = pairs
    default:
      let name = pair.key.scalar ?? ""
      diagnostics.append(
        Diagnostic(
          "unknown key '\(name)' in the front matter", at: pair.key.location,
          remedy: Suggestion.remedy(for: name, among: Self.keys)))
    }
  }

  private mutating func text(_ node: YAMLNode, _ key: String) -> String? {
    if let text = node.scalar { return node.isNull ? nil : text }
    diagnostics.append(
      Diagnostic("\(key) must be text, not \(node.kindName)", at: node.location, remedy: "write one text"))
    return nil
  }

  private mutating func isTrue(_ node: YAMLNode, _ key: String) -> Bool {
    if let flag = node.scalar.flatMap({ Bool($0) }) { return flag }
    diagnostics.append(Diagnostic("\(key) is true or false", at: node.location, remedy: "write \(key): true"))
    return false
  }

  private mutating func inlines(_ node: YAMLNode, _ key: String) -> [Inline] {
    text(node, key) == nil ? [] : source.inlines(node)
  }

  private mutating func files(_ node: YAMLNode) -> [FileName] {
    guard case .sequence(let items) = node.content else { return file(node).map { [$0] } ?? [] }
    return items.compactMap { file($0) }
  }

  private mutating func file(_ node: YAMLNode) -> FileName? {
    if let text = node.scalar, !node.isNull, !text.isEmpty { return FileName(text: text, location: node.location) }
    let found = node.scalar == nil ? "not \(node.kindName)" : "and there is none"
    diagnostics.append(
      Diagnostic("bibliography takes a file's name, \(found)", at: node.location, remedy: "write references.bib"))
    return nil
  }

  private mutating func authors(_ node: YAMLNode) -> [Template.Author] {
    guard case .sequence(let items) = node.content else {
      return text(node, "authors").map { [Template.Author(name: $0)] } ?? []
    }
    return items.compactMap { item in
      guard let pairs = item.pairs else { return text(item, "author").map { Template.Author(name: $0) } }
      var author = Template.Author(name: "")
      for pair in pairs {
        switch pair.key.scalar ?? "" {
        case "name": author.name = text(pair.value, "name") ?? ""
        case "affiliation": author.affiliation = text(pair.value, "affiliation")
        case "email": author.email = text(pair.value, "email")
        case let other:
          diagnostics.append(
            Diagnostic(
              "unknown key '\(other)' of an author", at: pair.key.location,
              remedy: Suggestion.remedy(for: other, among: ["name", "affiliation", "email"])))
        }
      }
      if author.name.isEmpty {
        diagnostics.append(Diagnostic("an author needs a name", at: item.location, remedy: "add 'name: …'"))
      }
      return author
    }
  }
}

extension Substring {
  /// Whether the line is `---`, with nothing but spaces behind.
  fileprivate var isFrontMatterMark: Bool {
    hasPrefix("---") && dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// Whether the line is `key: …`.
  fileprivate var startsWithKey: Bool {
    let key = prefix { $0.isLetter || $0.isNumber || "-_\"'".contains($0) }
    let behind = dropFirst(key.count)
    return !key.isEmpty && behind.first == ":" && behind.dropFirst().first.map { $0.isWhitespace } ?? true
  }
}
