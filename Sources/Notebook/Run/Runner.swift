import Foundation

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

  /// Runs `plan`. A step that fails stops only those that read it. When the task is cancelled, steps under way stop as soon
  /// as they can, no other begins, and what is finished is kept.
  ///
  /// - Parameter elsewhere: What others have made of steps, or failed to make. A step that failed there is not run here.
  /// - Complexity: O(steps + dependencies) beside the steps' own work.
  public func run(_ plan: Plan, after elsewhere: WorkElsewhere = WorkElsewhere()) async -> RunOutcome {
    // Where the store cannot be written to, the first step that is kept says so.
    let use = try? store.use()
    var outcome = RunOutcome(results: [:])
    let waiting = takeFromStore(plan, into: &outcome)
    var queue = RunQueue(waiting)
    for step in waiting {
      guard let failure = elsewhere.failures[step.name] else { continue }
      report(.failed(step: step.name, failure))
      fail(step, with: failure, in: &queue, &outcome)
    }
    await withTaskGroup(of: Made.self) { group in
      var running = 0
      while true {
        // Steps that start together share the cores; one that is left alone has them all.
        let started = min(concurrency, running + queue.readyCount)
        while running < concurrency, !Task.isCancelled, let step = queue.next() {
          running += 1
          let threads = max(1, concurrency / max(1, started))
          let isRepeated = queue.isRepeated(step.name)
          group.addTask {
            (isRepeated ? self.made(step) : nil) ?? self.make(step, in: plan, threads: threads)
          }
        }
        guard running > 0, let made = await group.next() else { break }
        running -= 1
        let step = made.step
        switch made.result {
        case .success(let result):
          outcome.results[step.name] = result
          outcome.seconds[step.name] = made.duration / .seconds(1)
          queue.finish(step.name)
        case .failure(.interrupted): outcome.unfinished[step.name] = .interrupted
        case .failure(.failed(let diagnostic)): fail(step, with: diagnostic, in: &queue, &outcome)
        }
      }
    }
    for step in waiting where outcome.results[step.name] == nil && outcome.unfinished[step.name] == nil {
      outcome.unfinished[step.name] = .interrupted
    }
    for (name, seconds) in elsewhere.seconds where outcome.results[name] != nil && outcome.seconds[name] == nil {
      outcome.seconds[name] = seconds
    }
    outcome.nameCauses(in: plan)
    outcome.results = plan.gathering(outcome.results)
    use?.end()
    return outcome
  }

  /// Notes that a step has no result, and leaves out what reads it.
  private func fail(
    _ step: Plan.Step, with diagnostic: Diagnostic, in queue: inout RunQueue, _ outcome: inout RunOutcome
  ) {
    // It may have been left out behind another.
    guard outcome.unfinished[step.name] == nil else { return }
    outcome.unfinished[step.name] = .failed(diagnostic)
    for reader in queue.drop(step.name) where outcome.unfinished[reader] == nil {
      outcome.unfinished[reader] = .skipped(because: step.name)
      report(.skipped(step: reader, because: step.name))
    }
  }

  /// Takes what the store holds, and returns what has to run.
  private func takeFromStore(_ plan: Plan, into outcome: inout RunOutcome) -> [Plan.Step] {
    let (results, missing) = plan.results(in: store)
    outcome.results = results
    for step in plan.steps where !missing.contains(step.name) {
      report(.finished(step: step.name, fromStore: true, duration: .zero))
    }
    return plan.steps.filter { missing.contains($0.name) }
  }

  private struct Made: Sendable {
    var step: Plan.Step
    var result: Result<StepResult, StepFailure>
    var duration: Duration
  }

  private enum StepFailure: Error {
    case failed(Diagnostic)
    case interrupted
  }

  /// What another step of the same key has just made.
  private func made(_ step: Plan.Step) -> Made? {
    guard let result = store.result(for: step.key) else { return nil }
    report(.finished(step: step.name, fromStore: true, duration: .zero))
    return Made(step: step, result: .success(result), duration: .zero)
  }

  /// Runs one step and keeps its result.
  private func make(_ step: Plan.Step, in plan: Plan, threads: Int) -> Made {
    report(.started(step: step.name))
    let clock = ContinuousClock()
    let start = clock.now
    let result = attempt(step, in: plan, threads: threads)
    let duration = clock.now - start
    switch result {
    case .success: report(.finished(step: step.name, fromStore: false, duration: duration))
    case .failure(.interrupted): report(.interrupted(step: step.name))
    case .failure(.failed(let diagnostic)): report(.failed(step: step.name, diagnostic))
    }
    return Made(step: step, result: result, duration: duration)
  }

  private func attempt(
    _ step: Plan.Step, in plan: Plan, threads: Int
  ) -> Result<StepResult, StepFailure> {
    do {
      var result = try compute(step, in: plan, threads: threads)
      try store.keep(result, for: step.key)
      result.blobs = [:]
      return .success(result)
    } catch is CancellationError {
      return .failure(.interrupted)
    } catch {
      return .failure(.failed(Diagnostic(of: error, in: step.kind, step.name, at: step.location)))
    }
  }

  private func compute(_ step: Plan.Step, in plan: Plan, threads: Int) throws -> StepResult {
    var inputs: [String: StepResult] = [:]
    for name in step.dependencies { inputs[name] = try input(name, in: plan, threads: threads) }
    return try compute(step, reading: inputs, threads: threads)
  }

  func compute(_ step: Plan.Step, reading inputs: [String: StepResult], threads: Int) throws -> StepResult {
    let report = report
    let result = try step.directive.run(
      StepContext(
        results: inputs,
        progress: { report(.progressed(step: step.name, fraction: $0, message: $1)) },
        isCancelled: { Task.isCancelled }, threads: threads, draft: store.draft(for: step.key),
        scratch: store.directory))
    try checkFiles(of: step)
    return result
  }

  /// The key was made of the files as they were before the run. A result of other bytes must not be kept under it.
  private func checkFiles(of step: Plan.Step) throws(Diagnostic) {
    for (path, digest) in step.inputs.digests.sorted(by: { $0.key < $1.key }) {
      guard (try? Digest.sha256(ofFile: path)) != digest else { continue }
      let file = URL(fileURLWithPath: path).lastPathComponent
      throw Diagnostic(
        "\(step.kind) '\(step.name)': '\(file)' changed while it was read", at: step.location, remedy: "build again")
    }
  }

  /// A result with its blobs; made again where the store's copy has been damaged or deleted meanwhile.
  private func input(_ name: String, in plan: Plan, threads: Int) throws -> StepResult {
    guard let step = plan.step(name) else { throw Mistake("no step is named '\(name)'") }
    if let result = store.wholeResult(for: step.key) { return result }
    let result = try compute(step, in: plan, threads: threads)
    try store.keep(result, for: step.key)
    return result
  }
}
