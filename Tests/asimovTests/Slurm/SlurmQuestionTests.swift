import Foundation
import Testing

/// Ctrl-C while a build waits for a cluster.
@Suite struct SlurmQuestionTests {
  /// A build at a terminal that waits for tasks which never end, and what it has asked of Slurm.
  private func waiting(_ body: (TerminalCommand, _ calls: () -> [String]) throws -> Void) throws {
    try Project.temporary("sweep") { project in
      let folder = project.folder
      let commands = [
        "sbatch": "for word; do last=$word; done; grep -o 'asimov-.*' \"$last\" | head -1 > '\(folder)/name'; echo 7",
        "squeue":
          "name=$(cat '\(folder)/name' 2>/dev/null) || exit 0; for i in 0 1 2 3 4 5 6 7 8 9 10 11; do echo \"7|$i|PENDING|Priority|1:00||$name\"; done",
        "scancel": "echo \"scancel $*\" >> '\(folder)/calls'",
      ]
      try StandIns.install(commands, in: folder)
      var surroundings = Surroundings()
      surroundings.variables["PATH"] = folder + ":/usr/bin:/bin"
      let command = try TerminalCommand(project.arguments(["--executor", "slurm"]), in: surroundings)
      #expect(command.shows("  train  12 waiting (Priority) of 12"), "\(command.shown)")
      try body(command) {
        ((try? String(contentsOfFile: folder + "/calls", encoding: .utf8)) ?? "").split(separator: "\n").map(
          String.init)
      }
    }
  }

  private static let question =
    "12 steps under way in job 7. Cancel them? [y]es, [n]o and stop waiting, or Enter to go on: "

  @Test func yesCancelsTheJobs() throws {
    try waiting { command, calls in
      command.type("\u{03}")
      #expect(command.shows(Self.question), "\(command.shown)")
      command.type("y\n")
      #expect(command.finish() == 130)
      #expect(command.shown.contains("cancelled; what is done is kept"), "\(command.shown)")
      #expect(calls() == ["scancel 7"])
    }
  }

  @Test func noLeavesThem() throws {
    try waiting { command, calls in
      command.type("\u{03}")
      #expect(command.shows(Self.question), "\(command.shown)")
      command.type("n\n")
      #expect(command.finish() == 130)
      #expect(
        command.shown.contains("the jobs go on; run the same command to wait for them, or 'scancel 7' to end them"))
      #expect(calls() == [])
    }
  }

  @Test func enterGoesOnWaitingAndASecondCtrlCLeaves() throws {
    try waiting { command, calls in
      command.type("\u{03}")
      #expect(command.shows(Self.question), "\(command.shown)")
      command.type("\n")
      // It is shown anew, and asks again.
      #expect(command.shows("12 waiting (Priority)", times: 2), "\(command.shown)")
      command.type("\u{03}")
      #expect(command.shows(Self.question, times: 2), "\(command.shown)")
      command.type("\u{03}")
      #expect(command.finish() == 130)
      #expect(command.shown.contains("the jobs go on"), "\(command.shown)")
      #expect(calls() == [])
    }
  }
}
