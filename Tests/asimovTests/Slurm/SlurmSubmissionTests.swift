import Foundation
import Testing

/// What is handed to Slurm, told by commands that stand in for Slurm's and write down what they are asked.
@Suite struct SlurmSubmissionTests {
  /// 10 datasets of the generator and 99 networks for each, with scans: 1000 steps for the cluster.
  private static let thousand = """
    ---
    title: A thousand steps
    executor: { name: slurm, partition: long, account: susy, time: 90 min, memory: 1.5 GB, cpus: 2, at-once: 50, sbatch: [--constraint=avx2] }
    ---

    ```{dataset} events
    for: { mass: [600, 650, 700, 750, 800, 850, 900, 950, 1000, 1050] }
    signal:     { generator: stop-search, process: stop-pair, m-stop: "${mass}", m-lsp: 100, events: 1000 }
    background: { generator: stop-search, process: top-pair, events: 1000 }
    luminosity: 30 fb^-1
    ```

    ```{train} net
    for: { mass: [600, 650, 700, 750, 800, 850, 900, 950, 1000, 1050], seed: [\((1...99).map { "\($0)" }.joined(separator: ", "))] }
    dataset: events[${mass}]
    loss: cross-entropy
    seed: ${seed}
    ```

    ```{scan} best
    for: { mass: [600, 650, 700, 750, 800, 850, 900, 950, 1000, 1050], seed: [\((1...99).map { "\($0)" }.joined(separator: ", "))] }
    model: net[${mass}][${seed}]
    ```

    """

  /// Commands of the names of Slurm's in `folder`, and a template.
  private func prepare(_ folder: String, largestArray: Int = 1001) throws -> Surroundings {
    try Self.thousand.write(toFile: folder + "/thousand.md", atomically: true, encoding: .utf8)
    let commands = [
      "sbatch": "echo \"sbatch $*\" >> '\(folder)/calls'; grep -c ^sbatch '\(folder)/calls'",
      "squeue": "echo \"squeue $*\" >> '\(folder)/calls'; cat '\(folder)/queue' 2>/dev/null || true",
      "scancel": "echo \"scancel $*\" >> '\(folder)/calls'",
      "scontrol": "echo \"scontrol $*\" >> '\(folder)/calls'; echo 'MaxArraySize            = \(largestArray)'",
    ]
    try StandIns.install(commands, in: folder)
    var surroundings = Surroundings(folder: folder)
    surroundings.variables["PATH"] = folder + ":/usr/bin:/bin"
    return surroundings
  }

  private func calls(_ folder: String) throws -> [String] {
    try String(contentsOfFile: folder + "/calls", encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test func aThousandStepsAreTwoJobArraysTheSecondBehindTheFirst() throws {
    try Command.inFolder { folder in
      let surroundings = try prepare(folder)
      let build = try Command.asimov(["build", "thousand.md", "--detach"], in: surroundings)
      #expect(build.status == 0, "\(build.errors)")
      #expect(build.errors.hasPrefix("Slurm: 1000 steps submitted (jobs 1, 2)\n"), "\(build.errors)")
      let home = folder + "/.asimov/slurm"
      let id = try #require(try FileManager.default.contentsOfDirectory(atPath: home).first)
      let calls = try calls(folder)
      #expect(calls.count == 4)
      #expect(calls[0].hasPrefix("squeue "))
      #expect(
        calls[1...] == [
          "scontrol show config", "sbatch --parsable --output=\(home)/\(id)/0-%a.log \(home)/\(id)/0.sh",
          "sbatch --parsable --output=\(home)/\(id)/1-%a.log --dependency=afterany:1 \(home)/\(id)/1.sh",
        ])
      let script = try String(contentsOfFile: "\(home)/\(id)/1.sh", encoding: .utf8)
      let program = Command.program.resolvingSymlinksInPath().path
      #expect(
        script == """
          #!/bin/sh
          #SBATCH --job-name=asimov-\(id)-1
          #SBATCH --array=0-989%50
          #SBATCH --open-mode=append
          #SBATCH --requeue
          #SBATCH --ntasks=1
          #SBATCH --cpus-per-task=2
          #SBATCH --partition=long
          #SBATCH --account=susy
          #SBATCH --time=0-01:30:00
          #SBATCH --mem=1536M
          #SBATCH --constraint=avx2
          key=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" '\(home)/\(id)/1.keys')
          exec '\(program)' step "$key" --from '\(home)/\(id)/steps' --store '\(folder)/.asimov'

          """)
      let keys = try String(contentsOfFile: "\(home)/\(id)/1.keys", encoding: .utf8).split(separator: "\n")
      #expect(Set(keys).count == 990)
    }
  }

