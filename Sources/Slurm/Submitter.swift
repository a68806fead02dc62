import Foundation
import Notebook

/// Hands the steps of a plan to Slurm that are not under way yet.
public struct Submitter: Sendable {
  let commands: SlurmCommands
  let store: Store
  let options: ExecutorOptions
  /// Absolute path of the command `asimov`, for the nodes as well.
  let program: String

  public init(_ commands: SlurmCommands, store: Store, options: ExecutorOptions, program: String) {
    self.commands = commands
    self.store = store
    self.options = options
    self.program = program
  }

  /// What was handed over, and what was found under way.
  public struct Handed: Sendable {
    /// Numbers of all jobs that have a part in it.
    public var jobs: Set<Int> = []
    public var submitted = 0
    public var found = 0
    /// Jobs with tasks whose steps nobody asks for any more, and how many of these there are.
    public var strayJobs: Set<Int> = []
    public var strays = 0
    /// Where each step's task is, by key.
    var places: [String: TaskPlace] = [:]
  }

  /// Submits the tasks as job arrays, but for those that are under way.
  ///
  /// Nothing is submitted twice where a build is killed in between: what is about to be submitted is written down first.
  ///
  /// - Parameter build: keys of all steps of the build, whose results are in use until it is whole.
  /// - Throws: ``SlurmError`` where Slurm refuses; jobs before that one go on, and the next build finds them. ``WriteError`` where the
  ///   store cannot be written to.
  public func submit(_ tasks: [WorkDivision.Task], of build: [String]) throws -> Handed {
    var handed = try underWay(among: Set(tasks.map(\.step.key)))
    let fresh = tasks.filter { handed.places[$0.step.key] == nil }
    handed.found = tasks.count - fresh.count
    guard !fresh.isEmpty else { return handed }
    let arrays = JobArray.arrays(of: fresh, largest: commands.largestArray())
    let id = UUID().uuidString.prefix(8).lowercased()
    let folder = "\(store.submissionsFolder)/\(id)"
    var submission = Submission(
      arrays: arrays.enumerated().map { number, array in
        Submission.Array(name: "asimov-\(id)-\(number)", job: nil, keys: array.tasks.map(\.step.key))
      })
    try AtomicFile.prepareFolder(folder)
    try AtomicFile.write([Array(build.map { $0 + "\n" }.joined().utf8)], to: folder + "/build.keys")
    let scripts = try write(arrays, submission, id: id, to: folder)
    for task in fresh { TaskRecord.remove(ofStep: task.step.key, in: store) }
    for (number, script) in scripts.enumerated() {
      let reads = Set(arrays[number].tasks.flatMap { $0.step.reads.map(\.key) })
      let before = Set(reads.compactMap { handed.places[$0]?.job })
      let job = try commands.submit(script, after: before.sorted())
      submission.arrays[number].job = job
      try submission.write(to: folder)
      handed.jobs.insert(job)
      handed.submitted += arrays[number].tasks.count
      for (key, place) in submission.places(in: folder) where place.job == job { handed.places[key] = place }
    }
    return handed
  }

  /// The scripts that ``submit(_:of:)`` would hand over, as text; nothing is written.
  public func rehearse(_ tasks: [WorkDivision.Task]) -> [(kind: String, count: Int, script: String)] {
    JobArray.arrays(of: tasks, largest: commands.largestArray()).enumerated().map { number, array in
      let script = script("ID", number, count: array.tasks.count)
      return (array.kind, array.tasks.count, script.text)
    }
  }

  /// Tasks that wait or run, of this build's steps and of others that are no longer asked for.
  private func underWay(among keys: Set<String>) throws(SlurmError) -> Handed {
    var handed = Handed()
    let submissions = Submission.all(in: store)
    let known = try commands.tasks()
    for (folder, submission) in submissions {
      for (key, place) in submission.places(in: folder) {
        guard let task = known[place.id], task.state.isActive else { continue }
        if keys.contains(key) {
          // Its number may not have been written down any more.
          handed.places[key] = TaskPlace(id: place.id, job: task.job, log: place.log)
          handed.jobs.insert(task.job)
        } else if !store.hasEntry(for: key) {
          handed.strays += 1
          handed.strayJobs.insert(task.job)
        }
      }
    }
    return handed
  }

  private func script(_ id: some StringProtocol, _ number: Int, count: Int) -> JobScript {
    JobScript(
      program: program, store: URL(fileURLWithPath: store.directory).path, folder: "\(store.submissionsFolder)/\(id)",
      number: number, name: "asimov-\(id)-\(number)", count: count, options: options)
  }

  /// Writes down what is about to be submitted.
  private func write(
    _ arrays: [JobArray], _ submission: Submission, id: some StringProtocol, to folder: String
  ) throws -> [JobScript] {
    let scripts = arrays.enumerated().map { script(id, $0, count: $1.tasks.count) }
    try store.keep(arrays.flatMap { $0.tasks.map(\.step) }, at: folder + "/steps")
    for (array, script) in zip(arrays, scripts) {
      let keys = array.tasks.map { $0.step.key + "\n" }.joined()
      try AtomicFile.write([Array(keys.utf8)], to: script.keys)
      try AtomicFile.write([Array(script.text.utf8)], to: script.path)
    }
    try submission.write(to: folder)
    return scripts
  }
}
