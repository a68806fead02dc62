import Foundation
import Testing

@testable import Analysis
@testable import Notebook

/// A search with a few hundred events of three features, in files of its own.
struct SmallSearch {
  private let folder: String
  private let store: Store

  /// Makes the files, gives them to `use` and takes them away.
  static func temporary<Result>(_ use: (SmallSearch) async throws -> Result) async throws -> Result {
    let folder = NSTemporaryDirectory() + "asimov-search-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var state: UInt64 = 1
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    for (name, shift, events) in [("signal", 0.35, 300), ("background", 0.0, 400)] {
      var text = "MET,pT,weight,x\n"
      for _ in 0..<events {
        text += "\(100 + 400 * (draw() + shift)),\(50 * draw() * (1 + shift)),\(0.5 + draw()),\(draw() - shift)\n"
      }
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).csv"))
    }
    return try await use(SmallSearch(folder: folder, store: Store(directory: folder + "/store")))
  }

  private static let dataset = """
    ```{dataset} events
    signal:     { files: signal.csv, cross-section: 2 fb, efficiency: 0.5 }
    background: { files: background.csv, cross-section: 40 fb, efficiency: 0.5 }
    luminosity: 30 fb^-1
    ```

    """

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  /// The folder of the files.
  var path: String { folder }

  func text(of name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }

  func check(_ text: String) -> CheckedTemplate {
    Planner(kinds: Kinds.all).check(Self.dataset + text, file: folder + "/t.md")
  }

  /// Runs a template that begins with the dataset `events`.
  func run(_ text: String) async throws -> RunOutcome {
    let planner = Planner(kinds: Kinds.all)
    let plan = try planner.plan(planner.check(Self.dataset + text, file: folder + "/t.md"))
    return await Runner(store: store).run(plan)
  }

  /// Runs a template in which nothing fails.
  func results(_ text: String) async throws -> [String: StepResult] {
    let outcome = try await run(text)
    #expect(outcome.failures == [])
    let planner = Planner(kinds: Kinds.all)
    var results: [String: StepResult] = [:]
    for step in try planner.plan(planner.check(Self.dataset + text, file: folder + "/t.md")).steps {
      results[step.name] = store.result(for: step.key)
      // Kept apart from what the page shows.
      results[step.name]?.blobs = store.blobs(for: step.key) ?? [:]
    }
    return results
  }
}

extension StepResult {
  /// The number that a path leads to.
  func number(_ path: String...) throws -> (value: Double, uncertainty: Double?) {
    guard case .number(let value, let uncertainty, _) = try values.member(path, of: "") else {
      throw Mistake("no number '\(path.joined(separator: "."))'")
    }
    return (value, uncertainty)
  }
}
