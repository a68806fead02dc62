import Foundation
import Notebook

/// Runs plans for a preview, one at a time.
struct PreviewSteps: Sendable {
  let store: Store
  let jobs: Int
  private let threads = StepThreads()

  init(store: Store, jobs: Int) {
    self.store = store
    self.jobs = jobs
  }

  /// Starts a run that begins when `previous` has ended.
  ///
  /// - Parameter follow: is called in order with what the run has come to, last with its outcome.
  func run(
    _ plan: Plan, after previous: PreviewRun?, follow: @escaping @Sendable (PreviewRun) async -> Void
  ) -> PreviewRun {
    let (events, continuation) = AsyncStream<RunEvent>.makeStream()
    let progress = ProgressReport(
      plan, since: { [store] in store.record(ofTemplate: plan.template.file) }, concurrency: jobs, quiet: false)
    let runner = Runner(store: store, concurrency: jobs) { event in
      guard !Task.isCancelled else { return }
      progress.report(event)
      continuation.yield(event)
    }
    let task = Task(executorPreference: threads) {
      _ = await previous?.task.value
      let outcome = await runner.run(plan)
      continuation.finish()
      if !Task.isCancelled {
        progress.finish()
        outcome.tellFailures()
      }
      return outcome
    }
    let run = PreviewRun(plan, task: task)
    Task {
      var run = run
      for await event in events where run.take(event) { await follow(run) }
      run.outcome = await task.value
      await follow(run)
    }
    return run
  }
}
