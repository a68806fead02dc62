import Foundation
import Notebook
import Testing

@testable import Analysis

/// Which steps an edit makes run again: exactly those that it reaches.
@Suite struct EditTests {
  private static let template = """
    ---
    title: A search
    params: { luminosity: 30 fb^-1, systematic: 0.3, bins: 5 }
    ---
    Some prose with {value}`cut[0.3].significance`.

    ```{dataset} events
    signal:     { files: signal.csv, cross-section: 2 fb, efficiency: 0.5 }
    background: { files: background.csv, cross-section: 40 fb, efficiency: 0.5 }
    luminosity: ${luminosity}
    ```

    ```{train} entropy
    { dataset: events, hidden: [2], loss: cross-entropy, batch-size: 50, epochs: 2, seed: 3 }
    ```

    ```{train} asimov
    for: { systematic: [0.1, 0.3] }
    { SWEPT }
    ```

    ```{scan} cut
    { model: entropy, systematics: [0.1, 0.3], minimum-effective-background: 2 }
    ```

    ```{scan} cuts
    for: { systematic: [0.1, 0.3] }
    model: asimov[${systematic}]
    systematics: [${systematic}]
    minimum-effective-background: 2
    ```

    ```{plot} fig-score
    score: { model: [entropy, asimov[0.3]], bins: ${bins} }
    caption: Scores.
    ```

    ```{plot} fig-cut
    significance-scan: { scan: cut, systematic: 0.3 }
    ```

    ```{table} tab
    columns: [{ label: $Z_A$, value: "[0.3].significance" }]
    rows: [{ label: Network, from: cut }]
    ```

    """.replacing(
      "{ SWEPT }",
      with: "dataset: events\nhidden: [2]\nloss: { asimov: { systematic: ${systematic} } }\nbatch-size: 50\nepochs: 2")

  private static let all: Set = [
    "events", "entropy", "asimov[0.1]", "asimov[0.3]", "cut", "cuts[0.1]", "cuts[0.3]", "fig-score", "fig-cut", "tab",
  ]

  /// An edit of the text: what to replace by what, and the steps that must run.
  private static let edits: [(what: String, from: String, to: String, runs: Set<String>)] = [
    ("nothing", "", "", []), ("prose", "Some prose", "Other prose\n\n# and a heading", []),
    ("title", "title: A search", "title: The search", []),
    ("caption", "caption: Scores.", "caption: The scores of both.", []),
    ("a value is quoted elsewhere", "cut[0.3].significance", "cut[0.1].cut", []),
    ("an option's other spelling", "systematics: [0.1, 0.3],", "systematics: [0.10, 3e-1],", []),
    ("a default written out", "{ model: entropy,", "{ model: entropy, choose-on: validation,", []),
    ("another unit of the same quantity", "luminosity: 30 fb^-1", "luminosity: 0.03 ab^-1", []),
    ("plot option", "bins: ${bins}", "bins: 6", ["fig-score"]),
    ("parameter of one plot", "bins: 5", "bins: 6", ["fig-score"]),
    (
      "cut option", "systematics: [0.1, 0.3], minimum-effective-background: 2",
      "systematics: [0.1, 0.3], minimum-effective-background: 3", ["cut", "fig-cut", "tab"]
    ),
    ("loss", "loss: cross-entropy", "loss: s/sqrt(s+b)", ["entropy", "cut", "fig-score", "fig-cut", "tab"]),
    ("seed", "seed: 3", "seed: 4", ["entropy", "cut", "fig-score", "fig-cut", "tab"]),
    ("parameter of everything", "luminosity: 30 fb^-1", "luminosity: 300 fb^-1", all),
    ("parameter of nothing", "systematic: 0.3,", "systematic: 0.5,", []),
    (
      "a member more", "systematic: [0.1, 0.3] }\ndataset", "systematic: [0.1, 0.3, 0.5] }\ndataset", ["asimov[0.5]"]
    ),
    (
      "a member less", "systematic: [0.1, 0.3] }\nmodel", "systematic: [0.3] }\nmodel", []
    ),
    (
      "a member's directive alone", "```{scan} cut\n",
      "```{scan} alone\n{ model: asimov[0.1], systematics: [0.1], minimum-effective-background: 2 }\n```\n\n```{scan} cut\n",
      []
    ),
    (
      "unrelated directive", "```{plot} fig-cut",
      "```{train} other\n{ dataset: events, hidden: [3], loss: cross-entropy, epochs: 1 }\n```\n\n```{plot} fig-cut",
      ["other"]
    ),
  ]

