import Foundation
import Testing

/// A build that is killed at any moment leaves a store from which the next goes on as if nothing had been.
@Suite struct KillTests {
  #if DEBUG
    private static let kills = 16
  #else
    private static let kills = 50
  #endif
  /// Kills on one store before it is completed.
  private static let row = 5

  @Test func aStoreSurvivesKillsAtAnyMoment() throws {
    try Command.inFolder { folder in
      let whole = try Project(in: folder + "/whole")
      let start = ContinuousClock.now
      try whole.builds()
      let duration = (ContinuousClock.now - start) / .seconds(1)
      let report = try whole.report()
      var random = SeededRandom(11)
      var landed = 0
      var round = 0
      while landed < Self.kills {
        round += 1
        try #require(round < 4 * Self.kills / Self.row, "builds end before they are killed")
        let project = try Project(in: "\(folder)/\(round)")
        // What is left to do gets less.
        for kill in 0..<Self.row {
          let delay = Double.random(in: 0..<duration, using: &random) * pow(0.8, Double(kill))
          if try self.kill(project, jobs: 1 + kill % 2, after: delay) { landed += 1 }
          // The first may come before there is a store.
          guard FileManager.default.fileExists(atPath: project.store.folder) else { continue }
          try project.store.isWhole()
          for (path, bytes) in try project.report() where !path.contains("/.") && !path.hasPrefix(".") {
            #expect(report[path] == bytes, "\(path)")
          }
        }
        try project.builds("-j", "\(1 + round % 2)")
        #expect(try project.report() == report, "round \(round)")
        try project.store.isWhole()
        #expect(try project.store.cache("prune", "--keep-hours", "0").status == 0)
        #expect(try project.store.temporaries() == [])
        #expect(try project.builds().ran == [], "round \(round)")
        #expect(try project.report() == report, "round \(round)")
        try FileManager.default.removeItem(atPath: project.folder)
      }
    }
  }

  /// - Returns: whether the build was still running.
  private func kill(_ project: Project, jobs: Int, after delay: Double) throws -> Bool {
    let build = try RunningCommand(project.arguments(["-j", "\(jobs)"]))
    usleep(UInt32(delay * 1e6))
    build.send(SIGKILL)
    let status = try build.finish().status
    #expect([0, 128 + SIGKILL].contains(status))
    return status != 0
  }

  @Test func whatAKilledBuildLeftIsKnownByItsLockAndOnlyThatIsRemoved() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let report = try project.report()
      let id = UUID().uuidString
      let entry = try #require(try project.store.entries()["best"])
      let half = entry + ".data"
      let leftovers = [
        URL(fileURLWithPath: entry).deletingLastPathComponent().path
          + "/.\((entry as NSString).lastPathComponent).data.\(id)",
        project.store.folder + "/builds/.0123456789abcdef.record.\(id)", project.folder + "/out/.small.html.\(id)",
        project.folder + "/out/figures/.fig-scan.png.\(id)", project.store.folder + "/memos/draft-\(id).memo",
      ]
      let foreign = [
        project.store.folder + "/.gitignore", project.store.folder + "/notes.txt",
        project.store.folder + "/ab/.data.txt",
        project.folder + "/out/.small.html.mine",
      ]
      try FileManager.default.createDirectory(
        atPath: project.store.folder + "/ab", withIntermediateDirectories: true)
      for path in leftovers + foreign { try "x".write(toFile: path, atomically: false, encoding: .utf8) }
      // Killed between the two files of an entry that nothing uses.
      let lone = project.store.folder + "/ab/" + "ab" + String(repeating: "0", count: 62) + ".data"
      try FileManager.default.copyItem(atPath: half, toPath: lone)
      try project.store.isWhole()
      let dry = try project.store.cache("prune", "--keep-hours", "0", "--dry-run")
      #expect(dry.output.hasPrefix("would remove 0 of 7 results and 4 leftover file(s), "), "\(dry.output)")
      #expect(try project.store.cache("prune").output == "removed 0 of 7 results, 0 B\n")
      #expect(try project.store.cache("prune", "--keep-hours", "0").output.hasPrefix("removed 0 of 7 results and 4 "))
      #expect(try project.builds().ran == [])
      for path in leftovers + [lone] { #expect(!FileManager.default.fileExists(atPath: path), "\(path)") }
      for path in foreign { #expect(FileManager.default.fileExists(atPath: path), "\(path)") }
      try FileManager.default.removeItem(atPath: foreign[3])
      #expect(try project.report() == report)
    }
  }
}