  @Test func arraysAreNoLargerThanTheClusterAllows() throws {
    try Command.inFolder { folder in
      let surroundings = try prepare(folder, largestArray: 101)
      #expect(try Command.asimov(["build", "thousand.md", "--detach"], in: surroundings).status == 0)
      let submissions = try calls(folder).filter { $0.hasPrefix("sbatch") }
      #expect(submissions.count == 11)
      #expect(submissions.dropFirst().allSatisfy { $0.contains(" --dependency=afterany:1 ") })
    }
  }

  @Test func tasksOfABuildThatWasKilledBeforeItLearntTheirJobAreFoundByTheirName() throws {
    try Command.inFolder { folder in
      let surroundings = try prepare(folder)
      #expect(try Command.asimov(["build", "thousand.md", "--detach"], in: surroundings).status == 0)
      let home = folder + "/.asimov/slurm"
      let id = try #require(try FileManager.default.contentsOfDirectory(atPath: home).first)
      let ledger = "\(home)/\(id)/submission.json"
      let text = try String(contentsOfFile: ledger, encoding: .utf8)
      #expect(text.contains("\"job\":2,"), "\(text.suffix(200))")
      try text.replacing("\"job\":1,", with: "").replacing("\"job\":2,", with: "")
        .write(toFile: ledger, atomically: true, encoding: .utf8)
      var queue = (0..<10).map { "17|\($0)|RUNNING|None|1:00|n1|asimov-\(id)-0" }
      queue += (0..<989).map { "18|\($0)|PENDING|Dependency|1:00||asimov-\(id)-1" }
      queue.append("18|989|FAILED|NonZeroExitCode|1:00|n1|asimov-\(id)-1")
      try queue.joined(separator: "\n").write(toFile: folder + "/queue", atomically: true, encoding: .utf8)
      let build = try Command.asimov(["build", "thousand.md", "--detach"], in: surroundings)
      #expect(
        build.errors.hasPrefix("Slurm: 1 step submitted, 999 steps under way already (jobs 3, 17, 18)\n"),
        "\(build.errors)")
      #expect(try calls(folder).last?.contains(" --dependency=afterany:17 ") == true)
      // What is under way of a template that has changed is told.
      try FileManager.default.removeItem(atPath: folder + "/calls")
      let edited = Self.thousand.replacing("m-lsp: 100", with: "m-lsp: 150")
      try edited.write(toFile: folder + "/thousand.md", atomically: true, encoding: .utf8)
      let other = try Command.asimov(["build", "thousand.md", "--detach"], in: surroundings)
      #expect(other.errors.hasPrefix("999 tasks of an earlier build are under way"), "\(other.errors)")
      #expect(
        other.errors.contains("; 'scancel 17 18' ends them\nSlurm: 1000 steps submitted (jobs 1, 2)\n"),
        "\(other.errors)")
    }
  }

  @Test func aDryRunPrintsTheScriptsAndDoesNothing() throws {
    try Command.inFolder { folder in
      let surroundings = try prepare(folder)
      let build = try Command.asimov(["build", "thousand.md", "--dry-run"], in: surroundings)
      #expect(build.status == 0, "\(build.errors)")
      #expect(build.output.components(separatedBy: "#!/bin/sh\n").count == 3)
      #expect(build.errors.hasSuffix("2 job arrays, 1000 steps in all; nothing was submitted\n"), "\(build.errors)")
      #expect(try calls(folder) == ["scontrol show config"])
      #expect(!FileManager.default.fileExists(atPath: folder + "/.asimov/slurm"))
    }
  }

  /// How Slurm may end a task, and what is said then.
  private static let ends = [
    (
      "TIMEOUT|TimeLimit",
      "Slurm ended it at its time limit of 2:00:00 (TIMEOUT); allow it a longer 'time' under 'executor'"
    ),
    ("OUT_OF_MEMORY|OutOfMemory", "it took more memory than it had asked for (OUT_OF_MEMORY); ask for more 'memory'"),
    ("NODE_FAIL|NodeDown", "its node 'n7' failed (NODE_FAIL); build again"),
    ("BOOT_FAIL|None", "its node 'n7' failed (BOOT_FAIL); build again"),
    (
      "PREEMPTED|None",
      "a job of higher priority took its place (PREEMPTED); build again: a training goes on from where it was"
    ),
    ("CANCELLED|None", "it was cancelled (CANCELLED); build again"),
    ("DEADLINE|None", "it could not end before its deadline (DEADLINE); drop the deadline and build again"),
    ("FAILED|NonZeroExitCode", "it was killed on 'n7' (FAILED, NonZeroExitCode); build again"),
    ("FAILED|None", "it was killed on 'n7' (FAILED); build again"),
    ("REVOKED|None", "it was killed on 'n7' (REVOKED); build again"),
    ("OUT_OF_MEMORY|None", "it took more memory than it had asked for (OUT_OF_MEMORY); ask for more 'memory'"),
    ("NODE_FAIL|None", "its node 'n7' failed (NODE_FAIL); build again"),
  ]

  @Test func whateverEndsATaskIsToldWithWhatToDo() throws {
    try Project.temporary("sweep") { project in
      let lines = Self.ends.enumerated().map { "7|\($0)|\($1.0)|2:00:00|n7|NAME" }.joined(separator: "\n")
      let scripts = [
        "sbatch":
          "for word; do last=$word; done; grep -o 'asimov-.*' \"$last\" | head -1 > '\(project.folder)/name'; echo 7",
        "squeue": "name=$(cat '\(project.folder)/name' 2>/dev/null) || exit 0; echo '\(lines)' | sed \"s/NAME/$name/\"",
        "scancel": "",
      ]
      try StandIns.install(scripts, in: project.folder)
      var surroundings = Surroundings()
      surroundings.variables["PATH"] = project.folder + ":/usr/bin:/bin"
      let build = try project.build("--executor", "slurm", in: surroundings)
      #expect(build.status == 1)
      #expect(build.errors.contains("  train  12 failed of 12\n"), "\(build.errors)")
      for (index, end) in Self.ends.enumerated() {
        #expect(build.errors.contains(", job 7_\(index): \(end.1)"), "\(build.errors)")
      }
      #expect(build.errors.contains("; it has said nothing in '\(project.store.folder)/slurm/"), "\(build.errors)")
      #expect(try project.report() == [:])
    }
  }

  @Test func whatSlurmRefusesIsToldInItsWords() throws {
    try Command.inFolder { folder in
      let surroundings = try prepare(folder)
      let refusal = "echo 'sbatch: error: invalid partition specified: long' >&2; exit 1"
      try StandIns.install(["sbatch": refusal], in: folder)
      let build = try Command.asimov(["build", "thousand.md"], in: surroundings)
      #expect(build.status == 1)
      #expect(build.errors == "error: sbatch: error: invalid partition specified: long\n")
    }
  }

  @Test func whereThereIsNoSlurmItIsSaid() throws {
    try Command.inFolder { folder in
      var surroundings = try prepare(folder)
      surroundings.variables["PATH"] = "/nowhere"
      let build = try Command.asimov(
        ["build", folder + "/thousand.md"], in: Surroundings(variables: surroundings.variables))
      #expect(build.status == 2)
      #expect(build.errors.hasPrefix("error: no program 'sbatch': Slurm is not installed here; "), "\(build.errors)")
      let local = try Command.asimov("build", folder + "/thousand.md", "--executor", "local", "--detach")
      #expect(local.status == 2)
      #expect(local.errors == "error: --detach is for jobs of a cluster; add --executor slurm\n")
    }
  }
}
