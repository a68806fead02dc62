import Notebook
import Testing

@testable import Report

struct ValueTests {
  private let results = [
    "scan": StepResult(
      values: .record([
        "0.5": .record(["significance": .number(5.3, uncertainty: 0.9), "cut": .number(0.87)]),
        "huge": .number(1_230_000, uncertainty: 50_000, unit: "GeV"), "luminosity": .number(30, unit: "fb^-1"),
        "events": .integer(1_400_000), "name": .text("a<b"), "limit": .number(.infinity),
      ]))
  ]
  private let directives = [call("scan", "scan"), call("train", "lost")]

  @Test(arguments: [
    ("scan[0.50].significance", "5.3\u{A0}±\u{A0}0.9"), ("scan[0.5].cut", "0.87"),
    ("scan.huge", "(1.23\u{A0}±\u{A0}0.05)\u{A0}×\u{A0}10<sup>6</sup>\u{202F}GeV"),
    ("scan.luminosity", "30\u{202F}fb<sup>\u{2212}1</sup>"), ("scan.events", "1\u{202F}400\u{202F}000"),
    ("scan.name", "a&lt;b"), ("scan.limit", "∞"),
  ])
  func `A value is set on one line and tells its path`(path: String, text: String) throws {
    let html = try body([paragraph(role("value", path))], directives: directives, results: results)
    #expect(html == "<p><span class=\"value\" title=\"\(path)\">\(text)</span></p>\n")
  }

  @Test(arguments: [
    ("scan[0.5].significance:.2f", "5.30"), ("scan[0.5].significance:±.2f", "5.30\u{A0}±\u{A0}0.90"),
    ("scan[0.5].cut:.1%", "87.0\u{202F}%"), ("scan.events:.2e", "1.40\u{A0}×\u{A0}10<sup>6</sup>"),
    ("scan.huge:±.2f PeV", "(1.23\u{A0}±\u{A0}0.05)\u{202F}PeV"),
    ("scan.luminosity:.2f ab^-1", "0.03\u{202F}ab<sup>\u{2212}1</sup>"),
  ])
  func `A value is written as its format says`(quote: String, text: String) throws {
    let html = try body([paragraph(role("value", quote))], directives: directives, results: results)
    let path = quote.prefix { $0 != ":" }
    #expect(html == "<p><span class=\"value\" title=\"\(path)\">\(text)</span></p>\n")
    #expect(plain(quote) != "?" && plain(quote).contains(text.prefix(4)))
  }

  /// The value where only letters can stand.
  private func plain(_ quote: String) -> String {
    let page = Page(template: template([], directives: directives), results: results)
    return Renderer(page).plainText([role("value", quote)])
  }

  @Test func `A format that does not fit its value is a mistake at its place`() {
    let found = mistakes(
      [paragraph(role("value", "scan.luminosity:.1f TeV"), role("value", "scan.name:.1f"))], directives: directives,
      results: results)
    #expect(
      found == [
        "template.md:3:5: error: 'a<b' is text, and '.1f' writes numbers; drop the format",
        "template.md:3:5: error: 'fb^-1' cannot become 'TeV'; write 'fb^-1' with another prefix, or no unit",
      ])
  }

  @Test func `A path to nothing is a mistake that names the nearest value`() {
    let found = mistakes(
      [paragraph(role("value", "scan[0.5].significanse"), role("value", "scam.cut"), role("value", "scan["))],
      directives: directives, results: results)
    #expect(
      found == [
        "template.md:3:5: error: '[' without ']' in 'scan['; close the bracket",
        "template.md:3:5: error: no directive is named 'scam'; did you mean 'scan'?",
        "template.md:3:5: error: no value 'significanse' in 'scan[0.5].significanse'; did you mean 'significance'?",
      ])
  }

  @Test func `A path that stops above the values lists them`() {
    let found = mistakes([paragraph(role("value", "scan[0.5]"))], directives: directives, results: results)
    #expect(
      found == [
        "template.md:3:5: error: 'scan[0.5]' holds more than one value; choose one of 'cut', 'significance'"
      ])
  }

  @Test func `A value of a step that failed leaves a mark and no mistake`() throws {
    let html = try body([paragraph(role("value", "lost.accuracy"))], directives: directives, results: results)
    #expect(html == "<p><span class=\"missing\" title=\"lost.accuracy: no result\">?</span></p>\n")
  }
}
