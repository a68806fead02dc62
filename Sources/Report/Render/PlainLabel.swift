import Notebook

/// Reads a table's labels without a Markdown parser: plain text with `$…$` for math.
enum PlainLabel {
  static func inlines(_ text: String, at location: SourceLocation) -> [Inline] {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return [.text(text)] }
    return parts.enumerated().compactMap { index, part in
      if index % 2 == 1 { return .math(tex: String(part), location) }
      return part.isEmpty ? nil : .text(String(part))
    }
  }
}
