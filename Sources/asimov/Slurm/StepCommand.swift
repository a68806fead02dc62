import Analysis
import ArgumentParser
import Foundation
import Notebook
import Slurm
import Storage
import Synchronization

struct StepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Run one step of a build, as the jobs of a cluster do.",
    discussion: """
      A build with --executor slurm writes its steps to a file and hands them to Slurm, whose jobs run this command. A step \
      reads what it needs from the store and keeps its result there; one that has a result already is not run again. To see why a \
      job fails, run the last line of its script by hand.

      Exit status: 0 the result is in the store, 1 the step failed, 2 it cannot be run, 130 interrupted.
      """)

  @Argument(help: "The step's key.")
  var key: String

  @Option(help: "The file of steps.", completion: .file())
  var from: String

  @Option(help: "The folder of kept results.", completion: .directory)
  var store: String

  @Option(name: .shortAndLong, help: "How many cores to use; by default those of the job, or all.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1, not \(jobs)") }
  }

  func run() async throws {
    let store = Store(directory: store)
    let step: PackedStep
    do { step = try store.packedStep(key, at: from) } catch { throw Failure(.badInput, "\(error)") }
    let environment = ProcessInfo.processInfo.environment
    let node = environment["SLURMD_NODENAME"] ?? Self.machine
    Terminal.standardError("\(step.kind) \(step.name) on \(node)")
    let use: StoreUse
    do { use = try store.use() } catch { throw Failure(.failed, "\(error)") }
    TaskRecord.remove(ofStep: key, in: store)
    Self.limitMemory(environment)
    let cores = jobs ?? environment["SLURM_CPUS_PER_TASK"].flatMap { Int($0) }
    let progress = StepProgress()
    let runner = Runner(
      store: store, concurrency: cores ?? ProcessInfo.processInfo.activeProcessorCount, report: { progress.report($0) })
    let start = ContinuousClock.now
    let outcome = await Interruption.cancelling("stopping") {
      runner.run(step, Planner(kinds: Kinds.all), stillComing: Self.patience(store))
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // Where it cannot be written the log tells all the same.
    try? TaskRecord(outcome, seconds: seconds, node: node).write(forStep: key, in: store)
    use.end()
    switch outcome {
    case .done: Terminal.standardError(String(format: "done in %.1f s", seconds))
    case .failed(let diagnostic):
      Terminal.standardError("\(diagnostic)")
      throw ExitStatus.failed
    case .lacks(let name):
      Terminal.standardError("left out: the store has no result of '\(name)', which it reads")
      throw ExitStatus.failed
    case .interrupted:
      Terminal.standardError("stopped; what is done of it is kept")
      throw ExitStatus.interrupted
    }
  }

  /// The name of the machine by itself, without a look into the network.
  private static var machine: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "this machine" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Half of what the job has asked for, where it would else be half of what the node has.
  private static func limitMemory(_ environment: [String: String]) {
    func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
    let ofCores = number("SLURM_MEM_PER_CPU").map { $0 * max(1, number("SLURM_CPUS_PER_TASK") ?? 1) }
    guard environment[MemoryLimit.variable] == nil, let asked = number("SLURM_MEM_PER_NODE") ?? ofCores, asked > 0
    else {
      return
    }
    setenv(MemoryLimit.variable, "\(asked / 2)", 1)
  }

  /// Waits for results of other nodes that file systems over a network show late, but not for those that there will never be.
  private static func patience(_ store: Store) -> @Sendable (PackedStep.Read) -> Bool {
    let end = ContinuousClock.now + .seconds(45)
    return { read in
      guard ContinuousClock.now < end, case .done? = TaskRecord(ofStep: read.key, in: store)?.end else { return false }
      sleep(1)
      return store.hasEntry(for: read.key) || ContinuousClock.now < end
    }
  }
}

/// What a step says of its progress, a line every half minute, for the log of its job.
private final class StepProgress: Sendable {
  private let last = Mutex(ContinuousClock.now - .seconds(3600))

  func report(_ event: RunEvent) {
    guard case .progressed(_, let fraction, let message) = event else { return }
    let isDue = last.withLock { last in
      guard ContinuousClock.now - last >= .seconds(30) else { return false }
      last = .now
      return true
    }
    guard isDue else { return }
    let share = fraction.map { String(format: "%3.0f %%  ", 100 * $0) } ?? ""
    Terminal.standardError(share + message)
  }
}
