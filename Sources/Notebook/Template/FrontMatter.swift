/// The YAML between `---` lines at the head of a template.
struct FrontMatter {
  var metadata = Template.Metadata()
  /// In the order written.
  var parameters: [YAMLNode.Pair] = []
  /// The BibTeX files, named from the template's folder.
  var bibliography: [FileName] = []
  var diagnostics: [Diagnostic] = []

  struct FileName {
    var text: String
    var location: SourceLocation
  }

  private static let keys = [
    "title", "subtitle", "authors", "date", "abstract", "language", "bibliography", "params",
  ]

  init() {}

  init(_ text: String, at origin: SourceLocation) {
    do {
      let root = try YAMLReader.read(text, at: origin)
      guard let pairs = root.pairs else {
        diagnostics.append(Diagnostic("front matter must be a mapping", at: origin, remedy: "write key: value"))
        return
      }
      for pair in pairs { read(pair) }
    } catch {
      diagnostics.append(error)
    }
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
    case "params":
      guard let pairs = value.pairs else {
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
    diagnostics.append(Diagnostic("\(key) must be text, not \(node.kindName)", at: node.location))
    return nil
  }

  private mutating func inlines(_ node: YAMLNode, _ key: String) -> [Inline] {
    text(node, key).map { InlineParser.inlines($0, at: node.location) } ?? []
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
      if author.name.isEmpty { diagnostics.append(Diagnostic("an author needs a name", at: item.location)) }
      return author
    }
  }
}
