import Foundation
import Notebook
import Testing

@testable import Report

struct LinkTests {
  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\u{1}javascript:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "blob:x", "about:blank",
  ])
  func `A scheme that could run something is no link`(destination: String) throws {
    #expect(LinkTarget(destination) == .refused)
    let html = try body([paragraph(.link(destination: destination, title: "", [.text("click")]))])
    #expect(html == "<p>click</p>\n")
  }

  @Test(arguments: ["https://example.org/a?b=c", "HTTP://example.org", "mailto:a@example.org", "//example.org"])
  func `Web pages and addresses are links that give nothing away`(destination: String) throws {
    let html = try body([paragraph(.link(destination: destination, title: "t", [.text("x")]))])
    #expect(html == "<p><a href=\"\(destination)\" rel=\"noopener\" title=\"t\">x</a></p>\n")
  }

  @Test(arguments: ["data/a.csv", "a?b:c", "./a:b", "/a"])
  func `Files beside the report are links`(destination: String) throws {
    #expect(LinkTarget(destination) == .relative(destination))
  }

  @Test func `A link within the page needs something to lead to`() throws {
    let heading = Block.heading(level: 2, id: "results", [.text("Results")])
    let good = try body([heading, paragraph(.link(destination: "#results", title: "", [.text("there")]))])
    #expect(good.contains("<a href=\"#results\">there</a>"))
    let bad = mistakes([heading, paragraph(.link(destination: "#result", title: "", [.text("there")]))])
    #expect(bad.first?.hasSuffix("did you mean 'results'?") == true)
  }

  @Test func `An empty link within the page is a reference`() throws {
    let html = try body([
      .heading(level: 2, id: "results", [.text("Results")]),
      paragraph(.link(destination: "#results", title: "", [])),
    ])
    #expect(html.contains("<a class=\"reference\" href=\"#results\" title=\"1 Results\">Section\u{A0}1</a>"))
  }

  @Test func `No link stands within a link`() throws {
    let html = try body(
      [
        .heading(level: 2, id: "a", [.text("A")]),
        paragraph(
          .link(
            destination: "https://e.org", title: "",
            [.link(destination: "https://f.org", title: "", [.text("x")]), role("ref", "a"), role("cite", "k")])),
      ], works: [work("k", "K")])
    #expect(
      html.contains(
        "<p><a href=\"https://e.org\" rel=\"noopener\">xSection\u{A0}1<span class=\"citation\">[1]</span></a></p>"))
  }

  @Test func `A picture beside the template is put into the page`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data([1, 2, 3]).write(to: folder.appending(path: "a b.png"))
    let file = folder.appending(path: "t.md")
    try "First\n\nsee ![x](a%20c.png)\n".write(to: file, atomically: true, encoding: .utf8)
    func page(_ source: String) -> Page {
      var picture = template([paragraph(.image(source: source, title: "", alt: [.text("a \"b\"")]))])
      picture.file = file.path
      return Page(template: picture, results: [:])
    }
    #expect(try page("a%20b.png").html().contains("<img src=\"data:image/png;base64,AQID\" alt=\"a &quot;b&quot;\">"))
    do {
      _ = try page("a%20c.png").html()
      Issue.record("a missing picture went unnoticed")
    } catch {
      #expect(error.all.map(\.location.line) == [3])
      #expect(error.all.map(\.remedy) == ["did you mean 'a b.png'?"])
    }
  }

  @Test(arguments: ["https://example.org/a.png", "data:image/png;base64,AQID", "a.tiff", "missing.svg"])
  func `A picture that is not a file of a known kind is a mistake`(source: String) {
    #expect(mistakes([paragraph(.image(source: source, title: "", alt: []))]).count == 1)
  }
}
