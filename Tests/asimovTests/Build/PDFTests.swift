import Foundation
import Testing

@Suite struct PDFTests {
  private func with(_ variable: String, _ value: String) -> Surroundings {
    var surroundings = Surroundings()
    surroundings.variables[variable] = value
    return surroundings
  }

  @Test func aReportIsPrintedBesideThePage() throws {
    try Project.temporary("small") { project in
      let build = try project.builds("--pdf")
      #expect(build.output == "\(project.folder)/out/small.html\n\(project.folder)/out/small.pdf\n")
      let pdf = try #require(try project.report()["small.pdf"])
      #expect(pdf.starts(with: Data("%PDF-".utf8)))
      let text = try Command.shell("pdftotext '\(project.folder)/out/small.pdf' -")
      #expect(text.status == 0 && text.output.contains("Figure 1"))
    }
  }

  @Test func withoutABrowserNothingRunsAndTheRemedyIsTold() throws {
    try Project.temporary("small") { project in
      let none = try Command.asimov(project.arguments(["--pdf"]), in: with("PATH", project.folder))
      #expect(none.status == 2)
      #expect(none.errors.hasPrefix("error: --pdf needs Chromium or Chrome, and there is neither; install it"))
      let wrong = try Command.asimov(
        project.arguments(["--pdf"]), in: with("ASIMOV_CHROMIUM", project.folder + "/none"))
      #expect(wrong.errors == "error: ASIMOV_CHROMIUM names '\(project.folder)/none', which is no program\n")
      #expect(try project.report().isEmpty)
      // One that prints nothing leaves the report alone, and what it said is told.
      let broken = try Command.asimov(project.arguments(["--pdf", "-q"]), in: with("ASIMOV_CHROMIUM", "/bin/false"))
      #expect(broken.status == 1)
      #expect(broken.errors == "error: '/bin/false' did not print the report: \n")
      #expect(try project.report()["small.html"] != nil)
    }
  }
}
