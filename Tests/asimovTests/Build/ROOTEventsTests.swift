import Foundation
import Testing

/// Events from ROOT files: trees, arrays and patterns of names, and what an author is told of them.
@Suite struct ROOTEventsTests {
  /// What the tests of `Events` read, which uproot wrote.
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../EventsTests/Fixtures").standardized

  /// The small template with events of ROOT files, of which both samples read the same.
  private func withProject(_ sample: String, features: String, _ body: (Project) throws -> Void) throws {
    try Project.temporary("small") { project in
      for (from, to) in [("large", "one"), ("large", "two"), ("several", "several")] {
        try FileManager.default.copyItem(
          at: Self.fixtures.appending(path: "\(from).root"),
          to: URL(fileURLWithPath: project.folder + "/\(to).root"))
      }
      try project.edit("files: signal.csv", sample)
      try project.edit("files: background.csv", "files: one.root")
      try project.edit("luminosity: ${luminosity}\n", "luminosity: ${luminosity}\nfeatures: \(features)\n")
      try project.edit("batch-size: 100\n", "batch-size: 10\n")
      try body(project)
    }
  }

  private func expectRefusal(
    _ message: String, sample: String, features: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    try withProject(sample, features: features) { project in
      let build = try project.build()
      let told = build.errors.split(separator: "\n").map(String.init).filter { $0.contains(": error: ") }
      #expect(told.first == project.folder + "/" + message, sourceLocation: sourceLocation)
      #expect(build.status == 1 || build.status == 2, sourceLocation: sourceLocation)
    }
  }

  @Test func mistakesAreToldWithTheirPlaceInTheTemplateAndARemedy() throws {
    try expectRefusal(
      "small.md:14:22: error: several.root: several trees are in the file: 'again', 'deep/er/second', 'first'; "
        + "say under tree: which one", sample: "files: several.root", features: "[f4]")
    try expectRefusal(
      "small.md:14:22: error: several.root: there is no tree 'second'; there is 'again', 'deep/er/second', 'first'",
      sample: "files: several.root, tree: second", features: "[f4]")
    try expectRefusal(
      "small.md:14:22: error: no file matches 'data/*.root'; patterns are named from the template's folder, as files are",
      sample: "files: data/*.root", features: "[f4]")
    try expectRefusal(
      "small.md:17:16: error: 'one.root': 'x' is an array ([0] to [3]); name one of its entries, such as 'x[0]'",
      sample: "files: one.root", features: "[f4, x]")
    try expectRefusal(
      "small.md:17:12: error: 'one.root' has no column 'jetpt[0]'; did you mean 'jet_pt[0]'?",
      sample: "files: one.root",
      features: "[\"jetpt[0]\"]")
    // Whether all events have the entry shows only when they are read.
    try expectRefusal(
      "small.md:14:22: error: one.root: tree 'events': branch 'jet_pt': event 0 (counted from 0) has 0 entries, and [1] is "
        + "asked for; give a value for such events, such as missing: 0, or drop them", sample: "files: one.root",
      features: "[\"jet_pt[1]\"]")
  }

  @Test func filesOfAPatternAreReadOneBehindTheOtherAndOneMoreChangesTheStep() throws {
    try withProject("files: t*.root, tree: events", features: "[f4, \"x[1]\", \"jet_pt[0]\"]\nmissing: 0") { project in
      func events() throws -> String {
        try project.builds()
        let results = String(decoding: try #require(project.report()["results.json"]), as: UTF8.self)
        return results
      }
      let first = try events()
      #expect(try project.plan().isEmpty)
      try FileManager.default.copyItem(atPath: project.folder + "/one.root", toPath: project.folder + "/three.root")
      #expect(try project.plan()["events"] != nil)
      let second = try events()
      #expect(first != second)
      // The name counts for nothing.
      try FileManager.default.moveItem(atPath: project.folder + "/two.root", toPath: project.folder + "/twelve.root")
      #expect(try project.plan().isEmpty)
    }
  }
}
