import Foundation
import Testing

/// The prose of the templates quotes its numbers with `{value}`, so that it cannot disagree with them: no other stands in it.
@Suite struct ProseNumbersTests {
  private static let files = ["stop-search.md", "stop-search-pythia.md", "mass-grid.md"] + chapters
  private static var chapters: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Command.templates + "/study")) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().map { "study/" + $0 }
  }

  @Test(arguments: files) func everyNumberInTheProseIsAValue(file: String) throws {
    let text = try String(contentsOfFile: Command.templates + "/" + file, encoding: .utf8)
    #expect(Prose(text).typedNumbers == [], "quote them with {value}")
  }

  @Test func theChaptersAreThere() { #expect(Self.chapters.count >= 6) }

  @Test func aTypedNumberIsFound() {
    let clean = "It reaches {value}`a.b:.2f` in $x^2/2$ ({ref}`tab-1`, PYTHIA 8, its Table 2).\n"
    #expect(Prose(clean).typedNumbers == [])
    let fence = "```{plot} fig-1\nscore: { model: [a, b], bins: 40 }\ncaption: >-\n  At 50 % of it.\n```\n"
    for (text, found) in [
      ("It reaches 5.2 here.", ["5.2"]), ("About 4096 events", ["4096"]), ("at $\\sigma_b/b = 0.5$", ["0.5"]),
      (fence, ["50"]),
      ("```{note} 3 things\nThere are 7 of them.\n```\n", ["3", "7"]), ("---\nabstract: of 12\nn: 3\n---\n", ["12"]),
      ("## 10 seeds", ["10"]), ("| 4 | x |", ["4"]), ("- 1.5 times", ["1.5"]), ("a {value}`b` 6", ["6"]),
    ] { #expect(Prose(text).typedNumbers == found, "\(text)") }
  }
}

/// What a reader of a template's page reads as text, as far as it is written in the template.
private struct Prose {
  private var lines: [Substring] = []

  init(_ template: String) {
    var (fence, isCaption, isFrontMatter): (Substring?, Bool, Bool) = (nil, false, false)
    for (number, line) in template.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line == "---" {
        isFrontMatter = number == 0
        isCaption = false
        continue
      }
      if line.hasPrefix("```") {
        fence = fence == nil ? line : nil
        isCaption = false
        // An admonition's title is text.
        if let fence, Self.isText(fence) { lines.append(fence.drop { $0 != "}" }) }
        continue
      }
      if isFrontMatter || fence.map({ !Self.isText($0) }) == true {
        if line.first?.isLetter == true { isCaption = line.hasPrefix("caption:") || line.hasPrefix("abstract:") }
        if isCaption { lines.append(line) }
      } else {
        lines.append(line)
      }
    }
  }

  private static func isText(_ fence: Substring) -> Bool {
    ["note", "warning", "tip", "hint", "important"].contains { fence.hasPrefix("```{\($0)}") }
  }

  /// Numbers outside of roles, code and names; of formulas those that are no small whole numbers.
  var typedNumbers: [String] {
    let text = lines.joined(separator: "\n")
      .replacing(/\{[a-z:]+\}`[^`]*`/, with: " ").replacing(/`[^`]*`/, with: " ")
      .replacing(/PYTHIA 8|arXiv:[0-9.]+|its Table [0-9]|(?:paper's|whose) (?:Table|Fig\.|Sec\.) [0-9]/, with: " ")
      .replacing(/\$[^$]*\$/) { formula in
        formula.output.matches(of: /[0-9]+(?:\.[0-9]+)?/).map { String($0.output) }
          .filter { Int($0).map { $0 > 2 } ?? true }.joined(separator: " ")
      }
    return text.matches(of: /[0-9]+(?:\.[0-9]+)?/).map { String($0.output) }
  }
}
