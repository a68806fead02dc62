import Foundation
import Notebook
import Testing

@testable import Analysis

@Suite struct DirectiveTests {
  static let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("templates/data").path

  /// A dataset, a network and a scan, to put mistakes into.
  static let template = """
    ```{dataset} events
    signal:     { files: DATA/stop_600_400.h5, cross-section: 228.195 fb, efficiency: 0.14 }
    background: { files: DATA/ttbar.h5, cross-section: 844 pb, efficiency: 8.2e-4 }
    luminosity: 30 fb^-1
    ```

    ```{train} network
    dataset: events
    loss: cross-entropy
    ```

    ```{scan} best
    model: network
    ```

    """.replacing("DATA", with: data)

  private func mistakes(_ text: String) -> [String] {
    Planner(kinds: Kinds.all).check(text, file: "t.md").diagnostics.map {
      $0.description.replacing("t.md:", with: "").replacing(" error:", with: "").replacing(Self.data, with: "DATA")
    }
  }

  private func mistakes(replacing part: String, with other: String) -> [String] {
    mistakes(Self.template.replacing(part, with: other))
  }

  @Test func aTemplateInOrderHasNoMistakes() { #expect(mistakes(Self.template) == []) }

  @Test func datasetsAreCheckedAgainstTheirFiles() {
    #expect(
      mistakes(replacing: "luminosity: 30 fb^-1", with: "luminosity: 30 fb^-1\nfeatures: [MET, MT2]") == [
        "5:17: 'DATA/stop_600_400.h5' has no column 'MT2'; did you mean 'MT'?",
        "5:17: 'DATA/ttbar.h5' has no column 'MT2'; did you mean 'MT'?",
      ])
    #expect(
      mistakes(replacing: "luminosity: 30 fb^-1", with: "luminosity: 30 fb^-1\nsplit: { train: 0.5, test: 0.5 }") == [
        "5:8: the fractions of train, validation and test must sum to 1, not 1.2; "
          + "write for example { train: 0.5, validation: 0.2, test: 0.3 }"
      ])
    #expect(
      mistakes(replacing: "efficiency: 0.14", with: "efficiency: 1.4").map { $0.drop { $0 != " " } } == [
        " an efficiency lies above 0 and up to 1, and 1.4 does not; "
          + "write the fraction of events that is kept, such as 0.14"
      ])
    #expect(mistakes(replacing: "ttbar.h5", with: "ttbra.h5").first?.hasSuffix("did you mean 'DATA/ttbar.h5'?") == true)
  }

  @Test func lossesHaveAShortAndALongForm() {
    #expect(mistakes(replacing: "loss: cross-entropy", with: "loss: s/sqrt(s+b)") == [])
    #expect(mistakes(replacing: "loss: cross-entropy", with: "loss: { asimov: { systematic: 0 } }") == [])
    #expect(
      mistakes(replacing: "loss: cross-entropy", with: "loss: crossentropy") == [
        "9:7: unknown loss 'crossentropy'; did you mean 'cross-entropy'?"
      ])
    #expect(
      mistakes(replacing: "loss: cross-entropy", with: "loss: asimov") == [
        "9:7: the Asimov loss needs a systematic; write { asimov: { systematic: 0.5 } }"
      ])
    #expect(
      mistakes(replacing: "loss: cross-entropy", with: "loss: { asimov: { systematic: 50 } }") == [
        "9:31: systematic σ_b/b must lie between 0 and 10, not 50; write 0.5 for 50 %"
      ])
  }

  @Test func trainingOptionsHaveTheirRanges() {
    #expect(
      mistakes(
        replacing: "loss: cross-entropy", with: "loss: cross-entropy\nhidden: [0]\nepochs: 0\nstop: { patience: 0 }")
        == [
          "10:10: a hidden layer has 1 to 4096 units, not 0; write for example [23]",
          "11:9: epochs must be at least 1, not 0",
          "12:19: patience must be at least 1, not 0",
        ])
  }

  @Test func scansAndTheirFiguresAgreeOnSystematics() {
    let figure = String.figure("significance-scan: { scan: best, systematic: 0.2 }")
    #expect(
      mistakes(Self.template + figure) == [
        "16:46: scan 'best' has no systematic 0.2; add it to the scan's systematics"
      ])
    #expect(mistakes(Self.template + .figure("significance-scan: { scan: best, systematic: 0.30 }")) == [])
    #expect(mistakes(Self.template + .figure("history: { model: network }\nscore: { model: network }")).count == 1)
    #expect(mistakes(Self.template + .figure("")).count == 1)
  }

  @Test func tablesAreCheckedValueByValue() {
    let table =
      "```{table} t\ncolumns: [{ label: Z, value: \"[0.5].signifcance\" }]\nrows: [{ label: a, from: best }]\n```\n"
    #expect(
      mistakes(Self.template + table) == [
        "16:30: no value 'signifcance' in 'best[0.5].signifcance'; did you mean 'significance'?"
      ])
    #expect(mistakes(Self.template + table.replacing("signifcance", with: "significance")) == [])
  }

  @Test func aTablesFormatsAreCheckedWhereTheyStand() {
    let table = """
      ```{table} t
      columns:
        - { label: Z, value: "[0.5].significance:.2q" }
        - { label: both, columns: { a: "[0.5].significance:±.2f", b: "[0.5].cut:.1" } }
      rows: [{ label: a, from: best }]
      ```

      """
    let found = mistakes(Self.template + table)
    #expect(
      found.map { $0.prefix { $0 != ";" } } == [
        "17:24: '.2q' is not a format of values", "18:64: '.1' is not a format of values",
      ])
    let right = table.replacing(".2q", with: ".2f fb^-1").replacing("cut:.1", with: "cut:%")
    #expect(mistakes(Self.template + right) == [])
  }

  @Test func aTableHandsItsFormatsOnAndKeepsThem() throws {
    let table = TableDirective(
      corner: "",
      columns: [
        .init(label: "Z", value: "[0.5].z:±.2f", columns: nil),
        .init(label: "both", value: nil, columns: OrderedMapping([("a", "[0.5].z"), ("b", "[0.5].z:.1f TeV")])),
      ], rows: [.init(heading: nil, label: "r", from: OneOrMore([AnyReference("scan")]))])
    let values = Value.record(["0.5": .record(["z": .number(5, unit: "GeV")])])
    let result = try table.run(StepContext(results: ["scan": StepResult(values: values)]))
    let formats = try #require(result.table).groups.map { $0.formats.map { $0?.description } }
    #expect(formats == [["±.2f"], [nil, ".1f TeV"]])
    let stored = try StoredJSON.decode(ResultTable.self, from: StoredJSON.encode(result.table))
    #expect(stored == result.table)

    let wrong = StepResult(values: .record(["0.5": .record(["z": .number(5, unit: "fb")])]))
    #expect(throws: Mistake("'fb' cannot become 'TeV'", remedy: "write 'fb' with another prefix, or no unit")) {
      try table.run(StepContext(results: ["scan": wrong]))
    }
  }

  @Test func everyKindHasANameOfItsOwn() { #expect(Set(Kinds.all.map { $0.kind }).count == Kinds.all.count) }
}

extension String {
  fileprivate static func figure(_ body: String) -> String { "```{plot} figure\n\(body)\n```\n" }
}
