import Testing

@testable import Notebook

/// Texts on which a checker without limits runs out of time, memory or stack.
@Suite struct LimitsTests {
  private func messages(_ text: String) -> [String] {
    planner.check(text, file: "t.md").diagnostics.map { "\($0.location.line): \($0.message)" }
  }

  private func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

  @Test func quotesAndListsNestNoDeeperThanAnyoneReads() {
    let told = "quotes, lists or fences more than 100 deep"
    for marks in [">", "> ", "- ", "* ", "1. ", "> - "] {
      #expect(messages("text\n\n" + times(5000, marks) + "a") == ["3: \(told)"], "\(marks)")
      #expect(messages(times(40, marks) + "a") == [], "\(marks)")
    }
    let steps = (0..<150).map { times($0, "  ") + "- a\n" }.joined()
    #expect(messages(steps) == ["101: \(told)"])
    #expect(messages(times(200, "- ") + "\n\n" + times(300, "*") + "\n\n" + times(300, "* ")) == [])
  }

  @Test func emphasisNestsWithoutEndAndKeepsItsText() throws {
    for (before, after) in [("*", "*"), ("**", "**"), ("![", "](a.png)"), ("~~*", "*~~")] {
      let text = times(150, before) + "deep" + times(150, after)
      let blocks = TemplateParser.parse(text, file: "t.md").blocks
      guard case .paragraph(let content)? = blocks.first else { throw Mistake("\(blocks) is no paragraph") }
      #expect(content.map(\.plainText).joined().contains("deep"), "\(before)")
    }
    // Pictures that are never closed are looked at again for every link.
    #expect(messages(times(20_000, "![[]()")) == ["1: more than 200 '![' that are not closed"])
    #expect(messages(times(20_000, "a*") + "\n\n" + times(5000, "**a ")) == [])
  }

  @Test func admonitionsWithinAdmonitionsEnd() {
    let fences = (0..<60).reversed().map { times($0 + 3, "`") + "{note}\n" }.joined()
    #expect(messages(fences + "a").contains { $0.hasSuffix("more than 100 deep") })
  }

  @Test func aTableThatGrowsByWhatItLeavesOutIsRefused() {
    let wide = "|" + times(3000, "a|") + "\n|" + times(3000, "-|") + "\n"
    #expect(messages(wide) == ["2: a table of more than 500 columns"])
    let tall = "|" + times(400, "a|") + "\n|" + times(400, "-|") + "\n" + times(3000, "|a\n")
    #expect(messages(tall) == ["1245: a table of more than 500000 cells"])
    #expect(messages("|" + times(100, "a|") + "\n|" + times(100, "-|") + "\n" + times(1000, "|a\n")) == [])
  }

  @Test func anAddressIsNotCopiedWithoutMeasure() {
    let text = "[a]: /" + times(20_000, "x") + "\n\n" + times(5000, "[a]")
    #expect(messages(text) == ["1: an address of 20001 characters among 5001 brackets"])
    #expect(messages("http://a" + times(50_000, ")") + " and " + times(20_000, "a@")) == [])
  }

  @Test func deeplyNestedYAMLIsRefused() {
    for (opening, closing) in [("[", "]"), ("{a: ", "}")] {
      let text = String.fence("source", "s", "number: " + times(5000, opening) + "1" + times(5000, closing))
      #expect(messages(text) == ["2: too many or too deeply nested YAML values"], "\(opening)")
    }
    let blocks = String.fence("source", "s", "number:\n" + times(5000, "- ") + "1")
    #expect(messages(blocks) == ["3: quotes, lists or fences more than 100 deep"])
  }

  @Test func aKeyMadeOfAliasesIsNotCompared() {
    var body = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for (from, to) in zip("abcdefgh", "bcdefghi") {
      body += "\(to): &\(to) [" + Array(repeating: "*\(from)", count: 10).joined(separator: ", ") + "]\n"
    }
    #expect(messages(.fence("source", "s", body + "? *i\n: 1")) == ["2: too many or too deeply nested YAML values"])
    #expect(messages(.fence("source", "s", "number: &n 1\nseed: *n")) == [])
  }

  @Test func sweepsOfLargeParametersAreNotSpreadWithoutMeasure() {
    let list = "[" + (0..<100).map(String.init).joined(separator: ", ") + "]"
    let entry = "  - { for: { a: ${l}, b: ${l} }, text: \"${a} ${b}\" }\n"
    let text = "---\nparams: { l: \(list) }\n---\n" + .fence("gather", "g", "notes:\n" + times(200, entry))
    let found = messages(text)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("parameters and sweeps make more than 500000 values") == true)
  }

  @Test func manyKeysAndNamesAreLookedUpOnce() {
    let keys = (0..<20_000).map { "k\($0): 1\n" }.joined()
    #expect(messages(.fence("source", "s", "number: 1\n" + keys)).count == 20_000)
    #expect(Suggestion.nearest(to: times(50_000, "a"), among: [times(50_000, "b")]) == nil)
  }
}
