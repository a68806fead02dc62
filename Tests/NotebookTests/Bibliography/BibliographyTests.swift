import Foundation
import Testing

@testable import Notebook

@Suite struct BibliographyTests {
  /// Checks a template in a folder of its own that holds `files`.
  private func check(_ front: String, files: [String: String]) throws -> (template: Template, told: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let checked = planner.check("---\n\(front)\n---\n", file: folder.appending(path: "t.md").path)
    return (checked.template, checked.diagnostics.map { $0.description.replacing(folder.path + "/", with: "") })
  }

  @Test func theFrontMatterNamesOneFileOrSeveral() throws {
    let files = ["a.bib": "@misc{a, title={A}}", "b.bib": "@misc{b, title={B}}"]
    let one = try check("bibliography: a.bib", files: files)
    #expect(one.told == [])
    #expect(one.template.bibliography.keys == ["a"])
    let both = try check("bibliography: [a.bib, b.bib]", files: files)
    #expect(both.told == [])
    #expect(both.template.bibliography.keys == ["a", "b"])
    #expect(both.template.bibliography.files.map { ($0 as NSString).lastPathComponent } == ["a.bib", "b.bib"])
  }

  @Test(arguments: [
    ("bibliography: reference.bib", "t.md:2:15: error: no file 'reference.bib'; did you mean 'references.bib'?"),
    ("bibliography: references", "t.md:2:15: error: no file 'references'; did you mean 'references.bib'?"),
    ("bibliography: x/y.bib", "t.md:2:15: error: no file 'x/y.bib'; files are named from the template's folder"),
    ("bibliography: .", "t.md:2:15: error: '.' is not a file; name a BibTeX file"),
    (
      "bibliography: { a: b }",
      "t.md:2:15: error: bibliography takes a file's name, not a mapping; write references.bib"
    ),
    (
      "bibliography: [references.bib, [a]]",
      "t.md:2:32: error: bibliography takes a file's name, not a list; write references.bib"
    ),
    ("bibliography:", "t.md:2:14: error: bibliography takes a file's name, and there is none; write references.bib"),
    (
      "bibliogrphy: references.bib",
      "t.md:2:1: error: unknown key 'bibliogrphy' in the front matter; did you mean 'bibliography'?"
    ),
  ])
  func aFileThatIsNotThereIsTold(front: String, told: String) throws {
    #expect(try check(front, files: ["references.bib": ""]).told == [told])
  }

  @Test func aFileThatIsNotTextIsTold() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data([0x40, 0xFF, 0xFE]).write(to: folder.appending(path: "r.bib"))
    let checked = planner.check("---\nbibliography: r.bib\n---\n", file: folder.appending(path: "t.md").path)
    #expect(checked.diagnostics.map(\.message) == ["'r.bib' is not UTF-8 text"])
    #expect(!checked.template.bibliography.isComplete)
  }

  @Test func mistakesInAFileAreToldAtTheirPlaceInIt() throws {
    let files = ["a.bib": "@misc{a, title={A}}\n@misc{b, month = agu}", "b.bib": "\n@misc{a}"]
    let found = try check("bibliography: [a.bib, b.bib]", files: files)
    #expect(
      found.told == [
        "a.bib:2:18: error: undefined macro 'agu'; did you mean 'aug'?",
        "b.bib:2:1: error: key 'a' stands twice; a.bib:1 has it; choose another",
      ])
    #expect(found.template.bibliography.isComplete)
  }

  @Test func anEntryInheritsFromTheOneItNames() throws {
    let text = "@inproceedings{a, title={A}, crossref={p}}\n@proceedings{p, title={P}, year=2001}"
    let work = try #require(try check("bibliography: a.bib", files: ["a.bib": text]).template.bibliography["a"])
    #expect(work.reference.map(\.plainText).joined() == "A, in P (2001).")
    #expect(
      try check("bibliography: a.bib", files: ["a.bib": text.replacing("{p}", with: "{pp}")]).told == [
        "a.bib:1:40: error: no entry has the key 'pp'; did you mean 'p'?"
      ])
  }

  /// Steele, Lea and Flood's SplitMix64, so that a failure comes back.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let spice = Array("{}()\"@,=#%\\$~\n '`-^a1\u{E000}é\u{301}\u{1F600}\0")

  @Test func noMutationOfAFileCrashesTheReaderOrLosesAPlace() throws {
    let seed = Array(try String(contentsOf: BibliographyFixture.url("bibliography.bib"), encoding: .utf8))
    var random = Random(state: 7)
    for _ in 0..<400 {
      var text = seed
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(Self.spice.randomElement(using: &random) ?? " ", at: place)
        case 2: text[place] = Self.spice.randomElement(using: &random) ?? " "
        default:
          let end = Int.random(in: place...min(place + 40, text.count - 1), using: &random)
          let piece = Array(text[place...end])
          text.insert(contentsOf: piece, at: Int.random(in: 0...text.count, using: &random))
        }
      }
      let reader = BibTeXReader(String(text), file: "r.bib")
      let lines = text.count { $0.isNewline } + 1
      for diagnostic in reader.diagnostics {
        #expect((1...lines).contains(diagnostic.location.line) && diagnostic.location.column >= 1, "\(String(text))")
      }
      #expect(Set(reader.entries.map(\.key)).count == reader.entries.count)
      for entry in reader.entries {
        #expect(!entry.reference.isEmpty && !entry.hoverText.isEmpty && !entry.shortAuthors.isEmpty, "\(String(text))")
      }
    }
  }
}
