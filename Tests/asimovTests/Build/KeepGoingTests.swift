import Foundation
import Testing

@Suite struct KeepGoingTests {
  /// A scan that finds no cut, and a figure of it.
  private static let failing = """

    ```{scan} worse
    model: network
    systematics: [0.1, 0.3]
    minimum-effective-background: 1e6
    ```

    ```{plot} fig-worse
    significance-scan: { scan: worse, systematic: 0.3 }
    ```

    """

  private func add(_ text: String, to project: Project) throws {
    let old = try String(contentsOfFile: project.template, encoding: .utf8)
    try (old + text).write(toFile: project.template, atomically: true, encoding: .utf8)
  }

  @Test func thePageShowsTheErrorInItsPlaceAndEverythingElse() throws {
    try Project.temporary("small") { project in
      try add(Self.failing, to: project)
      let build = try project.build("--keep-going")
      #expect(build.status == 1)
      #expect(build.output == project.folder + "/out/small.html\n")
      #expect(build.errors.contains("small.md:53:1: error: scan 'worse': no cut leaves"), "\(build.errors)")
      #expect(!build.errors.contains("no report written"))
      let report = try project.report()
      let page = String(decoding: try #require(report["small.html"]), as: UTF8.self)
      #expect(page.contains("failed. small.md:53:1: error: scan &#39;worse&#39;: no cut leaves"))
      #expect(page.contains("was left out, since &#39;worse&#39; failed."))
      #expect(page.components(separatedBy: "data:image/svg+xml").count == 4)
      let figures = ["fig-scan", "fig-history", "fig-score"].flatMap { name in
        ["png", "pdf", "svg", "csv"].map { "figures/\(name).\($0)" }
      }
      #expect(
        Set(report.keys) == Set(figures + ["hepdata/tab.yaml", "models/network.onnx", "small.html", "results.json"]))
      #expect(try project.plan().keys.sorted() == ["fig-worse", "worse"])
      // What failed is tried again, and is all that is.
      #expect(try project.build().ran == [])
      try project.edit("1e6", "1")
      #expect(try project.builds().ran == ["fig-worse", "worse"])
    }
  }

  @Test func withoutItNoPageIsWrittenAndTheOldOneStays() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let report = try project.report()
      try add(Self.failing, to: project)
      let build = try project.build()
      #expect(build.status == 1)
      #expect(build.output == "")
      #expect(build.errors.hasSuffix("\nno report written; --keep-going writes one without what failed\n"))
      #expect(try project.report() == report)
      #expect(try project.build("--keep-going").status == 1)
      #expect(try project.report() != report)
      // Numbers are compared with those of the last whole report.
      try project.edit("1e6", "3")
      #expect(try project.builds().ran == ["fig-worse", "worse"])
    }
  }
}
