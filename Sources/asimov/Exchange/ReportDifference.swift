import Foundation
import Notebook

/// What two reports do not have in common.
struct ReportDifference {
  /// Numbers of both that are others now.
  let changes: [NumberChange]
  /// Paths of numbers that one has alone.
  let removed: [String]
  let added: [String]
  /// Files, parameters, options and versions, in words.
  let causes: [String]

  /// - Parameter ofAll: whether every value is compared, or just those that the pages show.
  init(_ old: ReportArchive, _ new: ReportArchive, ofAll: Bool) {
    let (before, now) =
      ofAll ? (old.numbers.all, new.numbers.all) : (old.numbers.shown, new.numbers.shown)
    changes = NumberChange.between(before, now)
    removed = before.paths(notIn: now)
    added = now.paths(notIn: before)
    causes = Self.causes(old.provenance, new.provenance)
  }

  var isNone: Bool { changes.isEmpty && removed.isEmpty && added.isEmpty && causes.isEmpty }

  private static func causes(_ old: Provenance, _ new: Provenance) -> [String] {
    var causes: [String] = []
    if old.version != new.version { causes.append("Asimov \(old.version) → \(new.version)") }
    causes += differing(old.sources, new.sources) + differing(old.data, new.data)
    let given = { (provenance: Provenance) in provenance.parameters.map { "-P \($0.name)=\($0.value)" } }
    causes += Self.differing(given(old), given(new), "not given any more", "given")
    let steps = Dictionary(old.steps.map { ($0.name, $0) }) { first, _ in first }
    causes += Self.differing(old.steps.map(\.name), new.steps.map(\.name), "removed", "new")
    for step in new.steps {
      guard let before = steps[step.name], before.key != step.key else { continue }
      causes += Self.causes(before, step)
    }
    return causes
  }

  /// What the author or a new version changed of a step; what follows from another step's change is told there.
  private static func causes(_ old: Provenance.Step, _ new: Provenance.Step) -> [String] {
    var causes: [String] = []
    if old.kind != new.kind { causes.append("\(new.name): '\(old.kind)' → '\(new.kind)'") }
    if old.kind == new.kind, old.version != new.version {
      causes.append("\(new.name): this version makes '\(new.kind)' results in another way")
    }
    for path in Set(old.options.keys).union(new.options.keys).sorted() {
      let (before, now) = (old.options[path], new.options[path])
      if before != now { causes.append("\(new.name): \(path) \(before ?? "not given") → \(now ?? "not given")") }
    }
    return causes
  }

  private static func differing(_ old: [Provenance.File], _ new: [Provenance.File]) -> [String] {
    let before = Dictionary(old.map { ($0.path, $0.digest) }) { first, _ in first }
    let changed = new.filter { before[$0.path, default: $0.digest] != $0.digest }
    return changed.map { "\($0.path) changed" }
      + differing(old.map(\.path), new.map(\.path), "not read any more", "new")
  }

  private static func differing(_ old: [String], _ new: [String], _ gone: String, _ come: String) -> [String] {
    old.filter { !new.contains($0) }.map { "\($0) \(gone)" } + new.filter { !old.contains($0) }.map { "\($0) \(come)" }
  }
}

extension ReportDifference {
  /// For the terminal.
  var text: String {
    guard !isNone else { return "the reports say the same" }
    var parts: [String] = []
    if !causes.isEmpty { parts.append("What is different:\n" + causes.map { "  \($0)" }.joined(separator: "\n")) }
    parts.append(changes.isEmpty ? "No number that both have changed." : NumberChange.table(changes, limit: .max))
    for (title, paths) in [("Only in the old report:", removed), ("Only in the new report:", added)]
    where !paths.isEmpty {
      parts.append(title + "\n" + paths.map { "  \($0)" }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  /// For a page.
  func markdown(old: String, new: String) -> String {
    func name(_ path: String) -> String { Self.escaped(URL(fileURLWithPath: path).lastPathComponent) }
    var parts = ["---\ntitle: What changed between two reports\n---", "From \(name(old)) to \(name(new))."]
    if isNone { parts.append("The reports say the same.") }
    if !causes.isEmpty { parts.append("## What is different\n\n" + Self.list(causes)) }
    if !changes.isEmpty {
      let rows = NumberChange.sorted(changes).map { change in
        let cells = [change.path, change.before.plain, change.now.plain, change.sigmasText]
        return "| " + cells.map { Self.escaped($0) }.joined(separator: " | ") + " |"
      }
      parts.append(
        "## Numbers that changed\n\nThe largest changes first, in units of the uncertainty that the number had.\n\n"
          + "| Number | Old | New | Change |\n|:--|--:|--:|--:|\n" + rows.joined(separator: "\n"))
    }
    if !removed.isEmpty { parts.append("## Only in the old report\n\n" + Self.list(removed)) }
    if !added.isEmpty { parts.append("## Only in the new report\n\n" + Self.list(added)) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func list(_ items: [String]) -> String { items.map { "- \(escaped($0))" }.joined(separator: "\n") }

  /// Text that Markdown takes for nothing else, but for math, which labels of tables hold.
  private static func escaped(_ text: String) -> String {
    var isMath = false
    return text.map { character -> String in
      if character == "$" { isMath.toggle() }
      if isMath { return character == "|" ? "\\vert " : String(character) }
      return character.isASCII && (character.isPunctuation || character.isSymbol) && character != "$"
        ? "\\\(character)" : String(character)
    }.joined()
  }
}
