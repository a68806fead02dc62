/// Reads a template's text: front matter, blocks, and the directives that stand in it.
struct TemplateParser {
  /// A template before its parameters are put in and its options read.
  struct Parsed {
    var frontMatter = FrontMatter()
    var blocks: [Block] = []
    var directives: [Fence] = []
    var diagnostics: [Diagnostic] = []
    /// Every role, in the order of the text, for the checks.
    var roles: [Role] = []
  }

  /// A directive that computes something: `` ```{kind} name `` and its body.
  struct Fence {
    var kind: String
    var name: String
    var body: String
    var location: SourceLocation
    /// Place of the body's first character.
    var bodyLocation: SourceLocation
  }

  static let admonitions = [
    "note", "tip", "hint", "important", "warning", "caution", "danger", "attention", "error", "seealso", "admonition",
  ]

  /// Everything that may stand in braces behind a fence, other than the kinds of directives.
  static let textKinds = admonitions + ["math"]

  static func parse(_ text: String, file: String) -> Parsed {
    let lines = text.replacingLineEnds().split(separator: "\n", omittingEmptySubsequences: false)
    var parsed = Parsed()
    var first = 0
    if lines.first.map({ $0.isFrontMatterMark }) == true {
      if let end = lines.dropFirst().firstIndex(where: { $0.isFrontMatterMark }) {
        parsed.frontMatter = FrontMatter(
          lines[1..<end].joined(separator: "\n"), at: SourceLocation(file: file, line: 2, column: 1))
        first = end + 1
      } else {
        parsed.diagnostics.append(
          Diagnostic(
            "front matter without end", at: SourceLocation(file: file, line: 1, column: 1),
            remedy: "close it with a line '---'"))
      }
    }
    let collector = FenceCollector()
    var reader = MarkdownReader { collector.block(for: $0, &$1) }
    let body = lines[first...].joined(separator: "\n")
    parsed.blocks = reader.blocks(body, at: SourceLocation(file: file, line: first + 1, column: 1))
    parsed.directives = collector.directives
    parsed.diagnostics += parsed.frontMatter.diagnostics + collector.diagnostics
    parsed.roles = parsed.frontMatter.metadata.roles + parsed.blocks.flatMap(\.roles)
    return parsed
  }
}
