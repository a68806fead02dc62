import Foundation
import Testing

/// Builds whose trainings are jobs of a real Slurm.
@Suite(.enabled(if: SlurmCluster.isInstalled, "no slurm-wlm and munge: .ci/packages test installs them"), .serialized)
struct SlurmBuildTests {
  /// What a local build makes of the sweep.
  private func local(_ folder: String, _ more: String...) throws -> [String: Data] {
    let project = try Project("sweep", in: folder)
    let build = try Command.asimov(project.arguments(more))
    #expect(build.status == 0, "\(build.errors)")
    return try project.report()
  }

  @Test func aSweepOfTwelveTrainingsIsThatOfALocalBuildToTheByte() throws {
    try SlurmCluster.running { cluster in
      try Command.inFolder { folder in
        let report = try local(folder + "/local")
        let project = try Project("sweep", in: folder + "/a folder's % name")
        try "executor: { partition: main, time: 5 min, memory: 200 MB }\n"
          .write(toFile: project.folder + "/asimov.yaml", atomically: true, encoding: .utf8)
        let build = try project.build(in: cluster.surroundings)
        #expect(build.status == 0, "\(build.errors)")
        #expect(build.errors.contains("Slurm: 12 steps submitted (job 1)\n"), "\(build.errors)")
        #expect(build.errors.contains("  train  12 done of 12\n"), "\(build.errors)")
        #expect(build.ran.allSatisfy { !$0.hasPrefix("net") }, "\(build.ran)")
        #expect(build.ran.count == 15)
        #expect(try project.report() == report)
        #expect(try cluster.states() == [String](repeating: "COMPLETED", count: 12))
        try project.store.isWhole()
        // Nothing is left to hand over, and no cluster is needed.
        let again = try project.build()
        #expect(again.status == 0)
        #expect(!again.errors.contains("Slurm"), "\(again.errors)")
        #expect(try project.plan() == [:])
        // Scripts, logs and the like are of no use any more.
        let home = project.store.folder + "/slurm"
        #expect(try FileManager.default.contentsOfDirectory(atPath: home).count == 2)
        #expect(try project.store.cache("prune", "--keep-hours", "0").status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home) == [])
        #expect(try project.plan() == [:])
      }
    }
  }

  @Test func whatIsUnderWayIsFoundAgainAndNotSubmittedTwice() throws {
    try SlurmCluster.running { cluster in
      try Command.inFolder { folder in
        let report = try local(folder + "/local", "-P", "epochs=5000")
        let project = try Project("sweep", in: folder + "/cluster")
        let arguments = ["--executor", "slurm", "-P", "epochs=5000"]
        let first = try Command.asimov(project.arguments(arguments + ["--detach"]), in: cluster.surroundings)
        #expect(first.status == 0, "\(first.errors)")
        #expect(
          first.errors.hasSuffix("run the same command without --detach to wait for them and to write the report\n"))
        #expect(try project.report() == [:])
        // Another build beside it, which a signal stops.
        let second = try RunningCommand(project.arguments(arguments), in: cluster.surroundings)
        #expect(second.says("under way already"))
        second.send(SIGTERM)
        let stopped = try second.finish()
        #expect(stopped.status == 130)
        #expect(
          stopped.errors.hasSuffix(
            "the jobs go on; run the same command to wait for them, or 'scancel 1' to end them\n"))
        let third = try Command.asimov(project.arguments(arguments), in: cluster.surroundings)
        #expect(third.status == 0, "\(third.errors)")
        #expect(!third.errors.contains("submitted"), "\(third.errors)")
        #expect(try project.report() == report)
        #expect(try cluster.states() == [String](repeating: "COMPLETED", count: 12))
      }
    }
  }

  /// A network that learns and one that cannot, since its batch is larger than the sample.
  private static let failing = """

    ```{train} other
    for: { size: [100, 100000] }
    dataset: events
    loss: cross-entropy
    batch-size: ${size}
    epochs: 2
    ```

    ```{scan} cut
    for: { size: [100, 100000] }
    model: other[${size}]
    minimum-effective-background: 2
    ```

    """

  @Test func aStepThatFailsIsToldAsByALocalBuildAndTheRestGoesOn() throws {
    try SlurmCluster.running { cluster in
      try Command.inFolder { folder in
        func project(_ name: String) throws -> Project {
          let project = try Project("small", in: folder + "/" + name + "/project")
          let old = try String(contentsOfFile: project.template, encoding: .utf8)
          try (old + Self.failing).write(toFile: project.template, atomically: true, encoding: .utf8)
          return project
        }
        let (here, there) = (try project("here"), try project("there"))
        let local = try here.build("--keep-going")
        let remote = try there.build("--keep-going", "--executor", "slurm", in: cluster.surroundings)
        for build in [local, remote] {
          #expect(build.status == 1)
          #expect(build.errors.contains("small.md:53:1: error: train 'other[100000]': "), "\(build.errors)")
        }
        #expect(remote.errors.contains("  train  2 done, 1 failed of 3\n"), "\(remote.errors)")
        #expect(try here.report().keys.sorted() == there.report().keys.sorted())
        // The page names the template's place alone.
        for (path, bytes) in try here.report() { #expect(try there.report()[path] == bytes, "\(path)") }
        #expect(try cluster.states().sorted() == ["COMPLETED", "COMPLETED", "FAILED"])
        // What failed is all that is tried again.
        let again = try there.build("--executor", "slurm", in: cluster.surroundings)
        #expect(again.errors.contains("Slurm: 1 step submitted (job "), "\(again.errors)")
      }
    }
  }

  @Test func aTaskOverItsTimeLimitIsToldWithSlurmsReasonAndItsLog() throws {
    try SlurmCluster.running { cluster in
      try Project.temporary("sweep") { project in
        try project.edit("params:", "executor: { time: 1 min }\nparams:")
        try project.edit(
          "systematic: [0.1, 0.2, 0.3], seed: [1, 2, 3, 4] }\ndataset", "systematic: [0.3], seed: [1] }\ndataset")
        try project.edit(
          "systematic: [0.1, 0.2, 0.3], seed: [1, 2, 3, 4] }\nmodel", "systematic: [0.3], seed: [1] }\nmodel")
        let build = try project.build("-P", "epochs=100000000", in: cluster.surroundings)
        #expect(build.status == 1)
        let told =
          "sweep.md:16:1: error: train 'net[0.3][1]', job 1_0: Slurm ended it at its time limit of 1:00 (TIMEOUT); "
          + "allow it a longer 'time' under 'executor' and build again: a training goes on from where it was\n"
          + "  the end of '"
        #expect(build.errors.contains(told), "\(build.errors)")
        #expect(build.errors.contains("0-0.log':\n  | train net[0.3][1] on "), "\(build.errors)")
        #expect(build.errors.contains(" DUE TO TIME LIMIT ***\n"), "\(build.errors)")
        // A training goes on from here.
        let memos = try FileManager.default.contentsOfDirectory(atPath: project.store.folder + "/memos")
        #expect(memos.contains { $0.hasPrefix("draft-") })
        #expect(try cluster.states() == ["TIMEOUT"])
      }
    }
  }
}
