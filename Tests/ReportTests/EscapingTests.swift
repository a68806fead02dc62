import Notebook
import Testing

@testable import Report

/// Text that would be markup if it were not escaped.
private let attack = "<script>alert('x')</script>\" onload=\"x"

struct EscapingTests {
  @Test func `Whatever is put into HTML is escaped unless it is HTML`() {
    let inner: HTML = "<b>\("a & b")</b>"
    let outer: HTML = "<p title=\"\(attack)\">\(inner)</p>"
    #expect(
      outer.markup == """
        <p title="&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;x"><b>a &amp; b</b></p>
        """)
  }

  @Test func `A less-than sign under a combining mark is escaped too`() {
    let text = "<\u{338}script>"
    #expect(HTML(text).markup == "&lt;\u{338}script&gt;")
  }

  @Test func `Control characters do not reach the page`() {
    let text = "a\0b\u{1B}c\td\ne"
    #expect(HTML(text).markup == "a\u{FFFD}b\u{FFFD}c\td\ne")
  }

  @Test func `HTML is part of the page where the front matter allows it, under the same policy`() throws {
    var metadata = Template.Metadata()
    metadata.allowsHTML = true
    let blocks: [Block] = [
      .html("<section class=\"own\">\n</section>\n"), .paragraph([.html("<ins>"), .text(attack), .html("</ins>")]),
    ]
    let html = try Page(
      template: Template(file: "t.md", metadata: metadata, blocks: blocks, directives: []), results: [:]
    ).html()
    #expect(html.contains("<section class=\"own\">\n</section>\n<p><ins>&lt;script&gt;"))
    #expect(html.contains("default-src 'none'") && !html.contains("script-src 'unsafe"))
    metadata.allowsHTML = false
    let shown = try Page(
      template: Template(file: "t.md", metadata: metadata, blocks: blocks, directives: []), results: [:]
    ).html()
    #expect(shown.contains("&lt;section class=&quot;own&quot;&gt;") && !shown.contains("<ins>"))
  }

  /// The attack at every place of a template and a result that holds text.
  @Test func `No text of template or results becomes a tag or an attribute`() throws {
    var metadata = Template.Metadata()
    metadata.title = [.text(attack)]
    metadata.subtitle = [.text(attack)]
    metadata.authors = [
      Template.Author(name: attack, affiliation: attack, email: attack), Template.Author(name: "B", affiliation: "C"),
    ]
    metadata.date = attack
    metadata.abstract = [.text(attack)]
    metadata.language = attack
    let inlines: [Inline] = [
      .text(attack), .code(attack), .html(attack), .emphasis([.text(attack)]), role("sup", attack), role("kbd", attack),
      .link(destination: "https://e.org/\(attack)", title: attack, [.text(attack)]), role("value", "data.text"),
      .math(tex: "\\text{<script>}", TextOrigin(place)), .footnoteReference(id: attack), role("ref", "fig"),
      role("cite", attack),
    ]
    let blocks: [Block] = [
      .heading(level: 1, id: "a", inlines), .paragraph(inlines), .code(language: attack, attack), .html(attack),
      .admonition(Admonition(kind: attack, title: inlines, blocks: [.paragraph(inlines)])),
      .directive(name: "fig"), .directive(name: "tab"), .directive(name: "data"), .directive(name: "lost"),
      .math(DisplayMath(tex: "x", label: attack, location: place)), .heading(level: 1, id: attack, inlines),
      .table(MarkdownTable(alignments: [.left], header: [inlines], rows: [[inlines]])),
    ]
    let directives = [
      call("plot", "fig", source: attack, caption: inlines), call("table", "tab", caption: inlines),
      call(attack, "data", source: attack), call(attack, "lost", source: attack),
    ]
    var figure = plot
    figure.figure?.alternativeText = attack
    let table = ResultTable(
      corner: attack, groups: [ResultTable.ColumnGroup(label: attack, columns: [attack])],
      rows: [.heading(attack), .values(label: attack, cells: [.text(attack)])])
    var template = Template(file: "a/\(attack).md", metadata: metadata, blocks: blocks, directives: directives)
    template.bibliography = Bibliography([work(attack, attack, authors: attack)], files: ["references.bib"])
    let page = Page(
      template: template,
      results: [
        "fig": figure, "tab": StepResult(table: table),
        "data": StepResult(values: .record(["text": .number(1, unit: attack)]), summary: attack),
      ])
    let html = try page.html()
    let tags = try Markup(html).tags
    // The page's own, and no other.
    #expect(tags.filter { $0.name == "script" }.map(\.attributes) == [["type": "module"]])
    #expect(!tags.contains { $0.attributes.keys.contains("onload") })
  }
}
