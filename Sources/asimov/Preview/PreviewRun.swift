import Foundation
import Notebook

/// A run of a preview's steps, as far as it is.
struct PreviewRun: Sendable {
  let id = UUID()
  let task: Task<RunOutcome, Never>
  /// Keys of the steps by their names.
  let keys: [String: String]
  /// Once it has ended.
  var outcome: RunOutcome?

  let plan: Plan
  private let kinds: [String: String]
  /// What the steps under way last said, in the order they began.
  private var running: [(step: String, message: String, fraction: Double?)] = []

  init(_ plan: Plan, task: Task<RunOutcome, Never>) {
    self.plan = plan
    self.task = task
    keys = Self.keys(of: plan)
    kinds = Dictionary(plan.steps.map { ($0.name, $0.kind) }) { first, _ in first }
  }

  private static func keys(of plan: Plan) -> [String: String] {
    Dictionary(plan.steps.map { ($0.name, $0.key) }) { first, _ in first }
  }

  /// Whether `plan` asks for the same results under the same names.
  func hasSteps(of plan: Plan) -> Bool { keys == Self.keys(of: plan) }

  /// - Returns: whether there is something new to tell.
  mutating func take(_ event: RunEvent) -> Bool {
    switch event {
    case .started(let step): running.append((step, "", nil))
    case .progressed(let step, let fraction, let message):
      guard let place = running.firstIndex(where: { $0.step == step }) else { return false }
      running[place] = (step, message, fraction.flatMap { $0.isFinite ? min(max($0, 0), 1) : nil })
    case .finished(_, fromStore: true, _): return false
    case .finished(let step, _, _), .failed(let step, _), .skipped(let step, _), .interrupted(let step):
      running.removeAll { $0.step == step }
    }
    return true
  }

  /// What to tell of the steps under way, and how far the first of them is.
  var status: (text: String, fraction: Double?) {
    guard !running.isEmpty else { return ("waiting for steps to begin", nil) }
    let parts = running.map { step in
      "\(kinds[step.step] ?? "") \(step.step)\(step.message.isEmpty ? "" : ": " + step.message)"
    }
    return ("running " + parts.joined(separator: " · "), running[0].fraction)
  }

  /// What went wrong, placed where the steps stand in `latest`, which may have moved them.
  func failures(in latest: Plan) -> [Diagnostic] {
    let names = Dictionary(plan.steps.map { ($0.location, $0.name) }) { first, _ in first }
    let places = Dictionary(latest.steps.map { ($0.name, $0.location) }) { first, _ in first }
    return (outcome?.failures ?? []).map { failure in
      var moved = failure
      if let name = names[failure.location], let place = places[name] { moved.location = place }
      return moved
    }
  }
}
