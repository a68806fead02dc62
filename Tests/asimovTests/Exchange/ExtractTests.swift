import Archive
import Foundation
import Testing

@testable import asimov

@Suite struct ExtractTests {
  @Test func theAnalysisComesOutAsItWentIn() throws {
    try Project.temporary { project in
      try project.builds("-P", "luminosity=20")
      let out = project.folder + "/extracted"
      let command = try Command.asimov("extract", project.folder + "/out/search.html", "-o", out)
      #expect(command.status == 0, "\(command.errors)")
      #expect(command.output.contains("It was built with -P luminosity=20\n"))
      let files = try Project.contents(out)
      let report = try project.report()
      for source in ["search.md", "works.bib", "sketch.svg"] {
        #expect(files["template/" + source] == FileManager.default.contents(atPath: project.folder + "/" + source))
      }
      #expect(files["results.json"] == report["results.json"])
      let models = report.keys.filter { $0.hasPrefix("models/") && $0.hasSuffix(".onnx") }
      #expect(!models.isEmpty)
      for model in models { #expect(files[model] == report[model]) }
      // Data stay where they are.
      #expect(!files.keys.contains { $0.hasSuffix(".csv") })
      #expect(!String(decoding: try #require(files["provenance.json"]), as: UTF8.self).contains(project.folder))
    }
  }

  @Test func theArchiveIsAZipFileForAnyone() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let page = try #require(try project.report()["small.html"])
      let html = String(decoding: page, as: UTF8.self)
      let address = try #require(html.components(separatedBy: "data:application/zip;base64,").last)
      let zip = try #require(Data(base64Encoded: String(address.prefix { $0 != "\"" })))
      try zip.write(to: URL(fileURLWithPath: project.folder + "/a.zip"))
      let python = try Command.shell("python3 -m zipfile -t '\(project.folder)/a.zip'")
      #expect(python.status == 0 && python.output.contains("Done testing"))
    }
  }

  @Test func nothingIsOverwrittenAndWhatIsNoReportIsTold() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let report = project.folder + "/out/small.html"
      let taken = try Command.asimov("extract", report, "-o", project.folder)
      #expect(taken.status == 2)
      #expect(taken.errors == "error: '\(project.folder)' is not empty; name a new folder with --output\n")
      let missing = try Command.asimov("extract", project.folder + "/none.html", "-o", project.folder + "/x")
      #expect((missing.status, missing.errors) == (2, "error: no report '\(project.folder)/none.html'\n"))
      let other = try Command.asimov("extract", project.template, "-o", project.folder + "/x")
      #expect(other.status == 2)
      #expect(
        other.errors
          == "error: '\(project.template)' carries no analysis; a page that 'asimov build' has written does\n")
      #expect(!FileManager.default.fileExists(atPath: project.folder + "/x"))
    }
  }

  /// A page from anywhere must not write where it likes.
  @Test func aPathThatLeadsOutsideIsRefused() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let whole = try ReportArchive(page: project.folder + "/out/small.html")
      for path in ["../evil", "/evil", "template/../../evil", "a//b", "./a", "a/\0b"] {
        let zip = Data(ZipWriter.zip(whole.files + [(path, [1])])).base64EncodedString()
        let page = "<a id=\"report:archive\" href=\"data:application/zip;base64,\(zip)\">"
        try page.write(toFile: project.folder + "/evil.html", atomically: true, encoding: .utf8)
        let command = try Command.asimov("extract", project.folder + "/evil.html", "-o", project.folder + "/deep/x")
        #expect(command.status == 2 && command.errors.contains("would lie outside of it"), "\(path)")
        #expect(!FileManager.default.fileExists(atPath: project.folder + "/deep"))
      }
    }
  }

  /// What somebody else made of a report must not write beyond the folder, nor crash.
  @Test func aDamagedReportIsToldAndWritesNothing() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let page = try #require(try project.report()["small.html"])
      let mark = Data("data:application/zip;base64,".utf8)
      let start = try #require(page.range(of: mark, options: .backwards)?.upperBound)
      let length = page[start...].prefix { $0 != UInt8(ascii: "\"") }.count
      let path = project.folder + "/damaged.html"
      for place in stride(from: 0, to: length, by: length / 60) {
        var damaged = page
        damaged[start + place] = damaged[start + place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        try damaged.write(to: URL(fileURLWithPath: path))
        do {
          let archive = try ReportArchive(page: path)
          // A bit that means nothing, such as one of a time.
          #expect(archive.files.map(\.path).contains("template/small.md"))
        } catch let failure as Failure {
          #expect(failure.message.hasPrefix("'\(path)' carries no analysis that can be read: "))
        }
      }
      try page.prefix(start + length / 2).write(to: URL(fileURLWithPath: path))
      #expect(throws: Failure.self) { try ReportArchive(page: path) }
    }
  }
}
