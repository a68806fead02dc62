import Foundation
import Testing

@Suite struct FiguresCommandTests {
  private func figures(_ project: Project, _ more: String...) throws -> Command {
    try Command.asimov(["figures", project.template, "-o", project.folder + "/out"] + more)
  }

  @Test func figuresAreRedrawnWithoutTraining() throws {
    try Project.temporary("small") { project in
      try project.builds()
      try project.edit("bins: 10", "bins: 20")
      let before = try project.report()
      let command = try figures(project)
      #expect(command.status == 0, "\(command.errors)")
      #expect(command.ran == ["fig-score"])
      let files = ["fig-scan", "fig-history", "fig-score"].flatMap { name in
        ["png", "pdf", "svg", "csv"].map { "figures/\(name).\($0)" }
      }
      #expect(command.output == files.map { "\(project.folder)/out/\($0)\n" }.joined())
      let after = try project.report()
      #expect(Set(after.keys) == Set(before.keys))
      for (path, bytes) in after {
        #expect((bytes != before[path]) == path.hasPrefix("figures/fig-score"), "\(path)")
      }
      #expect(try project.plan() == [:])
      #expect(try project.builds().ran == [])
      for (path, bytes) in try project.report() where path.hasPrefix("figures/") { #expect(after[path] == bytes) }
    }
  }

  @Test func aFigureWhoseNetworkIsMissingIsNamedAndTheOthersAreDrawn() throws {
    try Project.temporary { project in
      let nothing = try figures(project)
      #expect(nothing.status == 1)
      #expect(
        nothing.errors.contains(
          "fig-scan: needs the network 'net[0.3]', which is not in the store (not built yet); run 'asimov build'\n"))
      #expect(try Project.contents(project.folder + "/out") == [:])
      try project.builds()
      try project.edit("model: net, bins", "model: other, bins")
      let add = "```{train} other\ndataset: events\nhidden: [2]\nloss: cross-entropy\nepochs: 2\n```\n\n```{table} tab"
      try project.edit("```{table} tab", add)
      try project.edit("caption: Significance against", "caption: The significance against")
      let command = try figures(project)
      #expect(command.status == 1)
      #expect(
        command.errors.hasSuffix(
          "fig-score: needs the network 'other', which is not in the store (not built yet); run 'asimov build'\n"),
        "\(command.errors)")
      #expect(command.output.split(separator: "\n").count == 4)
      #expect(command.ran == [])
      let entry = try #require(try project.store.entries()["net[0.3]"])
      try project.edit("significance-scan: { scan: \"best[0.3]\"", "significance-scan: { scan: \"best[0.1]\"")
      #expect(try figures(project).ran == ["fig-scan"])
      try Data("damaged".utf8).write(to: URL(fileURLWithPath: entry + ".data"))
      try project.edit("model: other, bins: ${bins}, log: false", "model: net, bins: 7, log: false")
      let damaged = try figures(project)
      #expect(damaged.status == 1)
      #expect(damaged.errors.contains("fig-score: needs the network 'net[0.3]', which is not in the store"))
      #expect(damaged.ran == [])
    }
  }
}
