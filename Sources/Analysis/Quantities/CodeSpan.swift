/// Names that come from files, in text that is Markdown.
enum CodeSpan {
  /// Markdown that shows `text` as it stands, whatever it holds, on one line.
  static func markdown(of text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let longest = line.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return longest == 0 ? fence + line + fence : "\(fence) \(line) \(fence)"
  }
}
