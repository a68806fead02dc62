import ArgumentParser
import Foundation
import Notebook

/// Where results are kept, as `build`, `plan` and `figures` take it.
struct StoreArguments: ParsableArguments {
  @Option(
    name: .customLong("store"), help: "The folder of kept results; by default .asimov beside the template.",
    completion: .directory)
  var folder: String?

  func store(besideTemplate template: String) -> Store {
    let beside = URL(fileURLWithPath: template).deletingLastPathComponent().appendingPathComponent(".asimov")
    return Store(directory: folder ?? beside.path)
  }
}

/// How steps are run, as `build` and `figures` take it.
struct RunArguments: ParsableArguments {
  @Option(name: .shortAndLong, help: "The folder to write to.", completion: .directory)
  var output = "report"

  @OptionGroup var store: StoreArguments

  @Option(
    name: .shortAndLong,
    help: "How many steps run at once; by default as many as there are cores. Results do not depend on it.")
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1, not \(jobs)") }
  }

  /// Sees that there will be room for what is made, which is better known now than when hours of training are done, and
  /// claims the store.
  ///
  /// - Throws: ``Failure`` where a folder cannot be written to.
  func prepare(_ store: Store) throws -> StoreUse {
    do {
      try AtomicFile.prepareFolder(output)
      return try store.use()
    } catch {
      throw Failure(.failed, "\(error)")
    }
  }

  /// Runs `plan` and tells how it goes.
  func run(_ plan: Plan, on store: Store, after elsewhere: WorkElsewhere = WorkElsewhere()) async -> RunOutcome {
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let progress = ProgressReport(
      plan, since: { [store] in store.record(ofTemplate: plan.template.file) }, concurrency: jobs, quiet: quiet)
    let runner = Runner(store: store, concurrency: jobs, report: { progress.report($0) })
    let outcome = await Interruption.cancelling("stopping; press Ctrl-C again to end at once") {
      await runner.run(plan, after: elsewhere)
    }
    progress.finish()
    return outcome
  }
}
