import Foundation
import Testing

@Suite struct InterruptionTests {
  #if DEBUG
    private static let epochs = 200
  #else
    private static let epochs = 20_000
  #endif

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalStopsABuildThatTheNextOneEnds(_ signal: Int32) throws {
    try Project.temporary { project in
      try project.edit("epochs: 5", "epochs: \(Self.epochs)")
      let build = try RunningCommand(project.arguments(["-j", "1"]))
      try #require(build.says("] train net[0.1]"))
      build.send(signal)
      let stopped = try build.finish()
      #expect(stopped.status == 130)
      #expect(stopped.output == "")
      for words in [
        "\nstopping; press Ctrl-C again to end at once\n", "[2/8] train net[0.3]  interrupted\n",
        "\nstopped; what is done is kept, and the next build goes on from there\n",
      ] { #expect(stopped.errors.contains(words), "\(stopped.errors)") }
      #expect(try project.report() == [:])
      try project.store.isWhole()
      #expect(try project.store.temporaries() == [])
      let rest = ["best[0.1]", "best[0.3]", "fig-scan", "fig-score", "net[0.3]", "tab"]
      #expect(try project.plan().keys.sorted() == rest)
      #expect(try project.builds().ran == rest)
      let report = try project.report()
      try FileManager.default.removeItem(atPath: project.store.folder)
      try project.builds()
      #expect(try project.report() == report)
    }
  }

  #if os(Linux)
    @Test func aSignalIsHeardFromTheMomentThatItEndsTheProgramNoMore() throws {
      try Project.temporary { project in
        try project.edit("epochs: 5", "epochs: \(Self.epochs)")
        for _ in 1...20 {
          let build = try RunningCommand(project.arguments(["-j", "1"]))
          while try build.endsAtOnce(at: SIGTERM) {}
          build.send(SIGTERM)
          #expect(try build.finish().status == 130)
        }
      }
    }
  #endif

  @Test func aSignalIsHeardWhileEveryCoreComputes() throws {
    try Project.temporary { project in
      // A network for each core, which takes far longer than the signal.
      let cores = ProcessInfo.processInfo.activeProcessorCount
      let systematics = (1...max(3, cores)).map { "\(Double($0) / 10)" }
      let networks = systematics.prefix(cores).map { "net[\($0)]" }
      try project.edit(
        "{ systematic: [0.1, 0.3] }\ndataset", "{ systematic: [\(systematics.joined(separator: ", "))] }\ndataset")
      let epochs = 50 * Self.epochs
      try project.edit("epochs: 5", "epochs: \(epochs)\nstop: { patience: \(epochs) }")
      let build = try RunningCommand(project.arguments(["-j", "\(cores)"]))
      for network in networks { try #require(build.says("train \(network): epoch ")) }
      build.send(SIGINT)
      let stopped = try build.finish()
      #expect(stopped.status == 130)
      #expect(stopped.ran == ["events"])
      for network in networks {
        #expect(stopped.errors.contains("train \(network)  interrupted\n"), "\(stopped.errors)")
      }
      try project.store.isWhole()
    }
  }

  @Test func aSecondSignalEndsAtOnce() throws {
    var endedAtOnce = false
    // Now and then the step under way has ended by the time that the second signal comes.
    for _ in 1...10 where !endedAtOnce {
      try Project.temporary("small") { project in
        // A drawing goes to its end.
        let build = try RunningCommand(project.arguments(["-j", "1"]))
        try #require(build.says("] scan best"))
        build.send(SIGINT)
        try #require(build.says("stopping; press Ctrl-C again"))
        build.send(SIGINT)
        let stopped = try build.finish()
        #expect(stopped.status == 130)
        endedAtOnce = !stopped.errors.contains("stopped; ")
        try project.store.isWhole()
        #expect(!(try project.builds().ran.contains("network")))
      }
    }
    #expect(endedAtOnce)
  }
}
