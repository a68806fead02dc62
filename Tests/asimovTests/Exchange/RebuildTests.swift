import Foundation
import Testing

@Suite struct RebuildTests {
  @Test func everyNumberComesOutTheSameFromTheReportAndTheDataAlone() throws {
    try Project.temporary { project in
      try project.builds("-P", "luminosity=20")
      let report = project.folder + "/out/search.html"
      // The data elsewhere, the template nowhere.
      let elsewhere = project.folder + "/elsewhere"
      try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
      for file in ["signal.csv", "background.csv"] {
        try FileManager.default.moveItem(atPath: project.folder + "/" + file, toPath: elsewhere + "/" + file)
      }
      try FileManager.default.removeItem(atPath: project.template)
      let again = try Command.asimov("rebuild", report, "--data", elsewhere, "-o", project.folder + "/again")
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.output.hasSuffix("numbers came out the same, to the last digit\n"))
      #expect(try Project.contents(project.folder + "/again") == project.report())
    }
  }

  @Test func otherDataAreToldAndWhatTheyChange() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let report = project.folder + "/out/small.html"
      let path = project.folder + "/signal.csv"
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      try (lines.dropLast(20).joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      let again = try Command.asimov("rebuild", report, "--data", project.folder, "-q")
      #expect(again.status == 1)
      #expect(again.errors.contains("signal.csv is not the file that the report was made from\n"))
      #expect(again.output.contains(" of the report changed:\n") && again.output.contains(" σ"))
      try FileManager.default.removeItem(atPath: path)
      let missing = try Command.asimov("rebuild", report, "--data", project.folder, "-q")
      #expect(missing.status == 2 && missing.output.isEmpty)
      #expect(missing.errors.contains("\n  signal.csv  SHA-256 "))
      #expect(missing.errors.hasSuffix("name the folder that the template lay in with --data\n"))
    }
  }
}
