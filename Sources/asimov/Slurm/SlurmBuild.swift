import Foundation
import Notebook
import Slurm

/// A run whose expensive steps are jobs of a cluster.
///
/// The caller runs what they need first, submits them, waits, and runs what follows.
struct SlurmBuild {
  let options: ExecutorOptions
  let run: RunArguments
  let isDetached: Bool

  /// - Returns: `nil` where the jobs are left to themselves.
  /// - Throws: ``Failure`` where Slurm or the store refuses, ``ExitStatus/interrupted`` at Ctrl-C.
  func run(_ plan: Plan, on store: Store) async throws -> RunOutcome? {
    let division = WorkDivision(of: plan, in: store)
    guard !division.tasks.isEmpty else { return await run.run(plan, on: store) }
    let commands = try Self.commands()
    var failures: [String: Diagnostic] = [:]
    if !division.before.steps.isEmpty {
      let outcome = await run.run(division.before, on: store)
      if outcome.isInterrupted { throw stopped("stopped before any job was submitted; what is done is kept") }
      failures = outcome.failedSteps
    }
    let tasks = division.tasks(withoutReadersOf: failures.keys)
    let submitter = Submitter(commands, store: store, options: options, program: try Self.program())
    let handed: Submitter.Handed
    do { handed = try submitter.submit(tasks, of: division.keys) } catch { throw Failure(.failed, "\(error)") }
    if isDetached {
      tell(handed)
      say("run the same command without --detach to wait for them and to write the report")
      return nil
    }
    var watched = WatchedTasks(tasks, handed, commands, store: store)
    try await wait(for: &watched, handed, commands)
    var work = watched.work
    work.failures.merge(failures) { mine, _ in mine }
    return await run.run(plan, on: store, after: work)
  }

  /// Prints what would be submitted.
  ///
  /// - Throws: ``Failure`` where Slurm is not installed.
  func rehearse(_ plan: Plan, on store: Store) throws {
    let division = WorkDivision(of: plan, in: store)
    let submitter = Submitter(try Self.commands(), store: store, options: options, program: try Self.program())
    let arrays = submitter.rehearse(division.tasks)
    if !division.before.steps.isEmpty {
      say("\(Self.count(division.before.steps.count, "step")) would be run here first")
    }
    for (kind, count, script) in arrays {
      say("job array of \(Self.count(count, "\(kind) step")):")
      print(script)
    }
    say(
      "\(Self.count(arrays.count, "job array")), \(Self.count(division.tasks.count, "step")) in all; nothing was submitted"
    )
  }

  private static func commands() throws -> SlurmCommands {
    do { return try SlurmCommands() } catch { throw Failure(.badInput, "\(error)") }
  }

  /// This program, wherever the shell found it.
  private static func program() throws -> String {
    if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { return path }
    guard let path = Bundle.main.executablePath else { throw Failure(.failed, "cannot tell where this program lies") }
    return path
  }

  private func tell(_ handed: Submitter.Handed) {
    if handed.strays > 0 {
      let jobs = handed.strayJobs.sorted().map { "\($0)" }.joined(separator: " ")
      say(
        "\(Self.count(handed.strays, "task")) of an earlier build are under way that the template no longer asks for; "
          + "'scancel \(jobs)' ends them")
    }
    let jobs = handed.jobs.sorted().map { "\($0)" }.joined(separator: ", ")
    let parts = [
      handed.submitted > 0 ? "\(Self.count(handed.submitted, "step")) submitted" : nil,
      handed.found > 0 ? "\(Self.count(handed.found, "step")) under way already" : nil,
    ].compactMap(\.self)
    guard !parts.isEmpty else { return }
    say("Slurm: \(parts.joined(separator: ", ")) (\(handed.jobs.count == 1 ? "job" : "jobs") \(jobs))")
  }

  /// Waits until every task has come to an end.
  private func wait(
    for watched: inout WatchedTasks, _ handed: Submitter.Handed, _ commands: SlurmCommands
  ) async throws {
    let interruption = Interruption.Notice()
    defer { interruption.end() }
    tell(handed)
    let progress = JobProgress(quiet: run.quiet)
    let start = ContinuousClock.now
    var silent = false
    while true {
      do {
        try watched.look()
        silent = false
      } catch {
        // A controller that is restarted answers again.
        if !silent { progress.interrupt { say("Slurm does not answer, trying again: \(error)") } }
        silent = true
      }
      progress.show(watched)
      if watched.isSettled, !interruption.has { break }
      // The longer it takes, the less often the controller is asked.
      let pause = min(max((ContinuousClock.now - start) / 20, .milliseconds(500)), .seconds(20))
      let next = ContinuousClock.now + pause
      while ContinuousClock.now < next, !interruption.has { try? await Task.sleep(for: .milliseconds(50)) }
      if interruption.has {
        progress.end()
        try answer(interruption, watched, commands)
      }
    }
    progress.end()
  }

  /// Ctrl-C: asks what shall become of the jobs where somebody can answer; else they go on.
  private func answer(_ interruption: Interruption.Notice, _ watched: WatchedTasks, _ commands: SlurmCommands) throws {
    let jobs = watched.openJobs
    guard !jobs.isEmpty else { throw stopped(Interruption.stopped) }
    let names = jobs.map { "\($0)" }.joined(separator: " ")
    let left = "the jobs go on; run the same command to wait for them, or 'scancel \(names)' to end them"
    guard interruption.isFromKeyboard, Terminal.inputIsInteractive else { throw stopped(left) }
    Terminal.standardErrorWithoutNewline(
      "\n\(Self.count(watched.openTasks, "step")) under way in \(jobs.count == 1 ? "job" : "jobs") \(names). "
        + "Cancel them? [y]es, [n]o and stop waiting, or Enter to go on: ")
    let answer = interruption.line()?.lowercased()
    if answer?.hasPrefix("y") == true {
      do { try commands.cancel(jobs) } catch { throw Failure(.failed, "\(error)") }
      throw stopped("cancelled; what is done is kept")
    }
    // Nobody there any more, or a second Ctrl-C.
    if answer == nil || answer?.hasPrefix("n") == true { throw stopped(left) }
  }

  private func stopped(_ words: String) -> ExitStatus {
    Terminal.standardError(words)
    return .interrupted
  }

  private func say(_ words: String) {
    if !run.quiet { Terminal.standardError(words) }
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
