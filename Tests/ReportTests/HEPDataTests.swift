import Foundation
import Notebook
import Testing

@testable import Report

/// HEPData's own validator reads `Fixtures/tables.yaml` in `Tests/Exports`.
@Suite struct HEPDataTests {
  static let table = ResultTable(
    corner: "Loss",
    groups: [
      .init(label: "$\\sigma_b/b = 0.5$", columns: ["$s$", "$Z_A$"]),
      .init(label: "", columns: ["Luminosity", "Note"]),
    ],
    rows: [
      .heading("Compressed"),
      .values(
        label: "Cross-entropy: \"all\"",
        cells: [
          .number(1e-5, uncertainty: 2e-6), .number(4.8, uncertainty: 0.3), .number(30, unit: "fb^-1"),
          .text("yes: no"),
        ]),
      .values(
        label: "$\\ell_{s}$", cells: [.integer(3), .number(.infinity, uncertainty: nil), .number(300, unit: "fb^-1")]),
    ])

  private static func file() throws -> AccompanyingFile {
    let caption: [Inline] = [.text("Expected "), .strong([.math(tex: "Z_A", TextOrigin(place))]), .text(": the best.")]
    let page = Page(
      template: template([.directive(name: "tab")], directives: [call("table", "tab", caption: caption)]),
      results: ["tab": StepResult(table: table)])
    let files = try page.hepDataFiles()
    #expect(files.map(\.directive) == ["tab"])
    return try #require(files.first?.file)
  }

  @Test func aTableIsTheFileThatHEPDataHasValidated() throws {
    let file = try Self.file()
    #expect(file.folder + "/" + file.name(for: "tab") == "hepdata/tab.yaml")
    // To write it anew after a change of its form: EXPORTS=Tests/ReportTests/Fixtures.
    if let folder = ProcessInfo.processInfo.environment["EXPORTS"] {
      try Data(file.bytes).write(to: URL(fileURLWithPath: folder + "/tables.yaml"))
    }
    let committed = try #require(Bundle.module.url(forResource: "Fixtures/tables", withExtension: "yaml"))
    #expect(String(decoding: file.bytes, as: UTF8.self) == (try String(contentsOf: committed, encoding: .utf8)))
  }

  @Test func theTableHoldsAllRowsUnderTheirHeadingWithUnitsAndErrors() throws {
    let text = String(decoding: try Self.file().bytes, as: UTF8.self)
    #expect(text.contains("description: 'Expected $Z_A$: the best.'"))
    #expect(text.contains("value: 'Compressed, Cross-entropy: \"all\"'"))
    // YAML 1.1 would read 1e-05 as a word.
    #expect(text.contains("- value: 1.0e-05\n    errors:\n    - label: stat\n      symerror: 2.0e-06"))
    #expect(text.contains("name: Luminosity\n    units: fb^-1"))
    // A cell that is not there, and one without a number.
    #expect(text.contains("value: '-'"))
    #expect(text.contains("value: 'inf'") || text.contains("value: inf"))
  }

  @Test func rowsOfOneLabelAreToldApart() throws {
    let rows = ["Ours", "again", "Theirs", "again"].map { ResultTable.Row.values(label: $0, cells: [.integer(1)]) }
    let table = ResultTable(corner: "Who", groups: [.init(label: "", columns: ["$s$"])], rows: rows)
    let file = try #require(
      try Page(
        template: template([.directive(name: "tab")], directives: [call("table", "tab")]),
        results: ["tab": StepResult(table: table)]
      ).hepDataFiles().first?.file)
    let values = "  - value: Ours\n  - value: Ours, again\n  - value: Theirs\n  - value: Theirs, again\n"
    #expect(String(decoding: file.bytes, as: UTF8.self).contains(values))
  }

  @Test func thePageHoldsTheFileBelowItsTable() throws {
    let html = try body(
      [.directive(name: "tab")], directives: [call("table", "tab")], results: ["tab": StepResult(table: Self.table)])
    #expect(html.contains("download=\"tab.yaml\">tab.yaml</a>"))
    let figure = try body([.directive(name: "fig")], directives: [call("plot", "fig")], results: ["fig": plot])
    #expect(!figure.contains(".yaml"))
  }
}
