/// Reads a template's text: front matter, blocks, and the directives that stand in it.
struct TemplateParser {
  /// A template before its parameters are put in and its options read.
  struct Parsed {
    var frontMatter = FrontMatter()
    var blocks: [Block] = []
    var directives: [Fence] = []
    var diagnostics: [Diagnostic] = []
    /// Every file that the text is from, the template first.
    var sources: [String] = []
    /// Every role, in the order of the text, for the checks.
    var roles: [Role] = []
    /// Whether all that there is has been read.
    var isComplete = true
    /// What authors wrote where a name belongs and is none.
    var misnamed: Set<String> = []
  }

  /// A directive that computes something: `` ```{kind} name `` and its body.
  struct Fence {
    var kind: String
    var name: String
    var body: String
    var location: SourceLocation
    /// Place of the kind, behind the brace.
    var kindLocation: SourceLocation
    /// Place of the body's first character.
    var bodyLocation: SourceLocation
    /// What is wrong with the name; told where the kind is known, since text that is no directive's has no name.
    var nameMistake: Diagnostic?
    /// Whether the body is all that the author meant to be in it, and no more.
    var isClosed = true
  }

  static let admonitions = [
    "note", "tip", "hint", "important", "warning", "caution", "danger", "attention", "error", "seealso", "admonition",
  ]

  /// Everything that may stand in braces behind a fence, other than the kinds of directives.
  static let textKinds = admonitions + ["figure", "include", "math"]

  static func parse(_ text: String, file: String) -> Parsed {
    let lines = text.replacingLineEnds().lines
    var parsed = Parsed()
    var first = 0
    if let extent = FrontMatter.extent(in: lines) {
      let text = lines[extent].joined(separator: "\n")
      parsed.frontMatter = FrontMatter(text, at: SourceLocation(file: file, line: 2, column: 1))
      first = extent.upperBound + 1
      if first > lines.count {
        parsed.frontMatter = FrontMatter()
        parsed.frontMatter.isRead = false
        parsed.diagnostics.append(
          Diagnostic(
            "front matter without end", at: SourceLocation(file: file, line: 1, column: 1),
            remedy: "close it with a line '---'"))
        first = 0
      }
    }
    let collector = FenceCollector(template: file)
    var reader = MarkdownReader { collector.blocks(for: $0, &$1) }
    let body = lines[first...].joined(separator: "\n")
    parsed.blocks = reader.blocks(body, at: SourceLocation(file: file, line: first + 1, column: 1))
    collector.take(reader.labels)
    parsed.directives = collector.directives
    parsed.sources = collector.sources
    parsed.diagnostics += parsed.frontMatter.diagnostics + collector.diagnostics + reader.mistakes
    parsed.diagnostics += reader.strayLabels.map { label in
      Diagnostic(
        "no heading follows the label '\(label.name)'", at: label.location,
        remedy: "a figure takes ':name: \(label.name)', a formula ':label: \(label.name)', a directive has a name")
    }
    parsed.isComplete = collector.isComplete && reader.mistakes.isEmpty
    parsed.misnamed = collector.misnamed.union(reader.strayLabels.map(\.name))
    parsed.roles = parsed.frontMatter.metadata.roles + parsed.blocks.flatMap(\.roles)
    return parsed
  }
}
