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
  /// How many directives so far had fences that were never closed.
  var unclosed = 0
  /// Whether all that there is has been read: names that are not found may stand in what has not.
  var isComplete = true
  /// What authors wrote where a name belongs and is none.
  private(set) var misnamed: Set<String> = []

  init(template: String) {
    self.template = template
    sources = [template]
    including = [IncludedFile(template: template)]
  }

  func blocks(for fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> [Block]? {
    if fence.kind.isEmpty { return unclosedCode(fence, &reader) }
    let (fence, rest) = closed(fence)
    return read(fence, &reader) + (rest.map { reader.blocks($0.text, at: $0.location) } ?? [])
  }

  private func read(_ fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> [Block] {
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

  /// Takes `name`, from now on.
  ///
  /// - Returns: What is wrong with it, if it is none or is not free.
  func take(_ name: String, at location: SourceLocation) -> Diagnostic? {
    guard name.allSatisfy(ValuePath.isNameCharacter), name.first?.isLetter == true, name != "params" else {
      guard name != "params" else {
        return Diagnostic("the name 'params' is the front matter's", at: location, remedy: "choose another")
      }
      misnamed.insert(name)
      return Diagnostic(
        "'\(name)' is not a name", at: location, remedy: "start with a letter and use letters, digits, '-' and '_'")
    }
    if let first = names[name] {
      return Diagnostic(
        "name '\(name)' is taken", at: location,
        remedy: "\(first.description(seenFrom: location)) has it; choose another")
    }
    names[name] = location
    return nil
  }

  /// Takes the labels of headings, which are no directives' names as well.
  func take(_ labels: [(name: String, location: SourceLocation)]) {
    for (name, location) in labels {
      if let first = names[name] {
        report(
          "name '\(name)' is taken", at: location,
          remedy: "\(first.description(seenFrom: location)) has it; choose another")
      } else {
        names[name] = location
      }
    }
  }

  private func math(_ fence: MarkdownReader.Fence) -> Block? {
    let options = FenceOptions(fence)
    report(options.unknown(but: ["label"]))
    return .math(
      DisplayMath(
        tex: options.text, label: options["label"]?.value,
        origin: TextOrigin(options.textLocation, firstColumn: options.textLocation.column)))
  }

  private func admonition(_ fence: MarkdownReader.Fence, _ reader: inout MarkdownReader) -> Block? {
    let title = fence.argument.isEmpty ? [] : InlineParser.inlines(fence.argument, at: fence.argumentLocation)
    let options = FenceOptions(fence)
    report(options.unknown(but: []))
    let blocks = reader.blocks(options.text, at: options.textLocation)
    return .admonition(Admonition(kind: fence.kind, title: title, blocks: blocks))
  }

  /// A directive whose name is none is read all the same, for whatever else is wrong with it.
  private func directive(_ fence: MarkdownReader.Fence) -> Block? {
    var name = fence.argument.trimmingSpaces()
    let mistake =
      name.isEmpty
      ? Diagnostic(
        "directive '\(fence.kind)' has no name", at: fence.argumentLocation,
        remedy: "write \(fence.marks){\(fence.kind)} a-name") : take(name, at: fence.argumentLocation)
    if mistake != nil { name = standInName(fence) }
    directives.append(
      TemplateParser.Fence(
        kind: fence.kind, name: name, body: fence.body, location: fence.location, kindLocation: fence.kindLocation,
        bodyLocation: fence.bodyLocation(line: 0), nameMistake: mistake, isClosed: fence.isClosed))
    return .directive(name: name)
  }

  /// A name that no author can write and no message suggests.
  private func standInName(_ fence: MarkdownReader.Fence) -> String {
    var name = "\(fence.kind) (line \(fence.location.line))"
    while names[name] != nil { name += "'" }
    names[name] = fence.location
    return name
  }
}

extension MarkdownReader.Fence {
  /// Place of the start of the body's line `line`, counted from 0.
  func bodyLocation(line: Int) -> SourceLocation {
    SourceLocation(file: location.file, line: location.line + 1 + line, column: bodyColumn)
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
