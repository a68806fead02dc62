import Analysis

/// The manual as a terminal shows it.
struct ManualText {
  /// In characters; longer lines than 100 are hard to read.
  private let width: Int
  private let isBold: Bool

  init(width: Int, isBold: Bool) {
    self.width = min(max(width, 40), 100)
    self.isBold = isBold
  }

  /// All kinds, a line or two each.
  func overview(of manual: Manual) -> String {
    let names = manual.entries.map { $0.kinds.prefix(3).joined(separator: ", ") + ($0.kinds.count > 3 ? ", …" : "") }
    let column = (names.map(\.count).max() ?? 0) + 2
    let lines = zip(names, manual.entries).map { name, entry in
      let padded = name + String(repeating: " ", count: column - name.count)
      return bold(name.count, of: wrap(padded + entry.summary, indent: 0, hanging: column))
    }
    return lines.joined(separator: "\n") + "\n\n"
      + wrap("'asimov directives KIND' prints the options of a kind, an example, and the values that it makes.")
  }

  /// All about one kind.
  func text(of entry: Manual.Entry, commonOptions: [Manual.Option]) -> String {
    var parts = [bold(entry.kinds[0].count, of: wrap(entry.kinds.joined(separator: ", ")))]
    parts += ([entry.summary] + entry.details).map { wrap($0) }
    parts.append(entry.example.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
    let options = entry.options + (entry.computes ? commonOptions : [])
    if !options.isEmpty { parts.append(heading("Options")) }
    parts += options.map { text(of: $0, indent: 2) }
    if !entry.values.isEmpty { parts.append(heading("Values, which {value} and tables quote")) }
    parts += entry.values.map { text(of: $0, indent: 2) }
    return parts.joined(separator: "\n\n")
  }

  private func text(of option: Manual.Option, indent: Int) -> String {
    let presence =
      switch option.presence {
      case .required: "required"
      case .optional: "optional"
      case .byDefault(let value): "by default \(value)"
      }
    let head = wrap("\(option.key): \(option.takes); \(presence)", indent: indent, hanging: indent + 4)
    let body = wrap(option.text, indent: indent + 4)
    let words = option.words.map { text(of: $0, indent: indent + 4) }
    let nested = option.options.map { text(of: $0, indent: indent + 4) }
    return ([bold(option.key.count, of: head, from: indent) + "\n" + body] + words + nested).joined(separator: "\n\n")
  }

  private func text(of value: Manual.Value, indent: Int) -> String {
    bold(value.name.count, of: String(repeating: " ", count: indent) + value.name, from: indent) + "\n"
      + wrap(value.text, indent: indent + 4)
  }

  private func heading(_ text: String) -> String { bold(text.count, of: text) }

  /// `text` with some characters of its first line bold, where the terminal can show it.
  private func bold(_ count: Int, of text: String, from start: Int = 0) -> String {
    guard isBold else { return text }
    return text.prefix(start) + "\u{1B}[1m" + text.dropFirst(start).prefix(count) + "\u{1B}[0m"
      + text.dropFirst(start + count)
  }

  /// Breaks `text` between words; lines but the first are indented by `hanging`.
  private func wrap(_ text: String, indent: Int = 0, hanging: Int? = nil) -> String {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging ?? indent)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