  @Test(arguments: edits.map(\.what)) func anEditRunsExactlyWhatItReaches(_ what: String) async throws {
    let edit = try #require(Self.edits.first { $0.what == what })
    try await Project.with(Self.template) { project in
      try await project.build(runs: Self.all)
      if !edit.from.isEmpty { #expect(project.template.contains(edit.from)) }
      project.template = project.template.replacing(
        edit.from, with: edit.to, maxReplacements: edit.from.isEmpty ? 0 : 1)
      try await project.build(runs: edit.runs)
      project.template = Self.template
      try await project.build(runs: [], "the edit taken back")
    }
  }

  @Test func aRenamedDirectiveIsTheSameStep() async throws {
    try await Project.with(Self.template) { project in
      _ = try await project.build()
      project.template = project.template.replacing("events", with: "collisions").replacing("entropy", with: "plain")
        .replacing("cross-plain", with: "cross-entropy").replacing("cuts", with: "slices")
      let renamed = try await project.outcome(store: ".asimov")
      #expect(renamed.seconds.isEmpty)
      // No name is part of a result: one made under the new names is the same, words for the blind included.
      let fresh = try await project.outcome(store: "fresh")
      #expect(fresh.seconds.count == Self.all.count)
      #expect(renamed.results == fresh.results)
    }
  }

  @Test func aDataFileCountsByItsBytesAlone() async throws {
    try await Project.with(Self.template) { project in
      _ = try await project.build()
      let path = project.folder + "/signal.csv"
      let bytes = try #require(FileManager.default.contents(atPath: path))
      try FileManager.default.removeItem(atPath: path)
      try bytes.write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: path)
      try await project.build(runs: [], "the same bytes with another time")
      var changed = bytes
      changed[bytes.count - 2] = changed[bytes.count - 2] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
      try changed.write(to: URL(fileURLWithPath: path))
      try await project.build(runs: Self.all, "another byte")
      try bytes.write(to: URL(fileURLWithPath: path))
      try await project.build(runs: [], "the byte taken back")
    }
  }

  @Test func aNewVersionOfAKindRunsItAndWhatReadsIt() async throws {
    try await Project.with(Self.template) { project in
      _ = try await project.build()
      let newer = Kinds.all.map { $0 == ScanDirective.self ? NewerScan.self : $0 }
      try await project.build(newer, runs: ["cut", "cuts[0.1]", "cuts[0.3]", "fig-cut", "tab"])
      try await project.build(runs: [])
    }
  }

  @Test func anotherSeedFileTrainsOnlyWhatItNames() async throws {
    try await Project.with(Self.template) { project in
      _ = try await project.build()
      try Data("asimov[0.3]: 9\n".utf8).write(to: URL(fileURLWithPath: project.folder + "/t.seeds.yaml"))
      try await project.build(runs: ["asimov[0.3]", "cuts[0.3]", "fig-score"])
    }
  }
}

/// As `scan`, one version on.
private struct NewerScan: Directive {
  static let kind = ScanDirective.kind
  static let version = ScanDirective.version + 1
  static let defaults = ScanDirective.defaults

  var scan: ScanDirective

  init(from decoder: any Decoder) throws { scan = try ScanDirective(from: decoder) }
  func encode(to encoder: any Encoder) throws { try scan.encode(to: encoder) }
  var outline: ValueOutline { scan.outline }
  func run(_ context: StepContext) throws -> StepResult { try scan.run(context) }
}

/// A template with a few hundred events and a store, in a folder of its own.
private final class Project {
  let folder = NSTemporaryDirectory() + "asimov-edits-\(UUID().uuidString)"
  var template: String

  init(_ template: String) { self.template = template }

  static func with(_ template: String, _ body: (Project) async throws -> Void) async throws {
    let project = Project(template)
    try FileManager.default.createDirectory(atPath: project.folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: project.folder) }
    for (name, shift) in [("signal", 1.0), ("background", 0)] {
      // Points of a lattice that fills the square evenly.
      let rows = (1...400).map { index -> String in
        let (x, y) = (Double(index) * 0.754_877_666, Double(index) * 0.569_840_291)
        return "\(x - x.rounded(.down) + shift),\(y - y.rounded(.down) - shift / 2)\n"
      }
      try Data(("x,y\n" + rows.joined()).utf8).write(to: URL(fileURLWithPath: project.folder + "/\(name).csv"))
    }
    try await body(project)
  }

  /// Builds, and compares the steps that ran with `expected`.
  func build(
    _ kinds: [any Directive.Type] = Kinds.all, runs expected: Set<String>, _ what: Comment? = nil,
    at place: Testing.SourceLocation = #_sourceLocation
  ) async throws {
    let runs = try await build(kinds)
    #expect(runs == expected, what, sourceLocation: place)
  }

  @discardableResult func build(_ kinds: [any Directive.Type] = Kinds.all) async throws -> Set<String> {
    Set(try await outcome(kinds, store: ".asimov").seconds.keys)
  }

  func outcome(_ kinds: [any Directive.Type] = Kinds.all, store: String) async throws -> RunOutcome {
    let planner = Planner(kinds: kinds)
    let plan = try planner.plan(planner.check(template, file: folder + "/t.md"))
    let outcome = await Runner(store: Store(directory: folder + "/" + store)).run(plan)
    #expect(outcome.failures.isEmpty, "\(outcome.failures.map(\.description))")
    return outcome
  }
}
