import Foundation
import Testing

@Suite struct DiffTests {
  @Test func whatChangedAndWhyAsTextAndAsAPage() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let old = project.folder + "/old.html"
      try FileManager.default.copyItem(atPath: project.folder + "/out/small.html", toPath: old)
      let same = try Command.asimov("diff", old, project.folder + "/out/small.html")
      #expect((same.status, same.output) == (0, "the reports say the same\n"))
      try project.edit("hidden: [4]", "hidden: [6]")
      try project.builds("-P", "luminosity=20")
      let new = project.folder + "/out/small.html"
      let changed = try Command.asimov("diff", old, new)
      #expect(changed.status == 1)
      for line in ["small.md changed", "-P luminosity=20 given", "network: hidden [4] → [6]"] {
        #expect(changed.output.contains("  \(line)\n"), "\(changed.output)")
      }
      #expect(changed.output.contains("numbers of the report changed:\n"))
      let all = try Command.asimov("diff", old, new, "--all")
      #expect(all.output.count > changed.output.count)
      #expect(all.output.contains("network.validation-loss"))
      let page = project.folder + "/diff.html"
      let written = try Command.asimov("diff", old, new, "-o", page)
      #expect((written.status, written.output) == (1, page + "\n"))
      let html = try String(contentsOfFile: page, encoding: .utf8)
      for text in [
        "<h1>What changed between two reports</h1>", "network: hidden [4] → [6]", "From old.html to small.html",
      ] {
        #expect(html.contains(text))
      }
      #expect(html.contains(" σ</td>"))
    }
  }
}
