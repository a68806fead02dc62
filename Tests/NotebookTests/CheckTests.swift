import Foundation
import Testing

@testable import Notebook

@Suite struct CheckTests {
  @Test func everyMistakeIsToldAtOnceWithItsPlaceAndRemedy() {
    let text = """
      ---
      params:
        size: 3 m
      ---
      {value}`one.nmber` {value}`on.number`

      ```{sorce} zero
      number: 1
      ```

      ```{source} one
      number: ${siz}
      lenght: ${size}
      length: 3 kg
      ```

      ```{double} two
      of: onee
      tint: blue
      ```
      """
    #expect(
      mistakes(text) == [
        "5:28: no directive is named 'on'; did you mean 'one'?",
        "7:5: unknown directive 'sorce'; did you mean 'source'?",
        "12:9: undefined parameter 'siz'; did you mean 'size'?",
        "13:1: unknown key 'lenght'; did you mean 'length'?", "14:9: expected a length, not '3 kg'; write 3 m",
        "18:5: no 'source' directive is named 'onee'; did you mean 'one'?",
        "19:7: unknown choice 'blue'; there is 'red', 'green'",
      ])
  }

  @Test func aValueThatNoDirectiveWillMakeIsFoundBeforeAnythingRuns() {
    let source = String.fence("source", "one", "number: 1")
    #expect(
      mistakes(source + "{value}`one.nmber`") == ["4:13: no value 'nmber' in 'one.nmber'; did you mean 'number'?"])
    #expect(mistakes(source + "{value}`one.by`") == ["4:9: 'one.by' is not a single value; there is '0.5'"])
    #expect(
      mistakes(source + "{value}`one.number.x`") == [
        "4:20: 'one.number.x' goes too far: there is nothing below a single value; drop 'x'"
      ])
    #expect(mistakes(source + "{value}`one.by[0.50]`") == [])
  }

  @Test func aParameterThatIsQuotedOfATemplateWithoutAnyIsTold() {
    #expect(
      mistakes("{value}`params.size`") == [
        "1:9: the template has no parameter to be quoted; define it under params: in the front matter"
      ])
  }

  @Test func anOverrideWithoutAValueIsTold() {
    let text = "---\nparams: { size: 3 m }\n---\n"
    #expect(
      mistakes(text, overriding: [("size", " ")]) == [
        "-P size:1:1: no value behind the '='; write '\"\"' for empty text"
      ])
    #expect(mistakes(text, overriding: [("size", "\"\"")]) == [])
  }

  @Test func aLabelThatNoHeadingFollowsIsToldAndNamesNothingElse() {
    func stray(_ place: String, _ name: String) -> String {
      "\(place): no heading follows the label '\(name)'; a figure takes ':name: \(name)', a formula ':label: \(name)', "
        + "a directive has a name"
    }
    let text =
      "(a)=\nText\n\n(b)=\n\n$$ x $$\n\n# One\n\n> (c)=\n\n(d)=\n- ## Two\n\n(e)=\n<!-- a comment -->\n\n# Three\n\n(f)=\n"
    #expect(mistakes(text) == [stray("1:2", "a"), stray("4:2", "b"), stray("10:4", "c"), stray("20:2", "f")])
    let ids = TemplateParser.parse(text, file: "t.md").blocks.flatMap { block -> [String] in
      switch block {
      case .heading(_, let id, _): [id]
      case .list(let list):
        list.items.flatMap(\.blocks).compactMap { if case .heading(_, let id, _) = $0 { id } else { nil } }
      default: []
      }
    }
    #expect(ids == ["one", "d", "e"])
  }

  @Test func formsOfMySTThatAreNotReadAreToldInsteadOfShownAsText() {
    #expect(
      mistakes("> :::{note} Title\n> text\n> :::\n") == [
        "1:3: a fence of colons is plain text here; open and close it by ```"
      ])
    #expect(mistakes("::: and :::\n") == [])
    #expect(
      mistakes("```{note}\n:class: tip\ntext\n```\n") == [
        "2:2: unknown option 'class' of note; it takes none; put a blank line first where this is text"
      ])
    #expect(mistakes("```{note}\n\n:class: tip\n```\n") == [])
  }

  @Test func missingAndWronglyTypedKeysAreTold() {
    #expect(mistakes(.fence("source", "a", "seed: 2")) == ["1:1: missing key 'number'; add 'number: …'"])
    #expect(mistakes(.fence("source", "a", "")) == ["1:1: missing key 'number'; add 'number: …'"])
    #expect(mistakes(.fence("source", "a", "number: [1]")) == ["2:9: expected a number, not a list"])
    #expect(mistakes(.fence("source", "a", "number: 1\nseed: 1.5")) == ["3:7: expected a whole number, not '1.5'"])
    #expect(mistakes(.fence("source", "a", "number: inf")) == ["2:9: expected a number, not 'inf'"])
    #expect(mistakes(.fence("source", "a", "number: -1")) == ["2:9: number must not be negative; write a positive one"])
    #expect(mistakes(.fence("source", "a", "- 1")) == ["2:1: expected a mapping, not a list; write { key: value }"])
  }

  @Test func brokenYAMLIsToldWithItsPlace() {
    #expect(
      mistakes(.fence("source", "a", "number: {1")) == [
        "2:9: '{' is never closed; add '}'"
      ])
    #expect(mistakes(.fence("source", "a", "number: 1\nnumber: 2")).first?.contains("'number' stands twice") == true)
    #expect(mistakes("---\ntitle: [\n---\n") == ["2:8: '[' is never closed; add ']'"])
    #expect(mistakes("---\ntitel: x\n---\n") == ["2:1: unknown key 'titel' in the front matter; did you mean 'title'?"])
    #expect(mistakes("---\ntitle: x\n") == ["1:1: front matter without end; close it with a line '---'"])
  }

  @Test func namesMustBeThereUniqueAndOfTheRightKind() {
    #expect(
      mistakes(.fence("source", "a", "number: 1") + .fence("source", "a", "number: 1")) == [
        "4:13: name 'a' is taken; line 1 has it; choose another"
      ])
    #expect(
      mistakes("```{source}\nnumber: 1\n```") == ["1:12: directive 'source' has no name; write ```{source} a-name"])
    #expect(
      mistakes(.fence("source", "a", "number: 1") + .fence("double", "b", "of: a") + .fence("double", "c", "of: b"))
        == [
          "8:5: 'b' is a 'double' directive, and 'c' asks for a 'source' directive; did you mean 'a'?"
        ])
  }

  @Test func cyclesAreNamed() {
    let text =
      String.fence("chain", "a", "after: b") + .fence("chain", "b", "after: c") + .fence("chain", "c", "after: b")
    #expect(mistakes(text) == ["4:1: cycle: 'b' reads 'c' reads 'b'; no directive may need its own result"])
    let others =
      String.fence("chain", "x", "after: y") + .fence("chain", "y", "after: x") + .fence("chain", "z", "after: z")
    #expect(
      mistakes(text + others) == [
        "4:1: cycle: 'b' reads 'c' reads 'b'; no directive may need its own result",
        "10:1: cycle: 'x' reads 'y' reads 'x'; no directive may need its own result",
        "16:1: cycle: 'z' reads 'z'; no directive may need its own result",
      ])
  }

  @Test func aFileThatIsNotThereIsToldWithTheNearestName() {
    #expect(
      mistakes(.fence("source", "a", "number: 1\nfile: no-such-file.h5")) == [
        "3:7: no file 'no-such-file.h5'; files are named from the template's folder"
      ])
  }

  @Test func parametersAreTypedValuesAlsoWithinFlowMappings() throws {
    let text = "---\nparams: { n: 4, l: 3 m }\n---\n" + .fence("source", "a", "{ number: ${n}, length: ${l} }")
    #expect(mistakes(text) == [])
    let plan = try planner.plan(planner.check(text, file: "t.md"))
    #expect((plan.steps[0].directive as? Source)?.number == 4)
    #expect((plan.steps[0].directive as? Source)?.length?.metres == 3)
  }

  @Test func anOverriddenParameterKeepsTheUnitOfTheTemplate() throws {
    let text = "---\nparams: { n: 4, l: 3 m }\n---\n" + .fence("source", "a", "{ number: ${n}, length: ${l} }")
    let checked = planner.check(text, file: "t.md", overriding: [("l", "7"), ("n", "5")])
    let plan = try planner.plan(checked)
    #expect((plan.steps[0].directive as? Source)?.length?.metres == 7)
    #expect((plan.steps[0].directive as? Source)?.number == 5)
    #expect(
      mistakes(text, overriding: [("m", "7")]) == [
        "-P m:1:1: the template has no parameter 'm'; did you mean 'l'?"
      ])
  }

  @Test func aliasesOfAliasesAreRefused() {
    var body = "number: 1\na: &a [1,1,1,1,1,1,1,1,1]\n"
    for (from, to) in zip("abcdefgh", "bcdefghi") {
      body += "\(to): &\(to) [" + Array(repeating: "*\(from)", count: 9).joined(separator: ",") + "]\n"
    }
    #expect(mistakes(.fence("source", "a", body)).first?.contains("use fewer aliases") == true)
  }
}
