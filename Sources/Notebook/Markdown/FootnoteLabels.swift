/// The footnotes that a text calls or defines, and a few lines to put before it so that CommonMark keeps them all.
///
/// A document is read in parts: an admonition, an included file. A note may be called in one part and stand in another,
/// but cmark takes a call without its note for text, and drops a note without its call. The lines before the text call
/// every label once, which tells the label behind each number that cmark gives, and define those that the text does not.
struct FootnoteLabels {
  /// In order of appearance, each once, in lower case as CommonMark compares them.
  private(set) var labels: [String] = []
  private var defined: Set<String> = []

  init(in text: String) {
    guard text.holds("[^") else { return }
    var known: Set<String> = []
    var fence: Substring?
    for line in text.split(separator: "\n") {
      Self.follow(line, &fence)
      var rest = line
      while let opening = rest.firstRange(of: "[^") {
        let before = line[..<opening.lowerBound]
        rest = rest[opening.upperBound...]
        let label = rest.prefix { $0 != "]" && $0 != "[" && !$0.isWhitespace }
        rest = rest.dropFirst(label.count)
        guard !label.isEmpty, rest.first == "]" else { continue }
        let name = label.lowercased()
        if known.insert(name).inserted { labels.append(name) }
        // Within quotes and lists too. Where this is no definition after all, the call stays text, as in CommonMark.
        if fence == nil, rest.dropFirst().first == ":", before.allSatisfy({ " \t>-*+.)".contains($0) || $0.isNumber }) {
          defined.insert(name)
        }
      }
    }
  }

  /// Opens or closes a fence where `line` does: what stands in one defines no note of this text.
  private static func follow(_ line: Substring, _ fence: inout Substring?) {
    let content = line.drop { " \t>-*+".contains($0) }
    guard let mark = content.first, mark == "`" || mark == "~" else { return }
    let run = content.prefix { $0 == mark }
    let rest = content.dropFirst(run.count)
    if let open = fence {
      if mark == open.first, run.count >= open.count, rest.allSatisfy(\.isWhitespace) { fence = nil }
    } else if run.count >= 3, mark == "~" || !rest.contains("`") {
      fence = run
    }
  }

  /// Lines to put before the text, and how many these are. A comment at their end closes all that they open.
  var preamble: (text: String, lines: Int) {
    guard !labels.isEmpty else { return ("", 0) }
    var lines: [String] = []
    for label in labels { lines += ["[^\(label)]", ""] }
    for label in labels where !defined.contains(label) { lines += ["[^\(label)]: elsewhere", ""] }
    lines.append("<!---->")
    return (lines.joined(separator: "\n") + "\n", lines.count)
  }
}
