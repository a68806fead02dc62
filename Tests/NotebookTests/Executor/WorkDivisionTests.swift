import Foundation
import Testing

@testable import Notebook

@Suite struct WorkDivisionTests {
  private func withStore(_ body: (Store) async throws -> Void) async throws {
    let directory = NSTemporaryDirectory() + "asimov-tests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await body(Store(directory: directory))
  }

  private func plan(_ text: String) throws -> Plan { try planner.plan(planner.check(text, file: "t.md")) }

  /// A cheap source, an expensive one with what follows, and a chain of which all but the first are expensive.
  private let text =
    String.fence("source", "cheap", "number: 2") + .fence("double", "after-cheap", "of: cheap")
    + .fence("source", "dear", "number: 100") + .fence("double", "after-dear", "of: dear")
    + .fence("chain", "first", "")
    + .fence("chain", "second", "after: first") + .fence("chain", "third", "after: second")

  @Test func expensiveStepsGoToTheClusterAndWhatTheyNeedFirstIsTheCallers() async throws {
    try await withStore { store in
      let division = WorkDivision(of: try plan(text), in: store)
      #expect(division.tasks.map(\.step.name) == ["dear", "second", "third"])
      #expect(division.tasks.map(\.level) == [0, 0, 1])
      #expect(division.before.steps.map(\.name) == ["first"])
      #expect(division.tasks(withoutReadersOf: ["first"]).map(\.step.name) == ["dear"])
      #expect(division.tasks(withoutReadersOf: ["second"]).map(\.step.name) == ["dear", "second"])
    }
  }

  @Test func whatTheStoreHoldsIsNobodysWork() async throws {
    try await withStore { store in
      let plan = try plan(text)
      _ = await Runner(store: store).run(plan.keeping { ["dear", "first", "second"].contains($0.name) })
      let division = WorkDivision(of: plan, in: store)
      #expect(division.tasks.map(\.step.name) == ["third"])
      #expect(division.before.steps.isEmpty)
      _ = await Runner(store: store).run(plan)
      #expect(WorkDivision(of: plan, in: store).tasks.isEmpty)
    }
  }

  @Test func ofStepsWithOneKeyOneIsHandedOver() async throws {
    try await withStore { store in
      let twins = String.fence("source", "a", "number: 100") + .fence("source", "b", "number: 100.0")
      let division = WorkDivision(of: try plan(twins), in: store)
      #expect(division.tasks.map(\.step.name) == ["a"])
    }
  }

  @Test func packedStepsRunByThemselvesToTheSameResult() async throws {
    try await withStore { store in
      let plan = try plan(text)
      let path = store.directory + "/steps"
      try store.keep(plan.steps.map { PackedStep($0, in: plan, directory: "/") }, at: path)
      for step in plan.steps {
        let packed = try store.packedStep(step.key, at: path)
        guard case .done = Runner(store: store).run(packed, planner) else {
          Issue.record("\(step.name)")
          continue
        }
      }
      let log = Runs.Log()
      let outcome = await Runs.$log.withValue(log) { await Runner(store: store).run(plan) }
      #expect(log.all == [])
      #expect(try outcome.results.value(at: ValuePath("after-dear.number")) == .number(200))
    }
  }

  @Test func aStepIsRefusedWhereItWouldHaveAnotherKey() async throws {
    try await withStore { store in
      let plan = try plan(text)
      let step = try #require(plan.step("after-dear"))
      let packed = PackedStep(step, in: plan, directory: "/")
      let json = String(decoding: try StoredJSON.encode(packed), as: UTF8.self)
      #expect(json.contains("\"after-dear\""))
      // As a program of another version would make it.
      let other = try StoredJSON.decode(
        PackedStep.self, from: Array(json.replacing(step.key, with: String(repeating: "0", count: 64)).utf8))
      guard case .failed(let diagnostic) = Runner(store: store).run(other, planner) else {
        Issue.record("it ran")
        return
      }
      #expect(diagnostic.message.contains("this program would make another result of double 'after-dear'"))
    }
  }

  @Test func aStepThatFailedElsewhereIsNotRunHereAndWhatReadsItIsLeftOut() async throws {
    try await withStore { store in
      let plan = try plan(text)
      let failure = Diagnostic("chain 'second': killed", at: SourceLocation(file: "t.md", line: 1, column: 1))
      let log = Runs.Log()
      let outcome = await Runs.$log.withValue(log) {
        await Runner(store: store).run(plan, after: WorkElsewhere(failures: ["second": failure]))
      }
      #expect(outcome.failures == [failure])
      #expect(outcome.unfinished == ["second": .failed(failure), "third": .skipped(because: "second")])
      #expect(log.all == ["chain", "double 100.0", "double 2.0", "source 100.0", "source 2.0"])
    }
  }

  @Test func sweepsAreUnderstoodByTheirMembersAlone() async throws {
    try await withStore { store in
      let swept =
        String.fence("source", "grid", "for: { number: [100, 200] }") + .fence("double", "one", "of: grid[200.0]")
      let plan = try plan(swept)
      let packed = PackedStep(try #require(plan.step("one")), in: plan, directory: "/")
      #expect(packed.reads.map(\.name) == ["grid[200]"])
      _ = await Runner(store: store).run(plan.keeping { $0.kind == "source" })
      guard case .done = Runner(store: store).run(packed, planner) else {
        Issue.record("it did not run")
        return
      }
    }
  }
}
