import Foundation
import Testing

/// The same template and data give the same bytes, wherever and however they are built.
@Suite struct SameBytesTests {
  /// A built project, and what it gave.
  private func withReport(_ body: (Project, _ report: [String: Data]) throws -> Void) throws {
    try Project.temporary { project in
      try project.builds("-j", "1")
      let report = try project.report()
      #expect(report.count == 13)
      try body(project, report)
    }
  }

  /// Expects a build from nothing to give `report`.
  private func expect(
    _ report: [String: Data], of template: String, _ more: [String] = [],
    in surroundings: Surroundings = Surroundings(),
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    try Command.inFolder { folder in
      let command = try Command.asimov(
        ["build", template, "-o", folder + "/out", "--store", folder + "/store"] + more, in: surroundings)
      #expect(command.status == 0, "\(command.errors)", sourceLocation: sourceLocation)
      #expect(try Project.contents(folder + "/out") == report, sourceLocation: sourceLocation)
    }
  }

  @Test func forAnyNumberOfJobsAndAnyStateOfTheStore() throws {
    try withReport { project, report in
      try expect(report, of: project.template, ["-j", "2"])
      #expect(try project.builds("-j", "2").ran == [])
      #expect(try project.report() == report)
      // A store with some of the results, and no formulas.
      let files = try project.store.files()
      for (place, path) in files.enumerated() where place % 3 == 0 || path.hasSuffix(".memo") {
        try FileManager.default.removeItem(atPath: path)
      }
      try project.builds("-j", "2")
      #expect(try project.report() == report)
      // Formulas, and nothing else.
      for path in try project.store.files() where !path.hasSuffix(".memo") {
        try FileManager.default.removeItem(atPath: path)
      }
      try project.builds("-j", "2")
      #expect(try project.report() == report)
    }
  }

  @Test func forAnyFolderAndAnyWayToNameTheTemplate() throws {
    try withReport { project, report in
      try expect(report, of: "search.md", in: Surroundings(folder: project.folder))
      try expect(report, of: "../project/./search.md", in: Surroundings(folder: project.folder))
      let copy = project.folder + " of 2 – é"
      try FileManager.default.copyItem(atPath: project.folder, toPath: copy)
      let moved = try Command.asimov("build", copy + "/search.md", "-o", copy + "/elsewhere/report")
      #expect(moved.ran == [], "\(moved.errors)")
      #expect(try Project.contents(copy + "/elsewhere/report") == report)
      try expect(report, of: copy + "/search.md")
      let link = copy + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: project.folder)
      try expect(report, of: link + "/search.md")
    }
  }

  @Test func forAnyLanguageTimeZoneAndUser() throws {
    try withReport { project, report in
      let path = ["PATH": "/usr/bin:/bin"]
      for variables in [
        path, ["LANG": "de_DE.UTF-8", "LANGUAGE": "de", "TZ": "Asia/Tokyo"],
        ["LC_ALL": "C.UTF-8", "PANGO_LANGUAGE": "ja", "TZ": "America/St_Johns", "HOME": "/nonexistent"],
        ["LC_ALL": "tr_TR.UTF-8", "HOME": project.folder, "XDG_CACHE_HOME": "/nonexistent", "USER": "zaphod"],
      ] { try expect(report, of: project.template, in: Surroundings(variables: variables)) }
    }
  }

  @Test func forAKaTeXInAnotherPlace() throws {
    let katex = "/usr/share/javascript/katex/katex.min.js"
    guard FileManager.default.fileExists(atPath: katex) else { return }
    try withReport { project, report in
      let copy = project.folder + "/k.js"
      try Data(contentsOf: URL(fileURLWithPath: katex)).write(to: URL(fileURLWithPath: copy))
      var surroundings = Surroundings()
      surroundings.variables["ASIMOV_KATEX"] = copy
      try expect(report, of: project.template, in: surroundings)
    }
  }

  @Test func alsoForAPageWithFailuresInIt() throws {
    try Project.temporary { project in
      try project.edit("minimum-effective-background: 2", "minimum-effective-background: 1e6")
      let ways: [(String, [String])] = [
        (project.template, ["-j", "1"]), (project.template, ["-j", "2"]), ("search.md", ["-j", "2"]),
        ("./../project/search.md", ["-j", "2"]),
      ]
      let reports = try ways.enumerated().map { place, way in
        let out = "\(project.folder)/out\(place)"
        let command = try Command.asimov(
          ["build", way.0, "-o", out, "--keep-going", "--store", "\(project.folder)/store\(place)"] + way.1,
          in: Surroundings(folder: project.folder))
        #expect(command.status == 1)
        return try Project.contents(out)
      }
      for report in reports { #expect(report == reports[0]) }
      let page = String(decoding: try #require(reports[0]["search.html"]), as: UTF8.self)
      #expect(page.contains("failed. search.md:42:1: error: scan "))
      #expect(page.components(separatedBy: "was left out, since &#39;best[0.1]&#39; failed.").count == 2)
      #expect(page.components(separatedBy: "was left out, since &#39;best[0.3]&#39; failed.").count == 2)
      #expect(!page.contains(project.folder))
    }
  }

  @Test func nothingOfTheMachineIsInAnyFile() throws {
    try withReport { project, report in
      var host = [CChar](repeating: 0, count: 256)
      gethostname(&host, host.count - 1)
      let name = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      // Short names and `root` are words of other things too.
      let words = [name, NSUserName()].filter { $0.count > 4 && $0 != "localhost" }
      let today = ISO8601DateFormatter.string(
        from: Date(), timeZone: .gmt, formatOptions: [.withFullDate, .withDashSeparatorInDate])
      for (path, bytes) in report {
        for word in [project.folder, NSTemporaryDirectory(), NSHomeDirectory() + "/", "asimov-command-"] + words
        where word.count > 2 {
          #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(path)")
        }
        guard path.hasPrefix("figures/") else { continue }
        for date in [today, "D:" + today.replacing("-", with: "")] {
          #expect(bytes.range(of: Data(date.utf8)) == nil, "\(date) in \(path)")
        }
      }
      for (path, bytes) in report where path.hasSuffix(".png") {
        #expect(Set(Self.chunks(of: bytes)).isSubset(of: ["IHDR", "bKGD", "IDAT", "IEND"]), "\(path)")
      }
    }
  }

  /// Types of a PNG file's chunks (ISO/IEC 15948, 5.3).
  private static func chunks(of png: Data) -> [String] {
    let bytes = [UInt8](png)
    var place = 8
    var types: [String] = []
    while place + 8 <= bytes.count {
      types.append(String(decoding: bytes[place + 4..<place + 8], as: UTF8.self))
      place += 12 + bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    return types
  }
}
