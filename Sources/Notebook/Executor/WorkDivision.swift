import Foundation

/// How the steps of a plan that have to run are shared between the caller and a cluster.
///
/// Steps that are worth a job of their own go to the cluster, and with them what lies between two of them. What these read and
/// has to be made first is the caller's, and so is all that follows.
public struct WorkDivision: Sendable {
  /// A step for the cluster.
  public struct Task: Sendable {
    public var step: PackedStep
    /// How many steps of the cluster stand one behind the other before it.
    public var level: Int
  }

  /// The caller's part that comes first; without steps where nothing does.
  public let before: Plan
  /// Keys of all steps of the plan.
  public let keys: [String]
  /// The cluster's part, each step behind those that it reads, and one of several with the same key.
  public let tasks: [Task]

  /// - Complexity: reads the store once for each step.
  public init(of plan: Plan, in store: Store) {
    let missing = plan.results(in: store).missing
    let costs = plan.costs
    let waiting = plan.steps.filter { missing.contains($0.name) }
    let expensive = Set(waiting.map(\.name).filter { costs[$0]?.isExpensive == true })
    // What reads an expensive step, directly or not, and what is read by one.
    var below: Set<String> = []
    for step in waiting where step.dependencies.contains(where: { expensive.contains($0) || below.contains($0) }) {
      below.insert(step.name)
    }
    var above: Set<String> = []
    for step in waiting.reversed() where expensive.contains(step.name) || above.contains(step.name) {
      above.formUnion(step.dependencies.filter { missing.contains($0) })
    }
    let remote = expensive.union(below.intersection(above))
    let first = above.subtracting(remote)
    before = plan.keeping { first.contains($0.name) }
    keys = plan.steps.map(\.key)

    let directory = URL(fileURLWithPath: plan.template.file).deletingLastPathComponent().path
    var levels: [String: Int] = [:]
    var known: Set<String> = []
    var tasks: [Task] = []
    for step in waiting where remote.contains(step.name) {
      let level = step.dependencies.compactMap { levels[$0] }.max().map { $0 + 1 } ?? 0
      levels[step.name] = level
      guard known.insert(step.key).inserted else { continue }
      tasks.append(Task(step: PackedStep(step, in: plan, directory: directory), level: level))
    }
    self.tasks = tasks
  }

  /// The tasks but for those that read one of these steps, directly or not.
  public func tasks(withoutReadersOf failed: some Sequence<String>) -> [Task] {
    var gone = Set(failed)
    return tasks.filter { task in
      guard task.step.reads.contains(where: { gone.contains($0.name) }) else { return true }
      gone.insert(task.step.name)
      return false
    }
  }
}
