import Foundation
import Testing

@testable import Notebook

@Suite struct SweepTests {
  private func plan(_ text: String) throws -> Plan { try planner.plan(planner.check(text, file: "t.md")) }

  private func build(_ text: String) async throws -> RunOutcome {
    let directory = NSTemporaryDirectory() + "asimov-tests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    return await Runner(store: Store(directory: directory)).run(try plan(text))
  }

  private let sweep = String.fence("source", "s", "for: { n: [2, 4] }\nnumber: ${n}")

  @Test func everyCombinationIsAMemberAndTheLastVariableRunsFastest() throws {
    let text = String.fence("source", "s", "for: { n: [2, 4], k: { low: 1, high: 8 } }\nnumber: ${n}\nseed: ${k}")
    let plan = try plan(text)
    #expect(plan.steps.map(\.name) == ["s[2][low]", "s[2][high]", "s[4][low]", "s[4][high]"])
    #expect(plan.steps.compactMap { ($0.directive as? Source)?.seed } == [1, 8, 1, 8])
  }

  @Test func aMemberHasTheKeyOfTheDirectiveThatItWouldBeAlone() throws {
    let alone = try plan(.fence("source", "alone", "number: 4")).steps[0].key
    #expect(try plan(sweep).steps.map(\.key).contains(alone))
  }

  @Test func aVariableThatStandsNowhereIsAnOptionOfThatName() throws {
    #expect(try plan(.fence("source", "s", "for: { number: [2, 4] }")).steps.map(\.name) == ["s[2]", "s[4]"])
  }

  @Test func aSweepHidesTheParameterOfItsNameAndTakesListsFromParameters() throws {
    let text = "---\nparams: { n: 7, all: [2, 4] }\n---\n" + .fence("source", "s", "for: { n: ${all} }\nnumber: ${n}")
    #expect(try plan(text).steps.compactMap { ($0.directive as? Source)?.number } == [2, 4])
  }

  @Test func membersAreNamedSinglyAlsoInFlowMappingsAndByNumber() async throws {
    let outcome = try await build(
      sweep + .fence("double", "d", "of: s[4]") + .fence("double", "e", "{ of: s[2.0], tint: red }")
        + .fence("double", "f", "for: { m: [2, 4] }\nof: s[${m}]"))
    #expect(try outcome.results.value(at: ValuePath("d.number")) == .number(8))
    #expect(try outcome.results.value(at: ValuePath("e.number")) == .number(4))
    #expect(try outcome.results.value(at: ValuePath("f[4].number")) == .number(8))
    #expect(try outcome.results.value(at: ValuePath("s[2].number")) == .number(2, uncertainty: 0.1))
    #expect(outcome.results["s"]?.members == ["s[2]", "s[4]"])
  }

  @Test func aListOfNamesTakesAllMembersOrThoseThatFit() throws {
    let grid = String.fence("source", "s", "for: { n: [2, 4], k: [1, 8] }\nnumber: ${n}\nseed: ${k}")
    for (names, expected) in [
      ("s", ["s[2][1]", "s[2][8]", "s[4][1]", "s[4][8]"]), ("s[4]", ["s[4][1]", "s[4][8]"]),
      ("\"s[*][8]\"", ["s[2][8]", "s[4][8]"]), ("[s[4], s[2][1]]", ["s[4][1]", "s[4][8]", "s[2][1]"]),
    ] {
      let plan = try plan(grid + .fence("gather", "c", "{ of: \(names) }"))
      #expect((plan.step("c")?.directive as? Gather)?.of?.all.map(\.name) == expected, "\(names)")
    }
  }

