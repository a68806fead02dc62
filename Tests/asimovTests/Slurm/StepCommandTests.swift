import Foundation
import Testing

/// One step by itself, as jobs run it.
@Suite struct StepCommandTests {
  /// A project whose trainings have been handed over to nobody, and the folder of its submission.
  private func submitted(_ body: (Project, _ submission: String, _ keys: [String]) throws -> Void) throws {
    try Project.temporary("sweep") { project in
      let bin = project.folder + "/bin"
      try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
      try StandIns.install(["sbatch": "echo 1", "squeue": "", "scancel": ""], in: bin)
      var surroundings = Surroundings()
      surroundings.variables["PATH"] = bin + ":/usr/bin:/bin"
      let build = try project.build("--executor", "slurm", "--detach", in: surroundings)
      #expect(build.status == 0, "\(build.errors)")
      let home = project.store.folder + "/slurm"
      let id = try #require(try FileManager.default.contentsOfDirectory(atPath: home).first { $0 != "ends" })
      let keys = try String(contentsOfFile: "\(home)/\(id)/0.keys", encoding: .utf8).split(separator: "\n")
      try body(project, "\(home)/\(id)", keys.map(String.init))
    }
  }

  private func step(_ key: String, _ submission: String, _ project: Project) throws -> Command {
    try Command.asimov("step", key, "--from", submission + "/steps", "--store", project.store.folder)
  }

  @Test func stepsRunByThemselvesMakeTheReportOfALocalBuild() throws {
    try submitted { project, submission, keys in
      #expect(keys.count == 12)
      // What tasks have still to read is no leftover, and what they make is in use though no build has ended.
      #expect(try project.store.cache("prune", "--keep-hours", "0").output == "removed 0 of 1 results, 0 B\n")
      // The template is not needed, nor what has been written into it meanwhile.
      let text = try String(contentsOfFile: project.template, encoding: .utf8)
      try FileManager.default.removeItem(atPath: project.template)
      for key in keys.reversed() {
        let command = try step(key, submission, project)
        #expect(command.status == 0, "\(command.errors)")
        #expect(command.errors.hasPrefix("train net["), "\(command.errors)")
      }
      // Another time there is nothing to do.
      let entry = "\(project.store.folder)/\(keys[0].prefix(2))/\(keys[0]).result"
      let before = try FileManager.default.attributesOfItem(atPath: entry)[.modificationDate] as? Date
      #expect(try step(keys[0], submission, project).status == 0)
      #expect(try FileManager.default.attributesOfItem(atPath: entry)[.modificationDate] as? Date == before)
      try text.write(toFile: project.template, atomically: true, encoding: .utf8)
      #expect(try project.builds().ran.allSatisfy { !$0.hasPrefix("net") })
      let report = try project.report()
      let local = try Project("sweep", in: project.folder + "/local")
      try local.builds()
      #expect(try local.report() == report)
      try project.store.isWhole()
    }
  }

  @Test func aStepWhoseInputIsGoneSaysSo() throws {
    try submitted { project, submission, keys in
      for path in try project.store.files() where path.hasSuffix(".result") {
        try FileManager.default.removeItem(atPath: path)
      }
      let command = try step(keys[0], submission, project)
      #expect(command.status == 1)
      #expect(
        command.errors.hasSuffix("left out: the store has no result of 'events', which it reads\n"), "\(command.errors)"
      )
    }
  }

  @Test func filesThatAreNoneAreRefused() throws {
    try submitted { project, submission, keys in
      let steps = submission + "/steps"
      let unknown = String(repeating: "0", count: 64)
      #expect(try step(unknown, submission, project).errors.contains("has no step with the key '\(unknown)'"))
      #expect(try step(keys[0], submission + "/none", project).errors.hasPrefix("error: no file '"))
      var bytes = try #require(FileManager.default.contents(atPath: steps))
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: URL(fileURLWithPath: steps))
      let damaged = try step(keys[0], submission, project)
      #expect(damaged.status == 2)
      #expect(damaged.errors == "error: '\(steps)' is damaged, or no file of steps; build again\n")
    }
  }

  @Test func aFullDiskIsToldAndLeavesTheStoreWhole() throws {
    try submitted { project, submission, keys in
      let line =
        "trap '' XFSZ; ulimit -f 2; \"$asimov\" step \(keys[0]) --from '\(submission)/steps' --store '\(project.store.folder)'"
      let command = try Command.shell("(\(line) 2>&1; echo \"status $?\") | cat")
      #expect(
        command.output.contains("error: train 'net[0.1][1]': cannot write '\(project.store.folder)/"),
        "\(command.output)")
      #expect(command.output.hasSuffix("status 1\n"), "\(command.output)")
      try project.store.isWhole()
      #expect(try project.store.temporaries() == [])
      #expect(try step(keys[0], submission, project).status == 0)
    }
  }
}
