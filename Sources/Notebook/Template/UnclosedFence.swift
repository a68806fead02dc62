/// Fences that are never closed swallow what follows, up to the end of another one: what they are found to hold is read as
/// if they had been closed where the author most likely meant to.
extension FenceCollector {
  /// The fence as it should have been closed, and the text that it swallowed.
  func closed(
    _ fence: MarkdownReader.Fence
  ) -> (fence: MarkdownReader.Fence, rest: (text: String, location: SourceLocation)?) {
    let lines = fence.body.lines
    let inner = lines.firstIndex { fence.isOpened(by: $0) }
    guard inner != nil || !fence.isClosed else { return (fence, nil) }
    let isText = TemplateParser.admonitions.contains(fence.kind)
    if let inner, isText {
      unclosed += 1
      report(
        "'\(fence.kind)' ends where the fence within it does", at: fence.location,
        remedy: "close it before line \(fence.bodyLocation(line: inner).line), or open and close it with "
          + "\(fence.marks)\(fence.marks.prefix(1))")
    } else {
      reportUnclosed(fence)
    }
    // Options of a directive hold no blank lines, as a rule.
    let blank = isText || fence.kind == "figure" ? nil : lines.firstIndex { $0.allSatisfy(\.isWhitespace) }
    let end = min(inner ?? lines.count, blank ?? lines.count)
    // What closed this fence was meant for the last one within.
    let closing = inner != nil && fence.isClosed ? fence.marks + "\n" : ""
    var fence = fence
    fence.isClosed = false
    fence.body = lines[..<end].joined(separator: "\n")
    guard end < lines.count else { return (fence, nil) }
    return (fence, (lines[end...].joined(separator: "\n") + closing, fence.bodyLocation(line: end)))
  }

  /// Code that goes on to the end of the text.
  func unclosedCode(_ fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> [Block]? {
    let isConsequence = unclosed > 0 || !reader.mistakes.isEmpty
    if !isConsequence {
      reportUnclosed(fence)
      isComplete = false
      return nil
    }
    // The end of an admonition whose own fence was too short opens another one.
    return reader.blocks(fence.body, at: fence.bodyLocation(line: 0))
  }

  private func reportUnclosed(_ fence: MarkdownReader.Fence) {
    // Code that is not closed is code all the same, to the end of what it stands in.
    if !fence.kind.isEmpty { unclosed += 1 }
    report("the fence is never closed", at: fence.location, remedy: "close it by a line \(fence.marks)")
  }
}

extension MarkdownReader.Fence {
  /// Whether a line within opens a fence that this one's marks would close.
  fileprivate func isOpened(by line: Substring) -> Bool {
    let content = line.drop { $0 == " " }
    let run = content.prefix { $0 == marks.first }
    return run.count >= marks.count && content.dropFirst(run.count).first == "{"
  }
}