  @Test func aValueThatIsNoWordStandsUnderItsNameWithinATextAndGivesItsParts() throws {
    let head = "---\nparams: { points: { 600_400: { n: 2, k: 1 }, 700_100: { n: 4, k: 8 } } }\n---\n"
    let text =
      head + .fence("source", "s", "for: { point: \"${points}\" }\nnumber: ${point.n}\nseed: ${point.k}")
      + .fence("double", "d", "for: { point: \"${points}\" }\nof: s[${point}]")
    let plan = try plan(text)
    #expect(plan.steps.map(\.name) == ["s[600_400]", "s[700_100]", "d[600_400]", "d[700_100]"])
    #expect(plan.step("d[700_100]")?.dependencies == ["s[700_100]"])
    #expect((plan.step("s[700_100]")?.directive as? Source)?.number == 4)
    // A parameter's parts are found without a sweep too, and a whole value keeps its form.
    #expect(mistakes("---\nparams: { p: { n: 3 } }\n---\n" + .fence("source", "s", "number: ${p.n}")) == [])
    #expect(
      mistakes(head + .fence("source", "s", "for: { point: \"${points}\" }\nnumber: ${point.m}")) == [
        "6:9: undefined parameter 'point.m'; did you mean 'point.k'?"
      ])
    #expect(
      mistakes("---\nparams: { p: { n: 3 } }\n---\n" + .fence("source", "s", "number: 1\nlength: 2 ${p}")) == [
        "6:9: parameter 'p' is not a single value; let ${p} stand alone"
      ])
  }

  @Test func anEntryOfAListWithAForBecomesSeveral() throws {
    let text = sweep + .fence("gather", "c", "notes:\n  - { for: { m: [a, b] }, text: \"is ${m}\" }\n  - { text: end }")
    #expect((try plan(text).step("c")?.directive as? Gather)?.notes?.map(\.text) == ["is a", "is b", "end"])
  }

  @Test func aFailedMemberLeavesTheOthersWithTheirValues() async throws {
    let outcome = try await build(.fence("source", "s", "for: { n: [2, 13] }\nnumber: ${n}"))
    #expect(try outcome.results.value(at: ValuePath("s[2].number")) == .number(2, uncertainty: 0.1))
    #expect(outcome.unfinished.keys.sorted() == ["s[13]"])
  }

  @Test func whatIsWrongWithASweepIsToldInItsPlace() {
    let expected: [(String, [String])] = [
      ("for: 3", ["2:6: 'for' must name variables and their values, not '3'; write for: { systematic: [0.1, 0.5] }"]),
      ("for: { n: 3 }\nnumber: ${n}", ["2:11: 'n' must be a list of values, not '3'; write [3]"]),
      ("for: { n: [] }\nnumber: ${n}", ["2:11: 'n' has no values; name at least one"]),
      ("for: { n: [1, 1.0] }\nnumber: ${n}", ["2:15: '1.0' stands twice in 'n'; keep one of them"]),
      (
        "for: { n: [[1]] }\nnumber: ${n}",
        ["2:12: a list of 'for' holds single values, not a list; name the values: { first: …, second: … }"]
      ),
      (
        "for: { number: [1] }\nnumber: 2",
        [
          "2:8: 'number' is swept and given as well; drop one of them, or write ${number} where its values should stand"
        ]
      ),
      ("for: { n: [1, x] }\nnumber: ${n}", ["3:9: expected a number, not 'x'"]),
      ("for: { lenght: [1 m] }\nnumber: 2", ["2:8: unknown key 'lenght'; did you mean 'length'?"]),
      (
        "for: { a: [1,2,3,4,5,6,7,8,9,10], b: ${l}, c: ${l}, d: ${l}, e: ${l} }\nnumber: 2",
        ["2:6: a sweep of more than 10000 members; sweep over fewer values"]
      ),
    ]
    let head = "---\nparams: { l: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }\n---\n"
    for (body, messages) in expected {
      let all = mistakes(head + .fence("source", "s", body)).map { message in
        let parts = message.split(separator: ":", maxSplits: 1)
        return "\((Int(parts[0]) ?? 0) - 3):\(parts[1])"
      }
      #expect(all == messages, "\(body)")
    }
  }

  @Test func namesOfMembersAreChecked() {
    #expect(
      mistakes(sweep + .fence("double", "d", "of: s")) == [
        "6:5: 's' stands for 2 directives, and 'd' asks for one; choose one, such as 's[2]'"
      ])
    #expect(
      mistakes(sweep + .fence("double", "d", "of: s[3]")) == [
        "6:5: the sweep 's' has no member 's[3]'; did you mean 's[2]'?"
      ])
    #expect(mistakes(sweep + "{value}`s[3].number`") == ["5:11: no value '3' in 's[3].number'; did you mean '2'?"])
    #expect(mistakes(sweep + "{value}`s[2].number`") == [])
    #expect(
      mistakes(.fence("gather", "c", "for: { n: [1] }")) == [
        "2:1: a 'gather' directive takes no 'for'; sweep what it shows, or give an entry of one of its lists a 'for'"
      ])
  }
}
