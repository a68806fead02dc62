/// Turns fenced directives into blocks while a document is read, and keeps those that compute something.
final class FenceCollector {
  private(set) var directives: [TemplateParser.Fence] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Where each name that a directive or a figure has was given.
  private var names: [String: SourceLocation] = [:]
  /// How many figures there are so far.
  var figures = 0
  /// Path of the template.
  let template: String
  /// Every file that has been read, the template first.
  var sources: [String]
  /// The files whose text is being read, from the template inwards.
  var including: [IncludedFile]
  var includes = 0

  init(template: String) {
    self.template = template
    sources = [template]
    including = [IncludedFile(template: template)]
  }

  func blocks(for fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> [Block] {
    let block: Block?
    switch fence.kind {
    case "math": block = math(fence)
    case "figure": block = figure(fence, &reader)
    case "include": return include(fence, &reader)
    case let kind where TemplateParser.admonitions.contains(kind): block = admonition(fence, &reader)
    default: block = directive(fence)
    }
    return block.map { [$0] } ?? []
  }

  func report(_ found: [Diagnostic]) { diagnostics += found }

  func report(_ message: String, at location: SourceLocation, remedy: String? = nil) {
    diagnostics.append(Diagnostic(message, at: location, remedy: remedy))
  }

  /// Whether `name` is one, and free; it is taken from now on. What is wrong with it is reported.
  func take(_ name: String, at location: SourceLocation) -> Bool {
    guard name.allSatisfy(ValuePath.isNameCharacter), name.first?.isLetter == true, name != "params" else {
      report(
        "'\(name)' is not a name", at: location,
        remedy: "start with a letter and use letters, digits, '-' and '_'; 'params' is the front matter's")
      return false
    }
    if let first = names[name] {
      report(
        "name '\(name)' is taken", at: location,
        remedy: "\(first.description(seenFrom: location)) has it; choose another")
      return false
    }
    names[name] = location
    return true
  }

  private func math(_ fence: MarkdownReader.Fence) -> Block? {
    let options = FenceOptions(fence)
    report(options.unknown(but: ["label"]))
    return .math(DisplayMath(tex: options.text, label: options["label"]?.value, location: options.textLocation))
  }

  private func admonition(_ fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> Block? {
    let title = fence.argument.isEmpty ? [] : InlineParser.inlines(fence.argument, at: fence.location)
    let blocks = reader.blocks(fence.body, at: fence.bodyLocation(line: 0))
    return .admonition(Admonition(kind: fence.kind, title: title, blocks: blocks))
  }

  private func directive(_ fence: MarkdownReader.Fence) -> Block? {
    let name = fence.argument.trimmingSpaces()
    guard !name.isEmpty else {
      report("directive '\(fence.kind)' has no name", at: fence.location, remedy: "write ```{\(fence.kind)} a-name")
      return nil
    }
    guard take(name, at: fence.location) else { return nil }
    directives.append(
      TemplateParser.Fence(
        kind: fence.kind, name: name, body: fence.body, location: fence.location,
        bodyLocation: fence.bodyLocation(line: 0)))
    return .directive(name: name)
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
    // 0xEF begins a byte-order mark, and a few other characters.
    guard utf8.contains(where: { $0 == 0x0D || $0 == 0 || $0 == 0xEF }) else { return self }
    return String(
      (first == "\u{FEFF}" ? dropFirst() : self[...])
        .map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 == "\0" ? "\u{FFFD}" : $0 })
  }
}
