import Foundation
import Testing

@testable import Notebook

/// What a step is given beside its inputs: its unfinished work, and threads.
@Suite struct StepContextTests {
  /// Fails the first time, leaving a draft, and tells what it found.
  private struct Stumble: Directive {
    static let kind = "stumble"
    static let version = 1

    var number: Double

    func run(_ context: StepContext) throws -> StepResult {
      let found = context.draft.read()
      Runs.note("\(number): \(found.map { String(decoding: $0, as: UTF8.self) } ?? "nothing"), \(context.threads)")
      guard found != nil else {
        context.draft.write(Array("half of \(number)".utf8))
        throw Mistake("stumbled")
      }
      return StepResult()
    }
  }

  private func run(_ text: String, in store: Store, concurrency: Int) async throws -> [String] {
    let planner = Planner(kinds: [Stumble.self])
    let plan = try planner.plan(planner.check(text, file: "t.md"))
    let log = Runs.Log()
    _ = await Runs.$log.withValue(log) { await Runner(store: store, concurrency: concurrency).run(plan) }
    return log.all
  }

  @Test func unfinishedWorkIsTheStepsOwnAndGoesWhenThereIsAResult() async throws {
    let directory = NSTemporaryDirectory() + "asimov-tests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let store = Store(directory: directory)
    let one = String.fence("stumble", "one", "number: 1")
    let two = String.fence("stumble", "two", "number: 2")
    #expect(try await run(one, in: store, concurrency: 4) == ["1.0: nothing, 4"])
    // Another step does not see it; two that start together share the cores.
    #expect(try await run(one + two, in: store, concurrency: 4) == ["1.0: half of 1.0, 2", "2.0: nothing, 2"])
    let drafts = { try FileManager.default.contentsOfDirectory(atPath: directory + "/memos") }
    #expect(try drafts().count == 1)
    #expect(try await run(one + two, in: store, concurrency: 1) == ["2.0: half of 2.0, 1"])
    #expect(try drafts() == [])
  }

  @Test func aDamagedDraftIsNone() throws {
    let directory = NSTemporaryDirectory() + "asimov-tests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let draft = Store(directory: directory).draft(for: "key")
    #expect(draft.read() == nil)
    draft.write([1, 2, 3])
    #expect(draft.read() == [1, 2, 3])
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: directory + "/memos").first)
    let path = URL(fileURLWithPath: "\(directory)/memos/\(file)")
    var bytes = try Data(contentsOf: path)
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: path)
    #expect(draft.read() == nil)
  }
}
