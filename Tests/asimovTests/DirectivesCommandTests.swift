import Foundation
import Testing

@Suite struct DirectivesCommandTests {
  private static let kinds = [
    "dataset", "sample", "train", "scan", "binning", "inference", "importance", "performance", "calculate",
    "literature", "plot",
    "table",
    "math", "figure", "include", "note",
  ]

  @Test func theCommittedManualIsTheOneOfThisProgram() throws {
    let command = try Command.asimov("directives", "--markdown")
    #expect(command.status == 0)
    let committed = try String(contentsOfFile: Command.templates + "/../docs/directives.md", encoding: .utf8)
    #expect(
      command.output == committed,
      "make it anew: asimov directives --markdown > docs/directives.md")
  }

  /// The fences of the manual's examples.
  private func examples() throws -> [String] {
    try Command.asimov("directives", "--markdown").output.components(separatedBy: "````").enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element.drop { $0 != "\n" }) }
  }

  @Test func theExamplesOfAllKindsTogetherAreATemplateInOrder() throws {
    try Command.inFolder { folder in
      let examples = try examples()
      #expect(examples.count == Self.kinds.count)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/data", withDestinationPath: Command.templates + "/data")
      try Data("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8).write(
        to: URL(fileURLWithPath: folder + "/detector.svg"))
      try FileManager.default.createDirectory(atPath: folder + "/chapters", withIntermediateDirectories: true)
      try Data("Text.\n".utf8).write(to: URL(fileURLWithPath: folder + "/chapters/events.md"))
      try examples.joined(separator: "\n").write(toFile: folder + "/all.md", atomically: true, encoding: .utf8)
      let command = try Command.asimov("check", folder + "/all.md")
      #expect(command.status == 0, "\(command.errors)")
      #expect(command.output.contains(": 12 directives, no mistakes"))
    }
  }

  @Test func everyKindHasAnEntryAndALineInTheOverview() throws {
    let overview = try Command.asimov("directives")
    #expect(overview.status == 0)
    for kind in Self.kinds {
      #expect(overview.output.contains("\n\(kind)") || overview.output.hasPrefix(kind), "\(kind)")
      let entry = try Command.asimov("directives", kind)
      #expect(entry.status == 0)
      #expect(entry.output.hasPrefix(kind))
      #expect(entry.output.contains("```{\(kind)}"))
    }
  }

  @Test func anEntrySaysWhatAnOptionTakesAndWhatItIsWithoutIt() throws {
    let entry = try Command.asimov("directives", "scan").output
    #expect(entry.contains("\n  model: the name of a `train` directive; required\n"))
    #expect(entry.contains("\n  choose-on: one of `validation`, `test`; by default validation\n"))
    #expect(entry.contains("\n  caption: Markdown; optional\n"))
    #expect(entry.contains("\n  best[0.5].significance\n      Z_A of the test split"))
    let train = try Command.asimov("directives", "train").output
    #expect(train.contains("\n      patience: a whole number; by default 2\n"))
  }

  @Test func whatGoesToNoTerminalIsPlainAndNoWiderThanItsPage() throws {
    for arguments in [["directives"]] + Self.kinds.map({ ["directives", $0] }) {
      let lines = try Command.asimov(arguments).output.split(separator: "\n")
      #expect(!lines.contains { $0.contains("\u{1B}") })
      // An example keeps its lines.
      #expect(lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("    ") })
    }
  }

  @Test func anUnknownKindIsToldWithTheNearest() throws {
    let command = try Command.asimov("directives", "trian")
    #expect(command.status == 2)
    #expect(command.errors == "error: no directive 'trian'; did you mean 'train'?\n")
    #expect(command.output == "")
    #expect(try Command.asimov("directives", "train", "--markdown").status == 2)
  }
}
