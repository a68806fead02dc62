import Notebook

/// Steps that are handed to Slurm together, as one job array: of one kind, and none of them reading another.
struct JobArray: Sendable {
  /// `train`.
  var kind: String
  var tasks: [WorkDivision.Task]

  /// Job arrays that hold all tasks, each behind those that it depends on.
  ///
  /// - Parameter largest: the most tasks of one.
  static func arrays(of tasks: [WorkDivision.Task], largest: Int) -> [JobArray] {
    struct Group: Hashable {
      var level: Int
      var kind: String
    }
    var order: [Group] = []
    var members: [Group: [WorkDivision.Task]] = [:]
    for task in tasks {
      let group = Group(level: task.level, kind: task.step.kind)
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(task)
    }
    return order.sorted { $0.level < $1.level }.flatMap { group -> [JobArray] in
      let all = members[group] ?? []
      return stride(from: 0, to: all.count, by: max(1, largest)).map { start in
        JobArray(kind: group.kind, tasks: Array(all[start..<min(start + largest, all.count)]))
      }
    }
  }
}
