import Foundation
import Testing

@Suite struct RetrainTests {
  private let head =
    "# Seeds in the place of the template's, written by 'asimov build --retrain'. Delete a line to go back.\n"

  private func seeds(_ project: Project) throws -> String {
    try String(contentsOfFile: project.folder + "/\(project.name).seeds.yaml", encoding: .utf8)
  }

  @Test func aNetworkIsTrainedFromANewSeedAndStaysSo() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let before = try project.report()
      let build = try project.builds("--retrain", "network")
      #expect(build.ran == ["best", "fig-history", "fig-scan", "fig-score", "network", "tab"])
      #expect(build.errors.contains("new seeds in \(project.folder)/small.seeds.yaml\n"))
      #expect(try seeds(project) == head + "network: 2\n")
      let page = String(decoding: try #require(try project.report()["small.html"]), as: UTF8.self)
      #expect(page.contains("# network has seed 2, from the file of seeds beside the template"))
      #expect(try project.report()["results.json"] != before["results.json"])
      #expect(try project.builds().ran == [])
      try project.builds("--retrain", "network")
      #expect(try seeds(project) == head + "network: 3\n")
      try head.write(toFile: project.folder + "/small.seeds.yaml", atomically: true, encoding: .utf8)
      #expect(try project.builds().ran == [])
      #expect(try project.report() == before)
    }
  }

  @Test func aMemberOfASweepOrAllOfThemMayBeTrainedAnew() throws {
    try Project.temporary { project in
      try project.builds()
      let before = try project.report()
      #expect(
        try project.builds("--retrain", "net[0.3]").ran == ["best[0.3]", "fig-scan", "fig-score", "net[0.3]", "tab"])
      #expect(try seeds(project) == head + "\"net[0.3]\": 2\n")
      #expect(
        try project.builds("--retrain", "net").ran == [
          "best[0.1]", "best[0.3]", "fig-scan", "fig-score", "net[0.1]", "net[0.3]", "tab",
        ])
      #expect(try seeds(project) == head + "\"net[0.1]\": 2\n\"net[0.3]\": 3\n")
      #expect(try project.plan() == [:])
      #expect(try project.builds().ran == [])
      try project.edit("\"net[0.3]\": 3\n", "", in: "search.seeds.yaml")
      #expect(try project.builds().ran == ["fig-score", "tab"])
      try FileManager.default.removeItem(atPath: project.folder + "/search.seeds.yaml")
      #expect(try project.builds().ran == [])
      #expect(try project.report() == before)
    }
  }

  @Test func whatCannotBeTrainedAnewIsRefusedBeforeAnythingIsWritten() throws {
    try Project.temporary { project in
      for (name, words) in [
        ("nett", "--retrain: no directive is named 'nett'; did you mean 'net'?"),
        ("best[0.3]", "--retrain: 'best[0.3]' is no training"), ("events", "--retrain: 'events' is no training"),
      ] {
        let build = try project.build("--retrain", name)
        #expect(build.status == 2, "\(name)")
        #expect(build.errors.hasPrefix("error: " + words), "\(build.errors)")
        #expect(build.ran == [])
      }
      #expect(!FileManager.default.fileExists(atPath: project.folder + "/search.seeds.yaml"))
      try project.edit("systematic: [0.1, 0.3] }\ndataset", "systematic: [0.1, 0.3], seed: [1, 2] }\ndataset")
      try project.edit("net[${systematic}]", "net[${systematic}][1]")
      try project.edit("{value}`net[0.3].epochs`", "")
      let swept = try project.build("--retrain", "net")
      #expect(swept.status == 2)
      #expect(swept.errors.contains("the sweep gives 'net[0.1][1]' its seed; name other seeds in its 'for'"))
      try "networ: 2\n".write(
        toFile: project.folder + "/small.seeds.yaml", atomically: true, encoding: .utf8)
      let stray = try Command.asimov("build", project.folder + "/small.md", "-o", project.folder + "/out")
      #expect(stray.status == 2)
      #expect(
        stray.errors.contains(
          "small.seeds.yaml:1:1: error: the template has no directive 'networ' to seed; did you mean 'network'?"))
    }
  }
}
