import Notebook
import Testing

@testable import Report

/// The numbers that a page shows.
struct NumbersTests {
  private func paths(_ rows: [ResultTable.Row], columns: [String] = ["x"]) -> [String] {
    let table = ResultTable(corner: "", groups: [ResultTable.ColumnGroup(label: "", columns: columns)], rows: rows)
    let page = Page(
      template: template([.directive(name: "t")], directives: [call("table", "t")]),
      results: ["t": StepResult(table: table)])
    return page.numbers().map(\.path)
  }

  private func row(_ label: String, _ count: Int = 1) -> ResultTable.Row {
    .values(label: label, cells: [Value?](repeating: .integer(1), count: count))
  }

  @Test func `A cell is called after its table, heading, row and column`() {
    #expect(
      paths([row("a", 2), .heading("H"), row("a", 2)], columns: ["x", "y"])
        == ["t: a, x", "t: a, y", "t: H, a, x", "t: H, a, y"])
  }

  @Test func `Rows of one label belong to those above them`() {
    #expect(
      paths([row("a"), row("again"), row("b"), row("again"), .heading("H"), row("c"), row("again")])
        == ["t: a, x", "t: a, again, x", "t: b, x", "t: b, again, x", "t: H, c, x", "t: H, again, x"])
  }

  @Test func `Cells that nothing else tells apart are counted`() {
    #expect(
      paths([row("a", 2), row("a", 2)], columns: ["x", "x"]) == [
        "t: a, x", "t: a, x (2)", "t: a (2), x", "t: a (2), x (2)",
      ])
    #expect(paths([.heading("H"), row("a"), .heading("H"), row("a")]) == ["t: H, a, x", "t: H, a (2), x"])
    #expect(paths([]).isEmpty)
  }
}
