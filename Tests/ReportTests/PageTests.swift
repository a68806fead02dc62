import Foundation
import Notebook
import Testing

@testable import Report

struct PageTests {
  private static let page = Page(template: SamplePage.template, results: SamplePage.results)
  /// Made once for all tests that only read it.
  private static let made = Result { try page.html() }

  private func html() throws -> String { try Self.made.get() }

  @Test func `The same page gives the same bytes`() throws {
    #expect(try html() == Page(template: SamplePage.template, results: SamplePage.results).html())
    #expect(Self.page.resultsJSON() == Page(template: SamplePage.template, results: SamplePage.results).resultsJSON())
  }

  @Test func `The page is well-formed, its ids are unique and its links lead somewhere`() throws {
    let tags = try Markup(html()).tags
    let ids = tags.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let fragments = tags.compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
    #expect(fragments.count > 20)
    #expect(Set(fragments.map { String($0.dropFirst()) }).subtracting(ids).isEmpty)
  }

  @Test func `Nothing is loaded, and nothing runs but the one script that the policy names`() throws {
    let html = try html()
    let tags = try Markup(html).tags
    let policy = tags.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"]
    #expect(
      policy == """
        default-src 'none'; img-src data:; script-src '\(Digest.integrity(of: Theme.script))'; \
        style-src '\(Digest.integrity(of: "\n" + Theme.css))'; style-src-attr 'unsafe-inline'; base-uri 'none'; \
        form-action 'none'
        """)
    #expect(html.components(separatedBy: "<script type=\"module\">\(Theme.script)</script>").count == 2)
    #expect(html.components(separatedBy: "<style>\n\(Theme.css)</style>").count == 2)
    #expect(tags.filter { $0.name == "script" }.count == 1)
    #expect(!tags.contains { ["link", "iframe", "object", "embed"].contains($0.name) })
    #expect(!tags.contains { tag in tag.attributes.keys.contains { $0.hasPrefix("on") } })
    #expect(tags.filter { $0.attributes["src"] != nil }.allSatisfy { $0.attributes["src"]?.hasPrefix("data:") == true })
    #expect(tags.filter { $0.attributes["href"]?.contains("//") == true }.allSatisfy { $0.name == "a" })
    #expect(!Theme.css.contains("url(") && !Theme.css.contains("@import"))
    for name in ["fetch", "XMLHttpRequest", "WebSocket", "eval", "innerHTML", "import", "localStorage", "</"] {
      #expect(!Theme.script.contains(name))
    }
  }

  @Test func `The policy stands before anything that it rules`() throws {
    let tags = try Markup(html()).tags.map(\.name)
    #expect(Array(tags.prefix(5)) == ["html", "head", "meta", "meta", "meta"])
  }

  @Test func `The page has its landmarks, one title and one top heading`() throws {
    let tags = try Markup(html()).tags
    for name in ["header", "main", "footer", "h1", "title"] { #expect(tags.filter { $0.name == name }.count == 1) }
    #expect(tags.filter { $0.name == "nav" }.allSatisfy { $0.attributes["aria-label"] == "Contents" })
    #expect(tags.first { $0.name == "a" }?.attributes["href"] == "#page:text")
    #expect(tags.first { $0.name == "html" }?.attributes["lang"] == "en")
  }

  @Test func `Every picture has words`() throws {
    let pictures = try Markup(html()).tags.filter { $0.name == "img" }
    #expect(pictures.count == 2)
    #expect(pictures.allSatisfy { $0.attributes["alt"]?.isEmpty == false })
  }

  @Test func `The page names its template without the folders it lies in`() throws {
    let html = try html()
    #expect(html.contains("Made with Asimov from <span class=\"file\">stops.md</span>"))
    #expect(!html.contains("templates/"))
  }

  @Test func `The date is spelled out, and one that is no date stays as written`() {
    #expect(Renderer.spelled("2026-11-23").markup == "<time datetime=\"2026-11-23\">23\u{A0}November\u{A0}2026</time>")
    #expect(Renderer.spelled("Autumn <2026>").markup == "Autumn &lt;2026&gt;")
    #expect(Renderer.spelled("2026-13-01").markup == "2026-13-01")
  }

  @Test func `Authors of one place share it, and those of two are told apart`() throws {
    var written = SamplePage.template
    #expect(try Page(template: written, results: [:]).html().contains("<p class=\"affiliation\">DESY, Hamburg</p>"))
    written.metadata.authors[1].affiliation = "CERN"
    let html = try Page(template: written, results: [:]).html()
    #expect(html.contains("Dirk Krücker<sup>2</sup>"))
    #expect(html.contains("<p class=\"affiliation\"><sup>2</sup> CERN</p>"))
  }

  @Test func `Labels of result tables are Markdown`() throws {
    let table = ResultTable(
      corner: "**c**", groups: [ResultTable.ColumnGroup(label: "**g**", columns: ["**x**"])],
      rows: [.heading("**h**"), .values(label: "**l**", cells: [nil])])
    let page = Page(
      template: template([.directive(name: "t")], directives: [call("table", "t")]),
      results: ["t": StepResult(table: table)])
    let html = try page.html()
    for label in ["c", "g", "x", "h", "l"] { #expect(html.contains("<strong>\(label)</strong>")) }
  }
}

struct CheckTests {
  @Test func `The sample has no mistakes`() {
    #expect(Page.check(SamplePage.template) == [])
  }

  @Test func `Mistakes in formulas are shown in their line and column, all of them`() {
    let found = Page.check(
      template([
        .math(DisplayMath(tex: "a &= b\n  + \\foo{c}", location: SourceLocation(file: "t.md", line: 7, column: 1))),
        paragraph(.math(tex: "x + \\bar", TextOrigin(SourceLocation(file: "t.md", line: 3, column: 10)))),
        .list(List(tight: true, items: [List.Item(blocks: [paragraph(.math(tex: "}", TextOrigin(place)))])])),
      ]))
    #expect(found.map(\.location.description) == ["t.md:3:18", "t.md:7:3", "template.md:3:5"])
  }

  @Test func `A formula in a title or a caption is checked too`() {
    var written = template(
      [.directive(name: "f")], directives: [call("plot", "f", caption: [.math(tex: "\\foo", TextOrigin(place))])])
    written.metadata.title = [.math(tex: "\\goo", TextOrigin(place))]
    #expect(
      Page.check(written).map(\.message) == [
        "TeX: undefined control sequence: \\foo", "TeX: undefined control sequence: \\goo",
      ])
  }

  @Test func `Without results only what is wrong in the text itself is found`() {
    let found = Page.check(
      template(
        [
          .directive(name: "scan"),
          paragraph(role("value", "scan.anything"), role("ref", "scan"), role("value", "scam.x"), role("rfe", "scan")),
        ],
        directives: [call("scan", "scan")]))
    // What there is no value of, the plan tells.
    #expect(found.map(\.message) == ["unknown role 'rfe'"])
  }
}
