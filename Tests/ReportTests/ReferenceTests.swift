import Foundation
import Notebook
import Testing

@testable import Report

struct ReferenceTests {
  private let blocks: [Block] = [
    .heading(level: 2, id: "intro", [.text("Intro")]), .directive(name: "data"), .directive(name: "fig-a"),
    .math(DisplayMath(tex: "a", location: place)), .math(DisplayMath(tex: "b", label: "eq-b", location: place)),
    .directive(name: "tab"), .quote([.directive(name: "fig-b")]),
    .math(DisplayMath(tex: "c", label: "eq-c", location: place)),
  ]
  private let directives = [
    call("dataset", "data"), call("plot", "fig-a", caption: [.text("First "), .emphasis([.text("one")])]),
    call("table", "tab", caption: [.text("Numbers")]), call("plot", "fig-b"),
  ]
  private let results = [
    "data": StepResult(), "fig-a": plot, "fig-b": plot,
    "tab": StepResult(table: ResultTable(corner: "", groups: [], rows: [])),
  ]

  private func reference(_ name: String, _ content: String) throws -> String {
    let html = try body(
      blocks + [paragraph(.text("HERE"), role(name, content))], directives: directives, results: results)
    return html.components(separatedBy: "<p>HERE").last.map { $0.replacing("</p>\n", with: "") } ?? ""
  }

  @Test(arguments: [
    ("ref", "fig-a", "#fig-a", "Figure\u{A0}1"), ("numref", "fig-b", "#fig-b", "Figure\u{A0}2"),
    ("ref", "tab", "#tab", "Table\u{A0}1"), ("ref", "eq-b", "#eq-b", "Eq.\u{A0}(1)"), ("eq", "eq-c", "#eq-c", "(2)"),
    ("ref", "intro", "#intro", "Section\u{A0}1"), ("ref", "the plot <fig-b>", "#fig-b", "the plot"),
    ("numref", "Fig. %s <fig-b>", "#fig-b", "Fig. 2"), ("ref", "data", "#data", "<code>data</code>"),
  ])
  func `A reference shows the number of what it leads to`(
    role: String, content: String, address: String, text: String
  ) throws {
    let html = try reference(role, content)
    #expect(html.hasPrefix("<a class=\"reference\" href=\"\(address)\""))
    #expect(html.hasSuffix(">\(text)</a>"))
  }

  @Test func `Hovering over a reference shows the caption, the formula or the heading`() throws {
    #expect(try reference("ref", "fig-a").contains("title=\"First one\""))
    #expect(try reference("eq", "eq-c").contains("title=\"c\""))
    #expect(try reference("ref", "intro").contains("title=\"1 Intro\""))
    #expect(try !reference("ref", "data").contains("title="))
  }

  @Test func `A formula of several lines hovers as one`() throws {
    let html = try body([
      .math(DisplayMath(tex: "a\n  = \\frac{b}{c}", label: "eq", location: place)), paragraph(role("eq", "eq")),
    ])
    #expect(html.contains("title=\"a = \\frac{b}{c}\">(1)</a>"))
  }

  @Test func `Only equations with a label are numbered`() throws {
    let html = try body(blocks, directives: directives, results: results)
    #expect(html.components(separatedBy: "<a class=\"number\"").count == 3)
    #expect(html.contains("<div class=\"equation\" id=\"eq-c\">"))
    #expect(html.contains("href=\"#eq-c\" aria-label=\"Equation 2\">(2)</a>"))
  }

  @Test func `A reference to nothing names what was meant`() {
    let found = mistakes(
      blocks + [paragraph(role("ref", "fig-s"), role("eq", "eq-d"), role("eq", "fig-a"), role("vale", "x"))],
      directives: directives, results: results)
    #expect(
      found == [
        "template.md:3:1: error: unknown role 'vale'; did you mean 'value'?",
        "template.md:3:5: error: 'fig-a' is not an equation; write {ref}`fig-a`",
        "template.md:3:5: error: there is no equation 'eq-d'; did you mean 'eq-b'?",
        """
        template.md:3:5: error: there is no figure, table, equation, section or directive 'fig-s'; did you mean 'fig-a'?
        """,
      ])
  }

  @Test func `A name given to two things is a mistake at the second one`() {
    let second = SourceLocation(file: "template.md", line: 9, column: 1)
    let found = mistakes([
      .math(DisplayMath(tex: "a", label: "x", location: place)),
      .math(DisplayMath(tex: "b", label: "x", location: second)),
    ])
    #expect(
      found == ["template.md:9:1: error: the name 'x' is given twice; choose another: the first stands in line 3"])
  }

  @Test func `A heading makes way where a directive has its name`() throws {
    let html = try body(
      [.heading(level: 2, id: "fig-a", [.text("Fig a")]), .directive(name: "fig-a"), paragraph(role("ref", "fig-a"))],
      directives: directives, results: results)
    #expect(html.contains("<h2 id=\"section:fig-a\">"))
    #expect(html.contains("<figure id=\"fig-a\""))
    #expect(html.contains(">Figure\u{A0}1</a>"))
  }
}
