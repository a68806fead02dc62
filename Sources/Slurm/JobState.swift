/// What Slurm says of a task of a job array.
public struct JobState: Hashable, Sendable {
  /// `RUNNING`, `TIMEOUT`: the words of Slurm's manual.
  public var name: String
  /// Why it waits or has ended, in Slurm's words: `Priority`, `TimeLimit`.
  var reason: String
  /// As Slurm writes it: `1:00`, `1-00:00:00`.
  var timeLimit: String
  var node: String

  private static let ended: Set = [
    "COMPLETED", "FAILED", "TIMEOUT", "CANCELLED", "NODE_FAIL", "PREEMPTED", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE",
    "REVOKED",
  ]

  /// Whether it is under way, or waits. A state of a Slurm to come counts as such.
  var isActive: Bool { !Self.ended.contains(name) }

  var isRunning: Bool { ["RUNNING", "COMPLETING", "SUSPENDED", "STAGE_OUT", "SIGNALING", "STOPPED"].contains(name) }

  /// What ended it, and what to do about it.
  var end: (words: String, remedy: String) {
    switch name {
    case "TIMEOUT":
      (
        "Slurm ended it at its time limit of \(timeLimit) (TIMEOUT)",
        "allow it a longer 'time' under 'executor' and build again: a training goes on from where it was"
      )
    case "OUT_OF_MEMORY":
      (
        "it took more memory than it had asked for (OUT_OF_MEMORY)",
        "ask for more 'memory' under 'executor' and build again"
      )
    case "NODE_FAIL", "BOOT_FAIL": ("its node\(node.isEmpty ? "" : " '\(node)'") failed (\(name))", "build again")
    case "PREEMPTED":
      ("a job of higher priority took its place (PREEMPTED)", "build again: a training goes on from where it was")
    case "CANCELLED": ("it was cancelled (CANCELLED)", "build again")
    case "DEADLINE": ("it could not end before its deadline (DEADLINE)", "drop the deadline and build again")
    case "COMPLETED":
      (
        "Slurm calls it done, and the store has no result of it",
        "see that the nodes share the store's folder, and build again"
      )
    default: ("it was killed\(onNode) (\(words))", "build again")
    }
  }

  private var onNode: String { node.isEmpty ? "" : " on '\(node)'" }

  private var words: String { reason.isEmpty || reason == "None" ? name : "\(name), \(reason)" }
}
