import Foundation
import Testing

@testable import Notebook

/// A folder of its own with the files of one test.
private struct Folder: ~Copyable {
  let path: String

  init(_ files: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("include-\(UUID().uuidString)").path
    for (name, text) in files { try write(Array(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func check(_ text: String) -> CheckedTemplate { planner.check(text, file: path + "/t.md") }

  func mistakes(_ text: String) -> [String] {
    check(text).diagnostics.map { $0.description.replacing(path + "/", with: "").replacing(" error:", with: "") }
  }
}

@Suite struct IncludeTests {
  private static func include(_ file: String, _ options: String = "") -> String {
    "```{include} \(file)\n\(options)```\n"
  }

  @Test func anIncludedFileIsPartOfTheDocument() throws {
    let folder = try Folder([
      "parts/a.md": "# One\n\n$x$ [^n]\n\n```{source} s\nnumber: 1\n```\n", "b.md": "# One\n\n[^n]: A note.",
    ])
    let text =
      "# One\n\n(label)=\n" + Self.include("parts/a.md") + Self.include("b.md") + "{value}`s.number` [^n]\n"
    #expect(folder.mistakes(text) == [])
    let template = folder.check(text).template
    let a = folder.path + "/parts/a.md"
    #expect(
      template.blocks == [
        .heading(level: 1, id: "one", [.text("One")]), .heading(level: 1, id: "label", [.text("One")]),
        .paragraph([
          .math(tex: "x", TextOrigin(Notebook.SourceLocation(file: a, line: 3, column: 2))), .text(" "),
          .footnoteReference(id: "n"),
        ]), .directive(name: "s"), .heading(level: 1, id: "one-1", [.text("One")]),
        .footnote(id: "n", [.paragraph([.text("A note.")])]),
        .paragraph([
          .role(
            Role(
              name: "value", content: "s.number",
              location: Notebook.SourceLocation(file: folder.path + "/t.md", line: 8, column: 9))), .text(" "),
          .footnoteReference(id: "n"),
        ]),
      ])
    #expect(template.sources == ["/t.md", "/parts/a.md", "/b.md"].map { folder.path + $0 })
  }

  @Test func messagesNameTheIncludedFileAndItsLines() throws {
    let folder = try Folder([
      "a.md": "text\n\n```{source} s\nnumber: 1\nsede: 2\n```\n\n> ```{include} b.md\n> ```\n\n{value}`r.nmber`",
      "b.md": "\n\n\n{value}`quite.r`",
    ])
    #expect(
      folder.mistakes(Self.include("a.md") + .fence("source", "r", "number: 1") + .fence("source", "s", "number: 1"))
        == [
          "a.md:5:1: unknown key 'sede'; did you mean 'seed'?",
          "a.md:11:11: no value 'nmber' in 'r.nmber'; did you mean 'number'?",
          "b.md:4:9: no directive is named 'quite'; there is 'params', 'r', 's'",
          "t.md:6:13: name 's' is taken; a.md:3 has it; choose another",
        ])
  }

  @Test func filesAreNamedFromTheTemplatesFolderAlsoWithinAnIncludedFile() throws {
    let folder = try Folder([
      "parts/a.md": Self.include("parts/b.md") + .fence("source", "s", "number: 1\nfile: data.csv"),
      "parts/b.md": "b", "data.csv": "1",
    ])
    #expect(folder.mistakes(Self.include("parts/a.md")) == [])
    #expect(folder.mistakes(Self.include("../" + (folder.path as NSString).lastPathComponent + "/parts/b.md")) == [])
    #expect(folder.mistakes(Self.include(folder.path + "/parts/b.md")) == [])
  }

  @Test func aCycleIsNamed() throws {
    let folder = try Folder(["a.md": Self.include("b.md"), "b.md": "x\n\n" + Self.include("./a.md"), "t.md": ""])
    #expect(
      folder.mistakes(Self.include("a.md")) == [
        "b.md:3:14: cycle: 'a.md' includes 'b.md' includes './a.md'; no file may include itself"
      ])
    #expect(
      folder.mistakes(Self.include("t.md")) == ["t.md:1:14: cycle: 't.md' includes 't.md'; no file may include itself"])
    #expect(
      folder.check(Self.include("b.md") + Self.include("b.md")).diagnostics.allSatisfy { $0.message.hasPrefix("cycle") }
    )
  }

  @Test func theSameFileMayBeIncludedTwiceButNotWithoutEnd() throws {
    var files = ["leaf.md": "x"]
    for level in 0..<12 {
      let next = level == 0 ? "leaf.md" : "\(level - 1).md"
      files["\(level).md"] = Self.include(next) + Self.include(next)
    }
    let folder = try Folder(files)
    #expect(folder.mistakes(Self.include("3.md")) == [])
    #expect(folder.check(Self.include("3.md")).template.sources.count == 6)
    #expect(folder.check(Self.include("11.md")).diagnostics.contains { $0.remedy == "include fewer" })
  }

  @Test func whatCannotBeIncludedIsToldAtItsName() throws {
    let folder = try Folder([
      "part.md": "a", "sub/b.md": "b", "front.md": "---\ntitle: x\n---\nb", "rule.md": "---\n\nb",
    ])
    try folder.write([0x61, 0xFF], to: "latin.md")
    #expect(folder.mistakes(Self.include("prat.md")) == ["t.md:1:14: no file 'prat.md'; did you mean 'part.md'?"])
    #expect(
      folder.mistakes(Self.include("no/such.md")) == [
        "t.md:1:14: no file 'no/such.md'; files are named from the template's folder"
      ])
    #expect(folder.mistakes(Self.include("sub/c.md")) == ["t.md:1:14: no file 'sub/c.md'; did you mean 'sub/b.md'?"])
    #expect(folder.mistakes(Self.include("sub")) == ["t.md:1:14: 'sub' is a folder; name a Markdown file in it"])
    #expect(folder.mistakes(Self.include("latin.md")) == ["t.md:1:14: 'latin.md' is not UTF-8 text; save it as UTF-8"])
    #expect(
      folder.mistakes(Self.include("front.md")) == [
        "t.md:1:14: the included file 'front.md' has front matter; move it to the template"
      ])
    #expect(folder.mistakes(Self.include("rule.md")) == [])
    #expect(folder.mistakes(Self.include("")) == ["t.md:1:13: include names no file; write ```{include} part.md"])
    #expect(folder.mistakes(Self.include("/dev/zero")) == ["t.md:1:14: cannot read '/dev/zero'; check its permissions"])
    #expect(
      folder.mistakes(Self.include("part.md", ":litral:\ntext\n")) == [
        "t.md:2:2: unknown option 'litral' of include; did you mean 'literal'?",
        "t.md:3:1: include has no text of its own; write it behind the fence",
      ])
    #expect(folder.check(Self.include("prat.md")).template.sources.count == 1)
  }

  @Test func literallyAFileIsCode() throws {
    let folder = try Folder(["a.py": "---\nx: $1\n---\n# {value}`x`\n"])
    let code = "---\nx: $1\n---\n# {value}`x`\n"
    func blocks(_ options: String) -> [Block] { folder.check(Self.include("a.py", options)).template.blocks }
    #expect(blocks(":literal:\n") == [.code(language: "", code)])
    #expect(blocks(":literal: true\n:lang: python\n") == [.code(language: "python", code)])
    #expect(blocks(":lang: python\n") == [.code(language: "python", code)])
    #expect(folder.mistakes(Self.include("a.py", ":literal:\n")) == [])
    #expect(folder.check(Self.include("a.py", ":literal:\n")).template.sources.last == folder.path + "/a.py")
  }

  @Test func aTextMayBeginWithARule() {
    #expect(mistakes("---\n\ntext\n") == [])
    #expect(TemplateParser.parse("---\ntext\n\n---\n", file: "t.md").blocks.first == .thematicBreak)
    #expect(TemplateParser.parse("---\n# title: x\n---\ntext", file: "t.md").blocks == [.paragraph([.text("text")])])
  }
}
