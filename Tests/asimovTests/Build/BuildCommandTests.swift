import Foundation
import Testing

@Suite struct BuildCommandTests {
  /// A copy of the small template with its data.
  private func withTemplate(_ body: (_ folder: String, _ template: String) throws -> Void) throws {
    try Project.temporary("small") { try body($0.folder, $0.template) }
  }

  private func contents(_ folder: String) throws -> [String: Data] { try Project.contents(folder) }

  @Test func aBuildWritesThePageTheFiguresAndEveryNumber() throws {
    try withTemplate { folder, template in
      let command = try Command.asimov("build", template, "-o", folder + "/out")
      #expect(command.status == 0, "\(command.errors)")
      #expect(command.output == folder + "/out/small.html\n")
      let files = try contents(folder + "/out")
      let figures = ["fig-scan", "fig-history", "fig-score"].flatMap { name in
        ["png", "pdf", "svg", "csv"].map { "figures/\(name).\($0)" }
      }
      #expect(Set(files.keys).isSuperset(of: figures + ["small.html", "results.json"]))
      let json = try JSONSerialization.jsonObject(with: try #require(files["results.json"])) as? [String: Any]
      #expect(Set((json ?? [:]).keys).isSuperset(of: ["events", "network", "best", "tab"]))
      let page = String(decoding: try #require(files["small.html"]), as: UTF8.self)
      #expect(page.components(separatedBy: "data:image/svg+xml").count == 4)
      #expect(page.contains("<math"))
    }
  }

  @Test func theSameTemplateGivesTheSameBytesWithOneJobOrTwoOnAColdStoreOrAWarmOne() throws {
    try withTemplate { folder, template in
      _ = try Command.asimov("build", template, "-o", folder + "/a", "--store", folder + "/s1", "-j", "1")
      _ = try Command.asimov("build", template, "-o", folder + "/b", "--store", folder + "/s2", "-j", "2")
      _ = try Command.asimov("build", template, "-o", folder + "/c", "--store", folder + "/s2", "-j", "2")
      let cold = try contents(folder + "/a")
      #expect(cold.count == 16)
      #expect(try contents(folder + "/b") == cold)
      #expect(try contents(folder + "/c") == cold)
    }
  }

  @Test func aSecondBuildRunsNothingAndAnEditOnlyWhatItReaches() throws {
    try withTemplate { folder, template in
      #expect(try Command.asimov("build", template, "-o", folder + "/out").errors.contains("7 of 7 steps run"))
      #expect(try Command.asimov("build", template, "-o", folder + "/out").errors.contains("0 of 7 steps run"))
      let text = try String(contentsOfFile: template, encoding: .utf8)
      try text.replacing("bins: 10", with: "bins: 20").write(toFile: template, atomically: true, encoding: .utf8)
      #expect(try Command.asimov("build", template, "-o", folder + "/out").errors.contains("1 of 7 steps run"))
      let other = try Command.asimov("build", template, "-o", folder + "/out", "-P", "luminosity=300")
      #expect(other.errors.contains("7 of 7 steps run"))
    }
  }

  @Test func aFailedAnalysisExitsWithOneNamesTheStepAndWritesNoPage() throws {
    try withTemplate { folder, template in
      let text = try String(contentsOfFile: template, encoding: .utf8)
      try text.replacing("minimum-effective-background: 2", with: "minimum-effective-background: 1e6")
        .write(toFile: template, atomically: true, encoding: .utf8)
      let command = try Command.asimov("build", template, "-o", folder + "/out")
      #expect(command.status == 1)
      #expect(command.errors.contains("small.md:28:1: error: scan 'best': no cut leaves"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/out/small.html"))
    }
  }

  @Test func aFolderThatCannotBeWrittenIsToldBeforeAnythingRuns() throws {
    try withTemplate { folder, template in
      try "".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
      for arguments in [["-o", folder + "/file"], ["-o", folder + "/out", "--store", folder + "/file"]] {
        let command = try Command.asimov(["build", template] + arguments)
        #expect(command.status == 1)
        #expect(command.errors == "error: cannot write '\(folder)/file': it is a file, not a folder\n")
      }
      #expect(!FileManager.default.fileExists(atPath: folder + "/.asimov/00"))
    }
  }

  @Test func brokenDataIsToldBeforeAnythingRuns() throws {
    try withTemplate { folder, template in
      try "MET,HT,weight\n1,2\n".write(toFile: folder + "/signal.csv", atomically: true, encoding: .utf8)
      let command = try Command.asimov("build", template, "-o", folder + "/out")
      #expect(command.status == 1)
      #expect(command.errors.contains("signal.csv:2"))
      try "MET;HT\n".write(toFile: folder + "/background.csv", atomically: true, encoding: .utf8)
      let other = try Command.asimov("check", template)
      #expect(other.status == 2)
      #expect(other.errors.contains("'background.csv' has no 'MET', 'HT', and 'signal.csv' has; name the columns"))
      try FileManager.default.removeItem(atPath: folder + "/background.csv")
      let missing = try Command.asimov("check", template)
      #expect(missing.status == 2)
      #expect(missing.errors.contains("no file 'background.csv'"))
    }
  }
}
