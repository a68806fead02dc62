import Dispatch

/// Threads for steps, apart from Swift's own: a step computes for minutes without giving its thread back, and Swift has
/// no more threads than cores, so that nothing would answer the browser meanwhile.
final class StepThreads: TaskExecutor {
  private let queue = DispatchQueue(label: "asimov.steps", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
