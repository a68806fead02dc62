import Foundation
import Notebook
import Testing

@testable import Report

struct DirectiveTests {
  @Test func `A figure is a picture in the page with a numbered caption and its directive folded away`() throws {
    let html = try body(
      [.directive(name: "fig")],
      directives: [call("plot", "fig", source: "a: <1>", caption: [.text("A curve & more")])], results: ["fig": plot])
    #expect(
      html == """
        <figure id="fig" class="figure">
        <figcaption><span class="label">Figure\u{A0}1:</span> A curve &amp; more</figcaption>
        <div class="scroll card" tabindex="0" role="group" aria-label="Figure\u{A0}1">\
        <img src="data:image/svg+xml,%3Csvg/%3E" width="96" height="48" style="--natural:96px" \
        alt="a rising curve"></div>
        <div class="tools">
        <p class="formats"><a href="data:application/pdf;base64,Ag==" download="fig.pdf">PDF</a></p>
        <details class="directive">
        <summary>show directive</summary>
        <pre tabindex="0"><code>```{plot} fig
        a: &lt;1&gt;
        ```</code></pre>
        </details>
        </div>
        </figure>

        """)
  }

  @Test func `A figure without SVG shows its PNG, and without words its caption`() throws {
    var figure = plot
    figure.figure?.svg = []
    figure.figure?.alternativeText = ""
    let html = try body(
      [.directive(name: "fig")], directives: [call("plot", "fig", caption: [.text("C")])], results: ["fig": figure])
    #expect(html.contains("<img src=\"data:image/png;base64,AQ==\""))
    #expect(html.contains("<a href=\"data:image/png;base64,AQ==\" download=\"fig.png\">PNG</a>"))
    #expect(html.contains("alt=\"C\""))
  }

  @Test func `The fence that is shown is longer than any within`() throws {
    let html = try body(
      [.directive(name: "d")], directives: [call("scan", "d", source: "a: ```` \n")], results: ["d": StepResult()])
    #expect(html.contains("<code>`````{scan} d\na: ```` \n`````</code>"))
  }

  @Test func `A step without figure or table is one line with its sentence`() throws {
    let html = try body(
      [.directive(name: "d")], directives: [call("dataset", "d")], results: ["d": StepResult(summary: "12 events.")])
    #expect(html.hasPrefix("<details class=\"step\" id=\"d\">"))
    #expect(
      html.contains(
        """
        <span class="kind">dataset</span> <span class="name">d</span> <span class="summary">12 events.</span>
        """))
  }

  @Test func `Files for other programs are in the page, up to a size`() throws {
    let large = [UInt8](repeating: 0, count: 1 << 18)
    let files = [[1, 2, 3], large].map { AccompanyingFile(folder: "models", ending: "onnx", bytes: $0) }
    let html = try body(
      [.directive(name: "d")], directives: [call("train", "d")],
      results: ["d": StepResult(members: ["d[0.5, a/b]", "d[1]"]), "d[0.5, a/b]": StepResult(files: files)])
    #expect(
      html.contains(
        """
        <p class="downloads">Download: <a href="data:application/octet-stream;base64,AQID" \
        download="d-0.5-a-b.onnx">d-0.5-a-b.onnx</a> </p>
        """))
  }

  @Test func `A directive without a result leaves a box, and the numbers after it stay`() throws {
    let html = try body(
      [.directive(name: "lost"), .directive(name: "fig"), .directive(name: "net")],
      directives: [call("plot", "lost", caption: [.text("C")]), call("plot", "fig"), call("train", "net")],
      results: ["fig": plot])
    #expect(html.contains("<figure id=\"lost\" class=\"failure\">\n<figcaption>"))
    #expect(html.contains("</figcaption>\n<p><strong>No result:</strong>"))
    #expect(html.contains("<span class=\"label\">Figure\u{A0}1:</span> C"))
    #expect(html.contains("<figure id=\"net\" class=\"failure\">"))
    #expect(html.contains("<figcaption><span class=\"label\">Figure\u{A0}2</span></figcaption>"))
  }
}

struct ResultTableTests {
  private func render(_ table: ResultTable) throws -> String {
    try body(
      [.directive(name: "t")], directives: [call("table", "t", caption: [.text("C")])],
      results: ["t": StepResult(table: table)])
  }

