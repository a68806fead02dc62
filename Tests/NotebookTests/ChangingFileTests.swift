import Foundation
import Testing

@testable import Notebook

/// Reads a file that is written to at the same time.
private struct Overwriting: Directive {
  static let kind = "overwriting"
  static let version = 1

  var file: FileReference
  var text: String

  func run(_ context: StepContext) throws -> StepResult {
    try AtomicFile.write([Array(text.utf8)], to: file.path)
    return StepResult(values: .record(["text": .text(text)]))
  }
}

@Suite struct ChangingFileTests {
  @Test func aResultOfOtherBytesThanThoseOfItsKeyIsNotKept() async throws {
    let folder = NSTemporaryDirectory() + "asimov-tests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write([Array("before".utf8)], to: folder + "/data")
    let planner = Planner(kinds: [Overwriting.self])
    let store = Store(directory: folder + "/store")
    func run(_ text: String) async throws -> (RunOutcome, Plan) {
      let template = String.fence("overwriting", "a", "{ file: data, text: \(text) }")
      let plan = try planner.plan(planner.check(template, file: folder + "/t.md"))
      return (await Runner(store: store).run(plan), plan)
    }
    let (changed, plan) = try await run("during")
    #expect(
      changed.failures.map(\.description) == [
        "\(folder)/t.md:1:1: error: overwriting 'a': 'data' changed while it was read; build again"
      ])
    #expect(store.result(for: plan.steps[0].key) == nil)
    let (unchanged, _) = try await run("during")
    #expect(unchanged.failures == [])
    #expect(try unchanged.results.value(at: ValuePath("a.text")) == .text("during"))
  }
}
