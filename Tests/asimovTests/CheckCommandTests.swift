import Foundation
import Testing

@Suite struct CheckCommandTests {
  @Test(arguments: ["stop-search.md", "stop-search-pythia.md", "mass-grid.md"])
  func theTemplatesThatWeShipAreInOrder(name: String) throws {
    let command = try Command.asimov("check", Command.templates + "/" + name)
    #expect(command.status == 0, "\(command.errors)")
    #expect(command.output.hasSuffix("directives, no mistakes\n"))
  }

  @Test func allFiveMistakesAreToldWithPlaceAndRemedyAndNothingRuns() throws {
    let template = try #require(
      Bundle.module.path(forResource: "five-mistakes", ofType: "md", inDirectory: "Fixtures"))
    for subcommand in ["check", "build"] {
      let command = try Command.asimov(subcommand, template)
      #expect(command.status == 2)
      #expect(
        command.errors.replacing(template, with: "five-mistakes.md") == """
          five-mistakes.md:7:5: error: unknown directive 'dataste'; did you mean 'dataset'?
           7 | ```{dataste} unknown-directive
             |     ^
          five-mistakes.md:12:49: error: unit 'fb^-1' does not measure a cross-section; did you mean '228.195 fb'?
           12 | signal:     { files: events.csv, cross-section: 228.195 fb^-1, efficiency: 0.14 }
              |                                                 ^
          five-mistakes.md:14:13: error: undefined parameter 'luminosty'; did you mean 'luminosity'?
           14 | luminosity: ${luminosty}
              |             ^
          five-mistakes.md:19:1: error: unknown key 'los'; did you mean 'loss'?
           19 | los: cross-entropy
              | ^
          five-mistakes.md:24:8: error: no 'train' directive is named 'azimov'; did you mean 'asimov'?
           24 | model: azimov
              |        ^
          5 errors; nothing was run

          """)
      #expect(command.output == "")
    }
    let folder = URL(fileURLWithPath: template).deletingLastPathComponent().path
    #expect(!FileManager.default.fileExists(atPath: folder + "/.asimov"))
  }

  @Test func theFlagshipTemplateHasNoMistakes() throws {
    let command = try Command.asimov("check", Command.templates + "/stop-search.md")
    #expect(command.status == 0, "\(command.errors)")
  }

  @Test func aFormulaThatKaTeXRefusesIsToldWithItsPlace() throws {
    try Command.inFolder { folder in
      try "Text $a + \\fooo$\n\n$$\nx = \\frac{1}\n$$\n".write(
        toFile: folder + "/t.md", atomically: true, encoding: .utf8)
      let command = try Command.asimov("check", folder + "/t.md")
      #expect(command.status == 2)
      #expect(command.errors.contains("t.md:1:11: error: "))
      #expect(command.errors.contains("t.md:4:13: error: "))
    }
  }

  @Test func wrongArgumentsExitWithTwoAndSayWhatToDo() throws {
    for arguments in [["check"], ["check", "no-such.md"], ["check", NSTemporaryDirectory()], ["chek", "x.md"]] {
      let command = try Command.asimov(arguments)
      #expect(command.status == 2, "\(arguments)")
      #expect(command.errors.lowercased().contains("error"), "\(arguments)")
    }
    let template = Command.templates + "/stop-search.md"
    let command = try Command.asimov("check", template, "-P", "luminosty=3")
    #expect(command.status == 2)
    #expect(command.errors.contains("did you mean 'luminosity'?"))
    #expect(try Command.asimov("check", template, "-P", "luminosity").status == 2)
    #expect(try Command.asimov("check", template, "-P", "luminosity=3 GeV").status == 2)
    #expect(try Command.asimov("check", template, "-P", "luminosity=300").status == 0)
    #expect(try Command.asimov("--help").status == 0)
  }
}
