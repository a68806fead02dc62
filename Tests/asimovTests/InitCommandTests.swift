import Foundation
import Testing

@Suite struct InitCommandTests {
  private func contents(_ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        FileManager.default.contents(atPath: folder + "/" + name).map { (name, $0) }
      })
  }

  @Test func whatIsWrittenChecksAndBuilds() throws {
    try Command.inFolder { folder in
      let target = folder + "/new/search"
      let command = try Command.asimov("init", target)
      #expect(command.status == 0, "\(command.errors)")
      #expect(command.output.contains("\nNext: asimov build \(target)/analysis.md "))
      #expect(
        try Set(contents(target).keys) == [".gitignore", "analysis.md", "data/background.csv", "data/signal.csv"])
      #expect(try Command.asimov("check", target + "/analysis.md").status == 0)
      let build = try Command.asimov("build", target + "/analysis.md", "-o", folder + "/report")
      #expect(build.status == 0, "\(build.errors)")
      let json = try JSONSerialization.jsonObject(
        with: try #require(FileManager.default.contents(atPath: folder + "/report/results.json")))
      #expect(Set((json as? [String: Any] ?? [:]).keys).isSuperset(of: ["events", "entropy", "asimov", "tab-result"]))
      // Whatever the build leaves beside the template, git is told to leave out.
      #expect(try contents(target).keys.filter { !$0.hasPrefix(".asimov/") }.count == 4)
    }
  }

  @Test func theFilesAreThoseOfTheSourcesByteForByte() throws {
    try Command.inFolder { folder in
      _ = try Command.asimov("init", folder)
      let starter = Command.templates + "/../Sources/asimov/Starter"
      #expect(try contents(folder) == contents(starter))
    }
  }

  @Test func nothingIsEverOverwritten() throws {
    try Command.inFolder { folder in
      _ = try Command.asimov("init", folder)
      try "mine".write(toFile: folder + "/analysis.md", atomically: true, encoding: .utf8)
      try FileManager.default.removeItem(atPath: folder + "/data/signal.csv")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/data/signal.csv", withDestinationPath: folder + "/nowhere")
      let before = try contents(folder)
      let command = try Command.asimov("init", folder)
      #expect(command.status == 2)
      #expect(
        command.errors == """
          error: '\(folder)' already holds '.gitignore', 'analysis.md', 'data/background.csv', 'data/signal.csv'; \
          name another folder, or move them away

          """)
      #expect(command.output == "")
      #expect(try contents(folder) == before)
    }
  }

  @Test func otherFilesInTheFolderStayAsTheyAre() throws {
    try Command.inFolder { folder in
      try "mine".write(toFile: folder + "/README.md", atomically: true, encoding: .utf8)
      #expect(try Command.asimov("init", folder + "/").status == 0)
      #expect(try String(contentsOfFile: folder + "/README.md", encoding: .utf8) == "mine")
      #expect(try contents(folder).count == 5)
    }
  }

  @Test func aFolderThatCannotBeMadeIsToldWithTheReason() throws {
    try Command.inFolder { folder in
      try "".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
      let command = try Command.asimov("init", folder + "/file")
      #expect(command.status == 1)
      #expect(command.errors.contains("it is a file, not a folder"))
      #expect(try Command.asimov("init").status == 2)
    }
  }
}
