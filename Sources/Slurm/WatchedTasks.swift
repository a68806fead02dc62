import Foundation
import Notebook

/// The tasks of a build while they wait, run and end.
public struct WatchedTasks: Sendable {
  /// How many steps of a kind are in which state.
  public struct Group: Hashable, Sendable {
    public var kind: String
    public var waiting = 0
    /// Why those wait, in Slurm's words: `Priority`, `Resources`; sorted.
    public var reasons: [String] = []
    public var running = 0
    public var done = 0
    public var failed = 0
    /// Left out, since a step that they read has failed.
    public var leftOut = 0
    public var total: Int { waiting + running + done + failed + leftOut }
    public var isSettled: Bool { waiting + running == 0 }
  }

  private enum State {
    case waiting
    case running
    case done(seconds: Double?)
    case failed(Diagnostic)
    case lacks(String, node: String)

    var isSettled: Bool {
      switch self {
      case .waiting, .running: false
      case .done, .failed, .lacks: true
      }
    }
  }

  private struct Watched {
    var step: PackedStep
    var place: TaskPlace
    var state = State.waiting
    /// Why it waits.
    var reason = ""
    /// When it was seen to be no longer under way.
    var ended: ContinuousClock.Instant?
  }

  private let commands: SlurmCommands
  private let store: Store
  private var tasks: [Watched]
  /// How long a result may be on its way over the network once its task has ended.
  private let patience: Duration

  public init(
    _ work: [WorkDivision.Task], _ handed: Submitter.Handed, _ commands: SlurmCommands, store: Store,
    patience: Duration = .seconds(60)
  ) {
    self.commands = commands
    self.store = store
    self.patience = patience
    tasks = work.compactMap { task in handed.places[task.step.key].map { Watched(step: task.step, place: $0) } }
  }

  public var isSettled: Bool { tasks.allSatisfy(\.state.isSettled) }

  /// Jobs that are not done.
  public var openJobs: [Int] { Set(tasks.filter { !$0.state.isSettled }.compactMap(\.place.job)).sorted() }

  public var openTasks: Int { tasks.count { !$0.state.isSettled } }

  /// In the order in which they are first needed.
  public var groups: [Group] {
    var order: [String] = []
    var groups: [String: Group] = [:]
    for task in tasks {
      let kind = task.step.kind
      if groups[kind] == nil { order.append(kind) }
      var group = groups[kind] ?? Group(kind: kind)
      switch task.state {
      case .waiting:
        group.waiting += 1
        if !task.reason.isEmpty, task.reason != "None", !group.reasons.contains(task.reason) {
          group.reasons = (group.reasons + [task.reason]).sorted()
        }
      case .running: group.running += 1
      case .done: group.done += 1
      case .failed: group.failed += 1
      case .lacks: group.leftOut += 1
      }
      groups[kind] = group
    }
    return order.compactMap { groups[$0] }
  }

  /// A guess at the seconds that are left, from how long the steps took that are done, kind by kind; `nil` where it would be none.
  public var secondsLeft: Double? {
    var left = 0.0
    for group in groups where !group.isSettled {
      let took = tasks.compactMap { task -> Double? in
        guard task.step.kind == group.kind, case .done(let seconds?) = task.state else { return nil }
        return seconds
      }
      guard !took.isEmpty else { return nil }
      left += Double(group.waiting + group.running) * took.reduce(0, +) / Double(took.count)
    }
    let running = groups.map(\.running).reduce(0, +)
    return running > 0 ? left / Double(running) : nil
  }

  /// Looks where the tasks are.
  ///
  /// - Throws: ``SlurmError`` where Slurm does not answer; then nothing is known that was not known before.
  public mutating func look() throws(SlurmError) {
    let known = try commands.tasks()
    for index in tasks.indices where !tasks[index].state.isSettled {
      let task = known[tasks[index].place.id]
      if let job = task?.job { tasks[index].place.job = job }
      tasks[index].reason = task?.state.reason ?? ""
      tasks[index].state = state(of: &tasks[index], task?.state)
    }
  }

  private func state(of task: inout Watched, _ state: JobState?) -> State {
    let key = task.step.key
    if let state, state.isActive {
      task.ended = nil
      guard state.isRunning else { return .waiting }
      // Slurm takes a while to call a task ended.
      return store.hasEntry(for: key) ? .done(seconds: TaskRecord(ofStep: key, in: store)?.seconds) : .running
    }
    if store.hasEntry(for: key) { return .done(seconds: TaskRecord(ofStep: key, in: store)?.seconds) }
    let record = TaskRecord(ofStep: key, in: store)
    switch record?.end {
    case .failed(let diagnostic): return .failed(diagnostic)
    case .lacks(let name): return .lacks(name, node: record?.node ?? "")
    case .done, .interrupted, nil: break
    }
    // A job that was submitted just now may not be listed, and a file may not be seen.
    let now = ContinuousClock.now
    let ended = task.ended ?? now
    task.ended = ended
    let isClear = state.map { $0.name != "COMPLETED" } ?? false
    if !isClear, now - ended < patience { return task.state }
    return .failed(failure(of: task, state))
  }

  /// What Slurm has to say of a task that has not said anything itself.
  private func failure(of task: Watched, _ state: JobState?) -> Diagnostic {
    let state = state ?? task.place.job.flatMap { commands.pastState(ofJob: $0, index: task.place.id.index) }
    let end = state?.end ?? (words: "Slurm no longer knows its job, and it left no result", remedy: "build again")
    let job = task.place.job.map { "job \($0)_\(task.place.id.index)" } ?? "task \(task.place.id.index)"
    let said = LogTail.text(of: task.place.log)
    // What to do stands before the lines of the log, where it is seen.
    let log =
      said.isEmpty ? "; it has said nothing in '\(task.place.log)'" : "\n  the end of '\(task.place.log)':" + said
    return Diagnostic(
      "\(task.step.kind) '\(task.step.name)', \(job): \(end.words); \(end.remedy)\(log)", at: task.step.location)
  }

  /// What came of it, for the run that goes on from there.
  public var work: WorkElsewhere {
    var work = WorkElsewhere()
    let settled = Set(
      tasks.compactMap { task -> String? in if case .done = task.state { task.step.key } else { nil } })
    for task in tasks {
      switch task.state {
      case .done(let seconds): work.seconds[task.step.name] = seconds
      case .failed(let diagnostic): work.failures[task.step.name] = diagnostic
      case .lacks(let name, let node):
        // Where that step has failed, it is that failure which is told.
        guard let read = task.step.reads.first(where: { $0.name == name }),
          settled.contains(read.key) || store.hasEntry(for: read.key)
        else { continue }
        work.failures[task.step.name] = Diagnostic(
          "\(task.step.kind) '\(task.step.name)': node '\(node)' did not see the result of '\(name)'",
          at: task.step.location, remedy: "see that the nodes share the store's folder, and build again")
      case .waiting, .running: continue
      }
    }
    return work
  }
}
