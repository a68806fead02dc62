import Notebook

/// The batch script of a job array.
struct JobScript {
  /// Absolute path of the command `asimov`.
  var program: String
  /// Absolute path of the store.
  var store: String
  /// Absolute path of the submission's folder.
  var folder: String
  /// Place of the array in the submission.
  var number: Int
  var name: String
  var count: Int
  var options: ExecutorOptions

  var path: String { "\(folder)/\(number).sh" }
  /// A file with a key a line, the first for task 0.
  var keys: String { "\(folder)/\(number).keys" }
  var steps: String { folder + "/steps" }

  /// What a task says.
  static func log(_ folder: String, _ number: Int, _ task: String) -> String { "\(folder)/\(number)-\(task).log" }

  var text: String {
    let limit = options.atOnce.map { "%\($0)" } ?? ""
    var lines = [
      "--job-name=\(name)", "--array=0-\(count - 1)\(limit)", "--open-mode=append", "--requeue", "--ntasks=1",
      "--cpus-per-task=\(options.cpus ?? 1)",
    ]
    if let partition = options.partition { lines.append("--partition=\(partition)") }
    if let account = options.account { lines.append("--account=\(account)") }
    if let time = options.time { lines.append("--time=\(time.canonical)") }
    if let memory = options.memory { lines.append("--mem=\(memory.canonical)") }
    lines += options.sbatch ?? []
    return """
      #!/bin/sh
      \(lines.map { "#SBATCH \($0)" }.joined(separator: "\n"))
      key=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" \(Self.quoted(keys)))
      exec \(Self.quoted(program)) step "$key" --from \(Self.quoted(steps)) --store \(Self.quoted(store))

      """
  }

  /// One word of POSIX shell.
  static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
