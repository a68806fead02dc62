/// Turns fenced directives into blocks while a document is read, and keeps those that compute something.
final class FenceCollector {
  private(set) var directives: [TemplateParser.Fence] = []
  private(set) var diagnostics: [Diagnostic] = []

  func block(for fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> Block? {
    switch fence.kind {
    case "math": math(fence)
    case let kind where TemplateParser.admonitions.contains(kind): admonition(fence, &reader)
    default: directive(fence)
    }
  }

  private func math(_ fence: MarkdownReader.Fence) -> Block? {
    let (options, body, offset) = Self.options(of: fence.body)
    for option in options where option.key != "label" {
      diagnostics.append(
        Diagnostic(
          "unknown option '\(option.key)' of math", at: fence.bodyLocation(line: option.line), remedy: "use ':label:'"))
    }
    let label = options.last { $0.key == "label" }?.value
    return .math(DisplayMath(tex: body, label: label, location: fence.bodyLocation(line: offset)))
  }

  private func admonition(_ fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> Block? {
    let title = fence.argument.isEmpty ? [] : InlineParser.inlines(fence.argument, at: fence.location)
    let blocks = reader.blocks(fence.body, at: fence.bodyLocation(line: 0))
    return .admonition(Admonition(kind: fence.kind, title: title, blocks: blocks))
  }

  private func directive(_ fence: MarkdownReader.Fence) -> Block? {
    let name = fence.argument.trimmingSpaces()
    guard !name.isEmpty else {
      diagnostics.append(
        Diagnostic(
          "directive '\(fence.kind)' has no name", at: fence.location, remedy: "write ```{\(fence.kind)} a-name"))
      return nil
    }
    guard name.allSatisfy(ValuePath.isNameCharacter), name.first?.isLetter == true, name != "params" else {
      diagnostics.append(
        Diagnostic(
          "'\(name)' is not a name", at: fence.location,
          remedy: "start with a letter and use letters, digits, '-' and '_'; 'params' is the front matter's"))
      return nil
    }
    if let first = directives.first(where: { $0.name == name }) {
      diagnostics.append(
        Diagnostic(
          "name '\(name)' is taken", at: fence.location, remedy: "line \(first.location.line) has it; choose another"))
      return nil
    }
    directives.append(
      TemplateParser.Fence(
        kind: fence.kind, name: name, body: fence.body, location: fence.location,
        bodyLocation: fence.bodyLocation(line: 0)))
    return .directive(name: name)
  }

  /// MyST's `:key: value` lines at the head of a body, the rest, and the number of lines before it.
  private static func options(
    of body: String
  ) -> (options: [(key: String, value: String, line: Int)], rest: String, offset: Int) {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    var options: [(key: String, value: String, line: Int)] = []
    var offset = 0
    for line in lines {
      guard line.first == ":", let end = line.dropFirst().firstIndex(of: ":") else { break }
      let key = line[line.index(after: line.startIndex)..<end]
      options.append((String(key), String(line[line.index(after: end)...]).trimmingSpaces(), offset))
      offset += 1
    }
    return (options, lines[offset...].joined(separator: "\n"), offset)
  }
}

extension MarkdownReader.Fence {
  /// Place of the start of the body's line `line`, counted from 0.
  func bodyLocation(line: Int) -> SourceLocation {
    SourceLocation(file: location.file, line: location.line + 1 + line, column: location.column)
  }
}

extension String {
  func trimmingSpaces() -> String {
    let front = drop { $0.isWhitespace }
    return String(front.prefix(front.count - front.reversed().prefix { $0.isWhitespace }.count))
  }

  /// With `\r\n` and `\r` as `\n`, a byte-order mark dropped, and NUL as U+FFFD as CommonMark asks.
  func replacingLineEnds() -> String {
    guard contains(where: { $0 == "\r\n" || $0 == "\r" || $0 == "\0" || $0 == "\u{FEFF}" }) else { return self }
    return String(
      (first == "\u{FEFF}" ? dropFirst() : self[...])
        .map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 == "\0" ? "\u{FFFD}" : $0 })
  }
}

extension Substring {
  /// Whether the line is `---`, with nothing but spaces behind.
  var isFrontMatterMark: Bool { hasPrefix("---") && dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" } }
}
