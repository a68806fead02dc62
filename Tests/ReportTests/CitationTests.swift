import Foundation
import Notebook
import Testing

@testable import Report

struct CitationTests {
  private let works = [
    work("a", "Alpha", authors: "Ann A"), work("b", "Beta", authors: "Bea B and Cleo C"),
    work("c", "Gamma", authors: "X and Y and Z"), work("d", "Delta"), work("e", "Epsilon $e$"),
  ]

  private func shown(_ inlines: Inline...) throws -> String {
    let html = try body([.paragraph(inlines)], works: works)
    let start = try #require(html.range(of: "<p>")).upperBound
    let end = try #require(html.range(of: "</p>")).lowerBound
    return String(html[start..<end])
  }

  /// What a reader sees.
  private func text(_ html: String) -> String { html.replacing(/<[^>]*>/, with: "") }

  @Test func `Numbers follow the first citation and lead to the list and back`() throws {
    let html = try body([paragraph(role("cite", "b"), .text(" "), role("cite:p", "a, b"))], works: works)
    #expect(
      html == """
        <p><span class="citation" id="citation:1">[<a href="#cite:b" title="B.\u{A0}B and C.\u{A0}C, Beta">1</a>]</span> \
        <span class="citation" id="citation:2">[<a href="#cite:b" title="B.\u{A0}B and C.\u{A0}C, Beta">1</a>, \
        <a href="#cite:a" title="A.\u{A0}A, Alpha">2</a>]</span></p>
        <section class="references" aria-labelledby="page:references">
        <h2 id="page:references">References</h2>
        <ol>
        <li id="cite:b">B.\u{A0}B and C.\u{A0}C, <em>Beta</em>. <span class="back">\
        <a href="#citation:1" aria-label="Back to the text">↩\u{FE0E}</a> \
        <a href="#citation:2" aria-label="Back to the text">↩\u{FE0E}</a></span></li>
        <li id="cite:a">A.\u{A0}A, <em>Alpha</em>. <span class="back">\
        <a href="#citation:2" aria-label="Back to the text">↩\u{FE0E}</a></span></li>
        </ol>
        </section>

        """)
  }

  @Test func `Three numbers in a row and more are shown as a range`() throws {
    #expect(try text(shown(role("cite", "a,b,c"))) == "[1–3]")
    #expect(try text(shown(role("cite", "a; b"))) == "[1, 2]")
    #expect(try text(shown(role("cite", "a,b,c,d"), .text(" "), role("cite", "e,a,d,c"))) == "[1–4] [1, 3–5]")
    #expect(try text(shown(role("cite", "a,a"))) == "[1]")
    #expect(try shown(role("cite", "a,b,c")).contains("<span title=\"[2] B.\u{A0}B and C.\u{A0}C, Beta\">–</span>"))
  }

  @Test func `A sentence names the authors`() throws {
    #expect(try text(shown(role("cite:t", "b"))) == "B and C\u{A0}[1]")
    #expect(try text(shown(role("cite:t", "c, a, d"))) == "X et\u{A0}al.\u{A0}[1], A\u{A0}[2] and Delta\u{A0}[3]")
  }

  @Test func `Citations are numbered as the page is read, wherever they stand`() throws {
    let blocks: [Block] = [
      paragraph(.footnoteReference(id: "n"), role("ref", "h")), .directive(name: "fig"),
      .table(MarkdownTable(alignments: [.none], header: [[role("cite", "b")]], rows: [[[role("cite", "c")]]])),
      .admonition(Admonition(kind: "note", title: [role("cite", "d")], blocks: [paragraph(role("cite", "a"))])),
      .heading(level: 1, id: "h", [.text("H "), role("cite", "a")]), .heading(level: 1, id: "i", [.text("I")]),
      .footnote(id: "n", [paragraph(role("cite", "e"))]),
    ]
    let html = try Page(
      template: template(blocks, directives: [call("plot", "fig", caption: [role("cite", "a")])], works: works),
      results: ["fig": plot]
    ).html()
    let list = try #require(html.range(of: "<section class=\"references\"")).lowerBound
    let keys = html[list...].matches(of: /<li id="cite:(.)">/).map { String($0.1) }
    #expect(keys == ["a", "b", "c", "d", "e"])
    #expect(html.matches(of: /id="citation:/).count == 7)
    let tags = try Markup(html).tags
    let ids = tags.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for address in tags.compactMap({ $0.attributes["href"] }) where address.hasPrefix("#cit") {
      #expect(ids.contains(String(address.dropFirst())))
    }
  }

  @Test func `Only what is cited is listed`() throws {
    #expect(try !body([paragraph(.text("x"))], works: works).contains("References"))
    #expect(try !body([paragraph(role("cite", "a"))], works: works).contains("Beta"))
  }

  @Test func `Each unknown key is told at its own column`() {
    let works = [work("Cowan:2010js", "C"), work("Elwood:2018qsr", "E")]
    #expect(
      mistakes([paragraph(role("cite", "Cowan:2010js, Cowan:2010jz,x"))], works: works) == [
        "template.md:3:19: error: the bibliography has no 'Cowan:2010jz'; did you mean 'Cowan:2010js'?",
        "template.md:3:32: error: the bibliography has no 'x'; there is 'Cowan:2010js', 'Elwood:2018qsr'",
      ])
    #expect(
      mistakes([paragraph(role("cite:t", " "))], works: works) == [
        "template.md:3:5: error: the citation names no work; write {cite:t}`a-key`"
      ])
    #expect(
      mistakes([paragraph(role("cite:q", "x"))], works: works) == [
        "template.md:3:1: error: unknown role 'cite:q'; did you mean 'cite:p'?"
      ])
  }

  @Test func `A citation without a bibliography says where to name one`() {
    #expect(
      mistakes([paragraph(role("cite", "a, b"))]) == [
        """
        template.md:3:5: error: cannot cite 'a': the template has no bibliography; \
        add 'bibliography: references.bib' to the front matter
        """
      ])
  }

  @Test func `TeX in a title that cannot be set is told at its place in the file`() {
    let field = BibliographyEntry.Field("On $\\frac{$", at: SourceLocation(file: "r.bib", line: 2, column: 10))
    let entry = BibliographyEntry(key: "k", type: "misc", fields: ["title": field], location: place)
    #expect(mistakes([paragraph(role("cite", "k"))], works: [entry]).first?.hasPrefix("r.bib:2:") == true)
  }

  @Test func `Where only letters can stand, authors are named and numbers left out`() throws {
    var page = template([], works: works)
    page.metadata.title = [.text("After "), role("cite:t", "b"), .text(" "), role("cite", "a")]
    #expect(try Page(template: page, results: [:]).html().contains("<title>After B and C</title>"))
  }
}
