import Foundation
import Testing

/// A sweep whose caller, node and tasks are killed is completed by the next build, with nothing lost and nothing done twice.
@Suite(.enabled(if: SlurmCluster.isInstalled, "no slurm-wlm and munge: .ci/packages test installs them"))
struct SlurmKillTests {
  private static let parameters = ["--executor", "slurm", "-P", "epochs=5000"]

  @Test func aSweepSurvivesKillsOfCallerNodeAndTasks() throws {
    try withSweep { cluster, project, report in
      // The caller dies once two networks are done.
      let caller = try RunningCommand(project.arguments(Self.parameters), in: cluster.surroundings)
      #expect(caller.says("submitted"))
      try wait { try done(project).count >= 2 }
      caller.send(SIGKILL)
      #expect(try caller.finish().status == 128 + SIGKILL)
      // A task dies, and the node's daemon while others go on.
      #expect(try killTask(of: project, 0) != nil)
      cluster.killNode()
      usleep(300_000)
      #expect(try killTask(of: project, 1) != nil)
      let finished = try done(project)
      #expect(finished.count < 11)
      try cluster.startNode()
      // The next build hands over again what was killed, waits for the rest, and tells of a task that is killed meanwhile.
      let second = try RunningCommand(project.arguments(Self.parameters), in: cluster.surroundings)
      #expect(second.says("under way already"))
      #expect(try killTask(of: project, 0) != nil)
      let failed = try second.finish()
      #expect(failed.status == 1, "\(failed.errors)")
      #expect(failed.errors.contains("it was killed on '"), "\(failed.errors)")
      #expect(failed.errors.contains("\n  | train net["), "\(failed.errors)")
      #expect(failed.errors.contains("; build again\n  the end of '"), "\(failed.errors)")
      #expect(try done(project).count == 11)
      let build = try Command.asimov(project.arguments(Self.parameters), in: cluster.surroundings)
      #expect(build.status == 0, "\(build.errors)")
      #expect(build.errors.contains("Slurm: 1 step submitted"), "\(build.errors)")
      #expect(try project.report() == report)
      try project.store.isWhole()
      // What had been finished was not touched again.
      let now = try done(project)
      for (path, written) in finished { #expect(now[path] == written, "\(path)") }
      #expect(now.count == 12)
    }
  }

  @Test func tasksThatAreRequeuedGoOn() throws {
    try withSweep { cluster, project, report in
      let caller = try RunningCommand(project.arguments(Self.parameters), in: cluster.surroundings)
      #expect(caller.says(" running"))
      let listed = try cluster.run("squeue", "--noheader", "--states=RUNNING", "--format=%F_%K").output
      for task in listed.split(separator: "\n") {
        try cluster.run("scontrol", "requeue", String(task).trimmingCharacters(in: .whitespaces))
      }
      let build = try caller.finish()
      #expect(build.status == 0, "\(build.errors)")
      #expect(try project.report() == report)
    }
  }

  /// A cluster, a sweep for it, and the report that a local build makes of the sweep.
  private func withSweep(_ body: (SlurmCluster, Project, _ report: [String: Data]) throws -> Void) throws {
    try SlurmCluster.running { cluster in
      try Command.inFolder { folder in
        let local = try Project("sweep", in: folder + "/local")
        try local.builds("-P", "epochs=5000")
        try body(cluster, try Project("sweep", in: folder + "/cluster"), try local.report())
      }
    }
  }

  /// Results of trainings that are in the store, with the moment at which each was written.
  private func done(_ project: Project) throws -> [String: Date] {
    let folder = project.store.folder + "/slurm/ends"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var found: [String: Date] = [:]
    for name in names where !name.hasPrefix(".") {
      let key = name.prefix(64)
      let path = "\(project.store.folder)/\(key.prefix(2))/\(key).result"
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      if let date = attributes?[.modificationDate] as? Date { found[path] = date }
    }
    return found
  }

  /// Kills a task that runs.
  ///
  /// - Parameter place: which of those that run.
  /// - Returns: its number; `nil` where none runs within some seconds.
  private func killTask(of project: Project, _ place: Int) throws -> pid_t? {
    let pattern = "asimov step [0-9a-f]{64} --from \(project.store.folder)/"
    for _ in 0..<500 {
      let tasks = try Command.shell("pgrep -f '\(pattern)' || true").output.split(separator: "\n").compactMap {
        pid_t($0)
      }
      if !tasks.isEmpty {
        let task = tasks[place % tasks.count]
        // It shall have begun, and not be done yet.
        usleep(200_000)
        if kill(task, SIGKILL) == 0 { return task }
      }
      usleep(20_000)
    }
    return nil
  }

  private func wait(_ condition: () throws -> Bool) throws {
    for _ in 0..<3000 {
      if try condition() { return }
      usleep(20_000)
    }
    Issue.record("nothing came within a minute")
  }
}
