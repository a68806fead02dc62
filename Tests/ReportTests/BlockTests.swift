import Foundation
import Notebook
import Testing

@testable import Report

struct BlockTests {
  @Test func `A paragraph holds every kind of inline`() throws {
    let html = try body([
      paragraph(
        .text("a"), .softBreak, .code("b<"), .lineBreak, .emphasis([.text("c")]), .strong([.text("d")]),
        .strikethrough([.text("e")]), .html("<u>"), .html("<!-- private -->"), role("sub", "2"), role("sup", "3"),
        role("kbd", "Ctrl"), role("code", "x"))
    ])
    #expect(
      html == """
        <p>a
        <code>b&lt;</code><br>
        <em>c</em><strong>d</strong><del>e</del>&lt;u&gt;<sub>2</sub><sup>3</sup><kbd>Ctrl</kbd><code>x</code></p>

        """)
  }

  @Test func `A tight list has no paragraphs, a loose one has`() throws {
    let items = [List.Item(blocks: [paragraph(.text("a"))])]
    #expect(try body([.list(List(tight: true, items: items))]) == "<ul>\n<li>a</li>\n</ul>\n")
    #expect(try body([.list(List(tight: false, items: items))]) == "<ul>\n<li><p>a</p>\n</li>\n</ul>\n")
  }

  @Test func `A numbered list starts where the author starts it`() throws {
    let items = [List.Item(blocks: [paragraph(.text("a"))])]
    #expect(try body([.list(List(start: 1, tight: true, items: items))]).hasPrefix("<ol>\n"))
    #expect(try body([.list(List(start: 4, tight: true, items: items))]).hasPrefix("<ol start=\"4\">\n"))
  }

  @Test func `A task shows whether it is done`() throws {
    let html = try body([
      .list(
        List(
          tight: true,
          items: [
            List.Item(task: true, blocks: [paragraph(.text("a"))]),
            List.Item(task: false, blocks: [paragraph(.text("b"))]),
          ]))
    ])
    #expect(html.contains("<li class=\"task\"><input type=\"checkbox\" disabled checked> a</li>"))
    #expect(html.contains("<li class=\"task\"><input type=\"checkbox\" disabled> b</li>"))
  }

  @Test func `Quotes, code and breaks stand as written, and raw HTML as text`() throws {
    let html = try body([
      .quote([paragraph(.text("q"))]), .code(language: "c", "if (a < b)\n"), .thematicBreak, .html("<div>\n"),
      .html("<!-- a note of the author's\nto herself -->\n"), .html("<!-- a --><i>b</i><!-- c -->"),
    ])
    #expect(
      html == """
        <blockquote>
        <p>q</p>
        </blockquote>
        <pre tabindex="0"><code>if (a &lt; b)
        </code></pre>
        <hr>
        <pre tabindex="0"><code>&lt;div&gt;
        </code></pre>
        <pre tabindex="0"><code>&lt;!-- a --&gt;&lt;i&gt;b&lt;/i&gt;&lt;!-- c --&gt;</code></pre>

        """)
  }

  @Test func `A table of the text keeps its columns' sides`() throws {
    let html = try body([
      .table(
        MarkdownTable(
          alignments: [.none, .left, .centre, .right], header: ["a", "b", "c", "d"].map { [.text($0)] },
          rows: [["1", "2", "3", "4"].map { [.text($0)] }]))
    ])
    #expect(
      html.contains(
        """
        <th scope="col">a</th><th scope="col" class="left">b</th><th scope="col" class="centre">c</th>\
        <th scope="col" class="right">d</th>
        """))
    #expect(
      html.contains("<td>1</td><td class=\"left\">2</td><td class=\"centre\">3</td><td class=\"right\">4</td>"))
  }

  @Test func `An admonition without a title has its kind for one`() throws {
    let html = try body([
      .admonition(Admonition(kind: "warning", title: [], blocks: [paragraph(.text("a"))])),
      .admonition(Admonition(kind: "tip", title: [.text("Mind")], blocks: [])),
      .admonition(Admonition(kind: "made-up", title: [], blocks: [])),
    ])
    #expect(
      html.contains("<aside class=\"admonition warning\" role=\"note\">\n<p class=\"title\">Warning</p>\n<p>a</p>"))
    #expect(html.contains("<aside class=\"admonition tip\" role=\"note\">\n<p class=\"title\">Mind</p>"))
    #expect(html.contains("<aside class=\"admonition note\" role=\"note\">\n<p class=\"title\">Note</p>"))
  }

  @Test func `Footnotes are numbered as they are called and lead back to every call`() throws {
    let html = try body([
      .footnote(id: "second", [paragraph(.text("B"))]), .footnote(id: "first", [paragraph(.text("A"))]),
      paragraph(.footnoteReference(id: "first"), .footnoteReference(id: "second"), .footnoteReference(id: "first")),
    ])
    #expect(html.contains("<li id=\"fn:1\"><p>A</p>\n<p class=\"back\"><a href=\"#fnref:1\""))
    #expect(html.contains("<a href=\"#fnref:1-2\""))
    #expect(html.contains("<li id=\"fn:2\"><p>B</p>\n<p class=\"back\"><a href=\"#fnref:2\""))
    #expect(html.contains("<a id=\"fnref:1-2\" href=\"#fn:1\""))
  }

  @Test func `A footnote called by a footnote is shown, and one that no text calls is not`() throws {
    let html = try body([
      paragraph(.footnoteReference(id: "a")), .footnote(id: "a", [paragraph(.footnoteReference(id: "b"))]),
      .footnote(id: "b", [paragraph(.text("inner"))]), .footnote(id: "c", [paragraph(.text("orphan"))]),
    ])
    #expect(html.contains("<li id=\"fn:2\"><p>inner</p>"))
    #expect(!html.contains("orphan"))
  }

  @Test func `A formula stays on the line of the punctuation around it`() throws {
    let html = try body([
      paragraph(
        .text("see ("), .math(tex: "x", TextOrigin(place)), .text("), and "), .math(tex: "y", TextOrigin(place)))
    ])
    #expect(html.hasPrefix("<p>see <span class=\"together\">(<math"))
    #expect(html.contains("</math>),</span> and <math"))
  }

  @Test func `Punctuation between two formulas is written once`() throws {
    let html = try body([
      paragraph(.math(tex: "x", TextOrigin(place)), .text(",("), .math(tex: "y", TextOrigin(place)), .text(")"))
    ])
    let text = html.replacing(#/<annotation.*?</annotation>|<.*?>/#, with: "")
    #expect(text == "x,(y)\n")
  }

  @Test func `Headings number their sections, and the first level of the text is the second of the page`() throws {
    let html = try body([
      .heading(level: 1, id: "a", [.text("A")]), .heading(level: 2, id: "b", [.text("B")]),
      .heading(level: 2, id: "c", [.text("C")]), .heading(level: 1, id: "d", [.text("D")]),
      .heading(level: 2, id: "e", [.text("E")]), .heading(level: 4, id: "f", [.text("F")]),
    ])
    let numbers = html.matches(of: #/<h(\d) id="(.)"><span class="number">([\d.]+)</span>/#).map {
      "\($0.2) h\($0.1) \($0.3)"
    }
    #expect(numbers == ["a h2 1", "b h3 1.1", "c h3 1.2", "d h2 2", "e h3 2.1"])
    #expect(html.contains("<h5 id=\"f\">F <a class=\"anchor\" href=\"#f\""))
  }
}
