import Foundation
import Notebook
import Testing

@testable import Report

struct PictureTests {
  /// A template in a folder of its own with a picture beside it.
  private func page(_ blocks: [Block], directives: [DirectiveCall] = []) throws -> Page {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pictures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data([1, 2, 3]).write(to: folder.appendingPathComponent("detector.png"))
    let file = folder.appendingPathComponent("t.md").path
    return Page(
      template: Template(file: file, metadata: Template.Metadata(), blocks: blocks, directives: directives),
      results: ["plot": plot])
  }

  private func figure(
    _ name: String? = nil, source: String = "detector.png", width: Figure.Width? = nil,
    alignment: Figure.Alignment = .centre, caption: [Inline] = [], legend: [Block] = []
  ) -> Block {
    .figure(
      Figure(
        id: name ?? "figure:1", isNamed: name != nil, source: source, width: width, alignment: alignment,
        caption: caption, legend: legend, location: place))
  }

  @Test func `A picture is put into the page with its caption and legend`() throws {
    let html = try page([
      figure(
        "fig-detector", width: .percent(60), alignment: .left, caption: [.text("A <detector>.")],
        legend: [paragraph(.text("Layers."))])
    ]).html()
    let expected = """
      <figure id="fig-detector" class="figure picture">
      <figcaption><span class="label">Figure\u{A0}1:</span> A &lt;detector&gt;.
      <div class="legend">
      <p>Layers.</p>
      </div>
      </figcaption>
      <div class="scroll card left" tabindex="0" role="group" aria-label="Figure\u{A0}1">\
      <img src="data:image/png;base64,AQID" style="width:60%" alt="A &lt;detector&gt;."></div>
      </figure>

      """
    #expect(html.contains(expected))
    #expect(try page([figure(width: .pixels(312.5))]).html().contains("style=\"width:312.5px\""))
  }

  @Test func `Pictures and plots are numbered together in the order of the text`() throws {
    let html = try page(
      [
        figure(), .directive(name: "plot"), .quote([figure("late", caption: [.text("Late.")])]),
        paragraph(role("ref", "late"), role("numref", "plot")),
      ], directives: [call("plot", "plot")]
    ).html()
    #expect(html.contains("<span class=\"label\">Figure\u{A0}1</span>"))
    #expect(html.contains("<a class=\"reference\" href=\"#late\" title=\"Late.\">Figure\u{A0}3</a>"))
    #expect(html.contains(">Figure\u{A0}2</a>"))
  }

  @Test func `A picture that is not there is a mistake at its fence`() throws {
    let found = Page.check(try page([figure(source: "detctor.png")]).template)
    #expect(
      found.map(\.description) == [
        "template.md:3:5: error: no image 'detctor.png'; did you mean 'detector.png'?"
      ])
  }

  @Test func `A picture without a name cannot be referred to, and one with another's clashes`() throws {
    let equation = Block.math(
      DisplayMath(tex: "x", label: "a", location: SourceLocation(file: "part.md", line: 9, column: 1)))
    let found = Page.check(try page([figure(), equation, figure("a"), paragraph(role("ref", "figure:1"))]).template)
    #expect(
      found.map(\.message) == [
        "the name 'a' is given twice", "there is no figure, table, equation, section or directive 'figure:1'",
      ])
    #expect(found.first?.remedy == "choose another: the first stands in part.md:9")
  }

  @Test func `Formulas in a caption and footnotes in a legend are part of the text`() throws {
    let page = try page([
      figure(
        caption: [.math(tex: "\\foo", TextOrigin(place))], legend: [.footnote(id: "n", [paragraph(.text("Note."))])]),
      paragraph(.footnoteReference(id: "n")),
    ])
    #expect(Page.check(page.template).map(\.message) == ["TeX: undefined control sequence: \\foo"])
  }
}
