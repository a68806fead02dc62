import Foundation

/// Slurm's commands, as far as a build needs them.
public struct SlurmCommands: Sendable {
  /// Place of a task: the name of its job array and its index in it.
  struct TaskID: Hashable, Sendable {
    var array: String
    var index: Int
  }

  /// A task of one of the user's job arrays.
  struct Task: Sendable {
    var job: Int
    var state: JobState
  }

  private let sbatch: ExternalProgram
  private let squeue: ExternalProgram
  private let scancel: ExternalProgram
  private let path: String

  /// - Throws: ``SlurmError`` where Slurm is not installed.
  public init(path: String = ProcessInfo.processInfo.environment["PATH"] ?? "") throws(SlurmError) {
    self.path = path
    sbatch = try ExternalProgram("sbatch", path: path)
    squeue = try ExternalProgram("squeue", path: path)
    scancel = try ExternalProgram("scancel", path: path)
  }

  /// Hands a script over.
  ///
  /// - Parameter dependencies: jobs that have to end before, however they do.
  /// - Returns: the job's number.
  func submit(_ script: JobScript, after dependencies: [Int]) throws(SlurmError) -> Int {
    let answer = try sbatch.output(Self.arguments(script, after: dependencies))
    // `123`, or `123;cluster`.
    let number = answer.split(whereSeparator: \.isNewline).last?.prefix { $0.isNumber } ?? ""
    guard let job = Int(number) else { throw SlurmError("sbatch names no job: '\(answer)'") }
    return job
  }

  static func arguments(_ script: JobScript, after dependencies: [Int]) -> [String] {
    let jobs = dependencies.map { ":\($0)" }.joined()
    // In names of logs `%a` is the task.
    let folder = script.folder.replacing("%", with: "%%")
    return ["--parsable", "--output=" + JobScript.log(folder, script.number, "%a")]
      + (jobs.isEmpty ? [] : ["--dependency=afterany\(jobs)"]) + [script.path]
  }

  /// The tasks of the user's job arrays that Slurm knows, those among them that have ended of late.
  func tasks() throws(SlurmError) -> [TaskID: Task] {
    // The name stands last, since others may have anything in theirs.
    let format = "%F|%K|%T|%r|%l|%N|%j"
    let arguments = ["--noheader", "--array", "--states=all", "--user=\(getuid())", "--format=\(format)"]
    var tasks: [TaskID: Task] = [:]
    for line in try squeue.output(arguments).split(whereSeparator: \.isNewline) {
      let words = line.split(separator: "|", maxSplits: 6, omittingEmptySubsequences: false).map(String.init)
      guard words.count == 7, let job = Int(words[0]), let index = Int(words[1]) else { continue }
      let state = JobState(name: words[2], reason: words[3], timeLimit: words[4], node: words[5])
      tasks[TaskID(array: words[6], index: index)] = Task(job: job, state: state)
    }
    return tasks
  }

  /// What the accounting has kept of a task that Slurm itself has forgotten; `nil` where there is none, as on small clusters.
  func pastState(ofJob job: Int, index: Int) -> JobState? {
    let format = "--format=State,Timelimit,NodeList"
    guard let sacct = try? ExternalProgram("sacct", path: path),
      let answer = try? sacct.output(["--noheader", "--parsable2", "--allocations", "--jobs=\(job)_\(index)", format]),
      let line = answer.split(whereSeparator: \.isNewline).last
    else { return nil }
    let words = line.split(separator: "|", omittingEmptySubsequences: false)
    guard words.count == 3, let name = words[0].split(separator: " ").first else { return nil }
    return JobState(name: String(name), reason: "", timeLimit: String(words[1]), node: String(words[2]))
  }

  /// How many tasks a job array may have at most; 1000 where the cluster does not say.
  func largestArray() -> Int {
    guard let scontrol = try? ExternalProgram("scontrol", path: path),
      let answer = try? scontrol.output(["show", "config"]),
      let line = answer.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix("MaxArraySize") }),
      let size = line.split(separator: " ").last.flatMap({ Int($0) }), size > 1
    else { return 1000 }
    // The largest index is one less.
    return size - 1
  }

  /// Ends jobs, whatever is left of them.
  public func cancel(_ jobs: [Int]) throws(SlurmError) {
    guard !jobs.isEmpty else { return }
    _ = try scancel.output(jobs.map { "\($0)" })
  }
}
