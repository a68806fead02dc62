/// Reads a line of Markdown, as captions and labels hold it.
public enum InlineParser {
  /// Math, roles, emphasis and links, without blocks.
  public static func inlines(_ markdown: String, at location: SourceLocation) -> [Inline] {
    MarkdownReader.inlines(markdown, at: location)
  }
}
