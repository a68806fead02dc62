import CCMark

/// Fences, and what they hold.
extension MarkdownReader {
  /// A code block, or what stands for it where its info string is `{kind} argument`.
  mutating func code(_ node: Node) -> [Block] {
    let info = cmark_node_get_fence_info(node).map { extracts.restore(String(cString: $0)) } ?? ""
    let text = literal(node)
    let code = Block.code(language: String(info.prefix { !$0.isWhitespace }), text)
    guard let marks = marks(of: node) else { return [code] }
    let isClosed = isClosed(node, marks, body: text)
    guard info.first == "{", let close = info.firstIndex(of: "}") else {
      return isClosed ? [code] : directive(fence(node, "", "", marks, text, isClosed), &self) ?? [code]
    }
    let kind = String(info[info.index(after: info.startIndex)..<close])
    let argument = String(info[info.index(after: close)...].drop { $0.isWhitespace })
    return directive(fence(node, kind, argument, marks, text, isClosed), &self) ?? [code]
  }

  private func fence(
    _ node: Node, _ kind: String, _ argument: String, _ marks: String, _ body: String, _ isClosed: Bool
  ) -> Fence {
    let start = location(of: node)
    var kindLocation = start
    var argumentLocation = start
    if let line = lines[safe: start.line - origin.line], let braces = line.firstPlace(of: "{\(kind)}") {
      kindLocation.column = origin.column + line.distance(from: line.startIndex, to: braces.lowerBound) + 1
      let rest = line[braces.upperBound...]
      argumentLocation.column = kindLocation.column + kind.count + 1 + rest.prefix { $0.isWhitespace }.count
      if argument.isEmpty { argumentLocation.column = kindLocation.column + kind.count + 1 }
    }
    return Fence(
      kind: kind, argument: argument, body: body, location: start, kindLocation: kindLocation,
      argumentLocation: argumentLocation, bodyColumn: column(of: body, below: start), marks: marks, isClosed: isClosed)
  }

  /// Where the lines of a fence's body start: behind the marks of quotes, and as far in as all of them and the fence are.
  private func column(of body: String, below fence: SourceLocation) -> Int {
    let written = lines.dropFirst(fence.line - origin.line + 1)
    let offsets = zip(written, body.lines).compactMap { line, read in
      read.isEmpty ? nil : line.utf8.count - read.utf8.count
    }
    return offsets.min().map { origin.column + max(0, $0) } ?? fence.column
  }

  /// The marks of a fence; `nil` for code that is indented.
  private func marks(of node: Node) -> String? {
    var length: Int32 = 0
    var offset: Int32 = 0
    var mark: CChar = 0
    guard cmark_node_get_fenced(node, &length, &offset, &mark) != 0, length > 0 else { return nil }
    return String(repeating: Character(Unicode.Scalar(UInt8(bitPattern: mark))), count: Int(length))
  }

  /// Whether the line behind the body closes the fence: cmark does not tell.
  private func isClosed(_ node: Node, _ marks: String, body: String) -> Bool {
    let first = location(of: node).line - origin.line
    let behind = first + 1 + body.utf8.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    guard let line = lines[safe: behind] else { return false }
    let content = line.drop { " \t>".contains($0) }
    let opening = lines[safe: first]?.prefix { $0 != marks.first } ?? ""
    guard line.prefix(line.count - content.count).count(where: { $0 == ">" }) == opening.count(where: { $0 == ">" })
    else { return false }
    let run = content.prefix { $0 == marks.first }
    return run.count >= marks.count && content.dropFirst(run.count).allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// A fence of backticks with one more on its first line is none: to CommonMark it is code within the paragraph. So are
  /// MyST's fences of colons, which are text.
  mutating func tellOfFences(in paragraph: Node) {
    let start = location(of: paragraph)
    let first = start.line - origin.line
    let count = Int(cmark_node_get_end_line(paragraph) - cmark_node_get_start_line(paragraph))
    for number in first...max(first, first + count) {
      guard let content = lines[safe: number]?.drop(while: { " \t>-*+".contains($0) }), let mark = content.first,
        content.hasPrefix("```") || content.hasPrefix(":::")
      else { continue }
      let rest = content.drop { $0 == mark }
      guard rest.first == "{", mark == ":" || rest.contains("`") else { continue }
      let (message, remedy) =
        mark == ":"
        ? ("a fence of colons is plain text here", "open and close it by ```")
        : ("a fence of backticks has no others on its first line", "open and close it by ~~~")
      let place = SourceLocation(file: start.file, line: origin.line + number, column: start.column)
      mistakes.append(Diagnostic(message, at: place, remedy: remedy))
    }
  }
}