  @Test func `Groups of columns, headings of rows and empty cells have their places`() throws {
    let html = try render(
      ResultTable(
        corner: "Loss",
        groups: [
          ResultTable.ColumnGroup(label: "", columns: ["n"]), ResultTable.ColumnGroup(label: "G", columns: ["a", "b"]),
        ],
        rows: [
          .heading("H1"), .values(label: "r", cells: [.integer(1), nil, .text("x")]), .heading("H2"),
          .values(label: "q", cells: [.integer(2)]),
        ]))
    let table = html.components(separatedBy: "<table>\n").last?.components(separatedBy: "</table>").first
    #expect(
      html.hasPrefix("<figure id=\"t\" class=\"table\">\n<figcaption><span class=\"label\">Table\u{A0}1:</span> C"))
    #expect(
      table == """
        <thead>
        <tr><th scope="col" rowspan="2" class="corner">Loss</th><td colspan="1"></td>\
        <th scope="colgroup" colspan="2" class="group"><span>G</span></th></tr>
        <tr><th scope="col" class="first">n</th><th scope="col" class="first">a</th><th scope="col">b</th></tr>
        </thead>
        <tbody>
        <tr class="heading"><th scope="rowgroup" colspan="4">H1</th></tr>
        <tr><th scope="row">r</th><td class="first" data-value="1">1</td><td class="first"></td><td>x</td></tr>
        </tbody>
        <tbody>
        <tr class="heading"><th scope="rowgroup" colspan="4">H2</th></tr>
        <tr><th scope="row">q</th><td class="first" data-value="2">2</td><td class="first"></td><td></td></tr>
        </tbody>

        """)
  }

  @Test func `Without groups there is one row of headers, and labels may hold math`() throws {
    let html = try render(
      ResultTable(
        corner: "", groups: [ResultTable.ColumnGroup(label: "", columns: ["$s$ (GeV)"])],
        rows: [.values(label: "r", cells: [.integer(1)])]))
    #expect(
      html.contains("<thead>\n<tr><td class=\"corner\"></td><th scope=\"col\" class=\"first\"><math"))
    #expect(html.contains("</math> (GeV)</th>"))
  }

  @Test func `Points and signs stand below each other by filling that is no text`() throws {
    let cells: [Value] = [.number(10.7, uncertainty: 0.5), .number(2.56, uncertainty: 0.04), .number(7)]
    let column = NumberColumn(cells)
    #expect(
      try cells.map { try column.html($0).markup } == [
        "10.7<span data-fill=\"6\"></span>\u{A0}±\u{A0}0.5<span data-fill=\"4\"></span>",
        "<span data-fill=\"1\"></span>2.56\u{A0}±\u{A0}0.04",
        "<span data-fill=\"1\"></span>7<span data-fill=\".56\"></span><span data-fill=\"\u{A0}±\u{A0}0.04\"></span>",
      ])
  }

  @Test func `Every cell of a column of numbers is equally long with its filling`() throws {
    let cells: [Value] = [.integer(1_400_000), .number(-3.25), .number(0.5, uncertainty: 0.25), .number(12)]
    let column = NumberColumn(cells)
    #expect(try Self.lengths(of: cells, in: column).count == 1)
  }

  private static func lengths(of cells: [Value], in column: NumberColumn) throws -> Set<Int> {
    Set(
      try cells.map {
        try column.html($0).markup.replacing(#/<span data-fill="(.*?)"></span>/#) { String($0.output.1) }
          .replacing(#/<sup>|<\/sup>/#, with: "").count
      })
  }

  @Test(arguments: [".2f", "±.2f", ".1%", "±.1%", ".3e", "±.3e", "±.2g"])
  func `Formatted numbers are aligned, with their powers and signs`(format: String) throws {
    let cells: [Value] = [
      .integer(140_000), .number(-3.25), .number(0.5, uncertainty: 0.25), .number(12, uncertainty: 1), .number(1e-7),
    ]
    let column = NumberColumn(cells, format: try ValueFormat(format))
    #expect(try Self.lengths(of: cells, in: column).count == 1)
  }

  @Test func `A column's format is that of its cells`() throws {
    let column = NumberColumn([.number(9.5, uncertainty: 1), .number(10)], format: try ValueFormat(".2f"))
    #expect(try column.html(.number(9.5, uncertainty: 1)).markup == "<span data-fill=\"1\"></span>9.50")
    #expect(throws: Mistake.self) { try column.html(.text("none")) }
  }

  @Test func `A power of ten or a unit stands for itself without a format`() throws {
    let column = NumberColumn([.number(1.5), .number(2e9)])
    #expect(try column.html(.number(2e9)).markup == "2\u{A0}×\u{A0}10<sup>9</sup>")
    #expect(try column.html(.number(30, unit: "GeV")).markup == "30\u{202F}GeV")
    #expect(try column.html(.number(.infinity)).markup == "∞")
  }
}
