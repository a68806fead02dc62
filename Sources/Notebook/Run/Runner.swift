import Foundation

/// What happens during a run, told as it happens. Events of one step come in order.
public enum RunEvent: Sendable {
  case started(step: String)
  /// A fraction done where it is known, and a few words.
  case progressed(step: String, fraction: Double?, message: String)
  /// `fromStore` where nothing had to be computed.
  case finished(step: String, fromStore: Bool, duration: Duration)
  case failed(step: String, Diagnostic)
  /// Left out because a step that it reads failed.
  case skipped(step: String, because: String)
}

/// The results of a run, and what went wrong in it.
public struct RunOutcome: Sendable {
  public var results: [String: StepResult]
  public var failures: [Diagnostic]
}

/// Runs the steps of a plan: what the store holds is taken from it, and steps that need nothing of each other run at the
/// same time.
public struct Runner: Sendable {
  let store: Store
  /// How many steps run at once.
  let concurrency: Int
  let report: @Sendable (RunEvent) -> Void

  public init(
    store: Store, concurrency: Int = ProcessInfo.processInfo.activeProcessorCount,
    report: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.store = store
    self.concurrency = max(1, concurrency)
    self.report = report
  }

  /// Runs `plan`. A step that fails stops only those that read it.
  public func run(_ plan: Plan) async -> RunOutcome {
    var outcome = RunOutcome(results: ["params": StepResult(values: plan.parameters)], failures: [])
    var blocked: [String: String] = [:]
    var waiting: [Plan.Step] = []
    for step in plan.steps {
      if let result = store.result(for: step.key) {
        outcome.results[step.name] = result
        report(.finished(step: step.name, fromStore: true, duration: .zero))
      } else {
        waiting.append(step)
      }
    }
    await withTaskGroup(of: (Plan.Step, Result<StepResult, Diagnostic>).self) { group in
      var running = 0
      while true {
        drop(&waiting, behind: &blocked)
        while running < concurrency,
          let place = waiting.firstIndex(where: { $0.dependencies.allSatisfy { outcome.results[$0] != nil } })
        {
          let step = waiting.remove(at: place)
          running += 1
          group.addTask { (step, self.make(step, in: plan)) }
        }
        guard running > 0, let (step, made) = await group.next() else { break }
        running -= 1
        switch made {
        case .success(let result): outcome.results[step.name] = result
        case .failure(let diagnostic):
          outcome.failures.append(diagnostic)
          blocked[step.name] = step.name
        }
      }
    }
    outcome.failures = Diagnostics(outcome.failures).all
    return outcome
  }

  /// Takes out of `waiting` what reads a step that failed, directly or not.
  private func drop(_ waiting: inout [Plan.Step], behind blocked: inout [String: String]) {
    // The order of a plan puts readers behind what they read: one pass is enough.
    waiting.removeAll { step in
      guard let cause = step.dependencies.compactMap({ blocked[$0] }).first else { return false }
      blocked[step.name] = cause
      report(.skipped(step: step.name, because: cause))
      return true
    }
  }

  /// Runs one step and keeps its result.
  private func make(_ step: Plan.Step, in plan: Plan) -> Result<StepResult, Diagnostic> {
    report(.started(step: step.name))
    let clock = ContinuousClock()
    let start = clock.now
    do {
      var result = try compute(step, in: plan)
      try store.keep(result, for: step.key)
      result.blobs = [:]
      report(.finished(step: step.name, fromStore: false, duration: clock.now - start))
      return .success(result)
    } catch {
      let diagnostic = (error as? Diagnostic) ?? Diagnostic("\(step.kind) '\(step.name)': \(error)", at: step.location)
      report(.failed(step: step.name, diagnostic))
      return .failure(diagnostic)
    }
  }

  private func compute(_ step: Plan.Step, in plan: Plan) throws -> StepResult {
    var inputs: [String: StepResult] = [:]
    for name in step.dependencies { inputs[name] = try input(name, in: plan) }
    let report = report
    return try step.directive.run(
      StepContext(
        results: inputs,
        progress: { report(.progressed(step: step.name, fraction: $0, message: $1)) },
        isCancelled: { Task.isCancelled }))
  }

  /// A result with its blobs; made again where the store's copy has been damaged or deleted meanwhile.
  private func input(_ name: String, in plan: Plan) throws -> StepResult {
    guard let step = plan.steps.first(where: { $0.name == name }) else {
      throw Mistake("no step is named '\(name)'")
    }
    if var result = store.result(for: step.key), let blobs = store.blobs(for: step.key) {
      result.blobs = blobs
      return result
    }
    let result = try compute(step, in: plan)
    try store.keep(result, for: step.key)
    return result
  }
}
