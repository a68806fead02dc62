import Analysis

/// The manual as `docs/directives.md` holds it.
struct ManualMarkdown {
  private let manual: Manual

  init(_ manual: Manual) { self.manual = manual }

  /// The whole document.
  var text: String {
    (["<!-- Made by `asimov directives --markdown`; what it says stands in the sources. -->", "# Directives"]
      + introduction + manual.entries.flatMap { section($0) }).joined(separator: "\n\n") + "\n"
  }

  private var introduction: [String] {
    let rows = manual.entries.map { entry in
      "| \(entry.kinds.map { "`\($0)`" }.joined(separator: ", ")) | \(entry.summary.replacing("|", with: "\\|")) |"
    }
    return [
      "A directive is a fenced block, `` ```{kind} name ``, with YAML inside. It names what it needs, so that the order in the "
        + "text is free. `asimov directives KIND` prints what stands here about a kind.",
      (["| kind | what it does |", "|---|---|"] + rows).joined(separator: "\n"),
      "Every kind that computes something takes, besides its own options:",
      list(manual.commonOptions),
    ]
  }

  private func section(_ entry: Manual.Entry) -> [String] {
    var parts = ["## " + entry.kinds.map { "`\($0)`" }.joined(separator: ", "), entry.summary] + entry.details
    parts.append("````markdown\n\(entry.example)\n````")
    if !entry.options.isEmpty { parts += ["Options:", list(entry.options)] }
    if !entry.values.isEmpty {
      let rows = entry.values.map { "| `\($0.name)` | \($0.text.replacing("|", with: "\\|")) |" }
      parts += ["Values:", (["| value | what it is |", "|---|---|"] + rows).joined(separator: "\n")]
    }
    return parts
  }

  private func list(_ options: [Manual.Option], indent: String = "") -> String {
    options.map { item($0, indent: indent) }.joined(separator: "\n")
  }

  private func item(_ option: Manual.Option, indent: String) -> String {
    let presence =
      switch option.presence {
      case .required: "**required**"
      case .optional: "optional"
      case .byDefault(let value): "by default `\(value)`"
      }
    let words = option.words.map { "\(indent)  - `\($0.name)`: \($0.text)" }
    let nested = option.options.isEmpty ? [] : [list(option.options, indent: indent + "  ")]
    return (["\(indent)- `\(option.key)`: \(option.takes); \(presence). \(option.text)"] + words + nested)
      .joined(separator: "\n")
  }
}
