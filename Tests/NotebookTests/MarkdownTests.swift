import Dispatch
import Synchronization
import Testing

@testable import Notebook

/// The blocks of a text without directives.
private func blocks(_ text: String) -> [Block] {
  TemplateParser.parse(text, file: "t.md").blocks
}

private func place(_ line: Int, _ column: Int) -> Notebook.SourceLocation {
  Notebook.SourceLocation(file: "t.md", line: line, column: column)
}

@Suite struct MarkdownTests {
  @Test func mathKeepsWhatMarkdownWouldReadAsItsOwn() {
    #expect(
      blocks(#"so $a_1*b_2*c\\d$ it is"#) == [
        .paragraph([.text("so "), .math(tex: #"a_1*b_2*c\\d"#, TextOrigin(place(1, 5))), .text(" it is")])
      ])
  }

  @Test func textsThatAreReadAtTheSameTimeDoNotDisturbEachOther() {
    let wrong = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: 4000) { index in
      let text = index.isMultiple(of: 2) ? "~~out~~" : "plain\n"
      let blocks = TemplateParser.parse(text, file: "t.md").blocks
      if MarkdownHTML.normalised(MarkdownHTML.html(blocks))
        != (index.isMultiple(of: 2) ? "<p><s>out</s></p>" : "<p>plain</p>")
      {
        wrong.add(1, ordering: .relaxed)
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }

  @Test func pricesAreNotMath() {
    #expect(blocks("5$ and 6$") == [.paragraph([.text("5$ and 6$")])])
    #expect(blocks("$5 and $6") == [.paragraph([.text("$5 and $6")])])
    #expect(blocks(#"\$x\$"#) == [.paragraph([.text("$x$")])])
  }

  @Test func codeKeepsItsDollarsAndRoles() {
    #expect(blocks("`$x$ {value}`") == [.paragraph([.code("$x$ {value}")])])
    #expect(blocks("```sh\necho $HOME $PATH\n```") == [.code(language: "sh", "echo $HOME $PATH\n")])
    #expect(blocks("    a $x$ b") == [.code(language: "", "a $x$ b\n")])
    #expect(blocks("> ```sh\n> $x$ {value}`a`\n> ```") == [.quote([.code(language: "sh", "$x$ {value}`a`\n")])])
  }

  @Test func rolesKnowTheirPlaceAndContent() {
    #expect(
      blocks("one\ntwo {value}`scan[0.5].cut` three") == [
        .paragraph([
          .text("one"), .softBreak, .text("two "),
          .role(Role(name: "value", content: "scan[0.5].cut", location: place(2, 13))), .text(" three"),
        ])
      ])
  }

  @Test func displayMathCutsItsParagraphAndTakesALabel() {
    #expect(
      blocks("before\n$$\na = b\n$$ (eq-one)\nafter $c$") == [
        .paragraph([.text("before")]),
        .math(DisplayMath(tex: "\na = b\n", label: "eq-one", location: place(2, 3))),
        .paragraph([.text("after "), .math(tex: "c", TextOrigin(place(5, 8)))]),
      ])
  }

  @Test func mathDirectiveTakesALabel() {
    #expect(
      blocks("```{math}\n:label: eq-a\nx = 1\n```") == [
        .math(DisplayMath(tex: "x = 1\n", label: "eq-a", location: place(3, 1)))
      ])
  }

  @Test func pipesInMathDoNotCutTableCells() {
    let expected = MarkdownTable(
      alignments: [.none, .right], header: [[.text("a")], [.text("b")]],
      rows: [[[.math(tex: "|x|", TextOrigin(place(3, 4)))], [.text("1")]]])
    #expect(blocks("| a | b |\n|---|--:|\n| $|x|$ | 1 |") == [.table(expected)])
  }

  @Test func headingsGetUniqueIdentifiersOrTheirLabel() {
    #expect(
      blocks("# A b!\n\n# A b\n\n(here)=\n## C") == [
        .heading(level: 1, id: "a-b", [.text("A b!")]), .heading(level: 1, id: "a-b-1", [.text("A b")]),
        .heading(level: 2, id: "here", [.text("C")]),
      ])
  }

  @Test func admonitionsHoldMarkdownWithRightLines() {
    #expect(
      blocks("text\n\n```{note} Beware $x$\nsee {ref}`a`\n```") == [
        .paragraph([.text("text")]),
        .admonition(
          Admonition(
            kind: "note", title: [.text("Beware "), .math(tex: "x", TextOrigin(place(3, 19), firstColumn: 11))],
            blocks: [.paragraph([.text("see "), .role(Role(name: "ref", content: "a", location: place(4, 11)))])])),
      ])
  }

  /// cmark-gfm 0.29 loses every code span but one behind backticks that close nothing.
  @Test func backticksThatCloseNothingAreTextAndTakeNothingAway() {
    #expect(
      blocks("a ```x `b`\n$c$ ` {ref}`d` `e`") == [
        .paragraph([
          .text("a ```x "), .code("b"), .softBreak, .math(tex: "c", TextOrigin(place(2, 2))), .text(" "),
          .code(" {ref}"), .text("d"), .code(" "), .text("e`"),
        ])
      ])
    #expect(
      blocks("a ```x `b` $c$ {ref}`d`") == [
        .paragraph([
          .text("a ```x "), .code("b"), .text(" "), .math(tex: "c", TextOrigin(place(1, 13))), .text(" "),
          .role(Role(name: "ref", content: "d", location: place(1, 22))),
        ])
      ])
    #expect(blocks("    `a\n\n<a title=\"`\">") == [.code(language: "", "`a\n"), .html("<a title=\"`\">\n")])
  }

  /// Behind an escape, a doubled quote, and the fold of a line.
  @Test func whatAValueOfYAMLHoldsStandsWhereItIsWritten() throws {
    let source = YAMLSource("a: \"x\\\\y $\\\\a\\\\b$\"\nb: >-\n  z {ref}`p\n  q`", at: place(5, 3))
    let values = try YAMLReader.read(
      "a: \"x\\\\y $\\\\a\\\\b$\"\nb: >-\n  z {ref}`p\n  q`", at: place(5, 3))
    guard case .math(let tex, let origin)? = source.inlines(try #require(values["a"])).last else {
      throw Mistake("no math")
    }
    #expect(tex == #"\a\b"#)
    #expect((0...4).map { origin.location($0, in: tex).column } == [13, 15, 16, 18, 19])
    guard case .role(let role)? = source.inlines(try #require(values["b"])).last else { throw Mistake("no role") }
    #expect(role.content == "p q")
    #expect(
      (0...3).map { role.origin.location($0, in: "p q") } == [place(7, 13), place(7, 14), place(8, 5), place(8, 6)])
  }

  @Test func footnotesAreKnownByTheirLabels() {
    #expect(
      blocks("a[^X] b[^y] [^none]\n\n[^y]: second\n[^x]: first") == [
        .paragraph([
          .text("a"), .footnoteReference(id: "x"), .text(" b"), .footnoteReference(id: "y"), .text(" "),
          .footnoteReference(id: "none"),
        ]),
        .footnote(id: "x", [.paragraph([.text("first")])]), .footnote(id: "y", [.paragraph([.text("second")])]),
      ])
  }

  @Test func aFootnoteMayStandInAnotherPartOfTheTextThanItsCall() {
    #expect(
      blocks("```{note}\na[^x]\n\n[^y]: {ref}`z`\n```\n\nb[^y]\n\n[^x]: c") == [
        .admonition(
          Admonition(
            kind: "note", title: [],
            blocks: [
              .paragraph([.text("a"), .footnoteReference(id: "x")]),
              .footnote(id: "y", [.paragraph([.role(Role(name: "ref", content: "z", location: place(4, 13)))])]),
            ])), .paragraph([.text("b"), .footnoteReference(id: "y")]), .footnote(id: "x", [.paragraph([.text("c")])]),
      ])
  }

  @Test func theLinesThatKeepFootnotesChangeNothingElse() {
    #expect(
      blocks("    code [^x]\n\n```{source} a\nb: 1\n```\n`[^x]` [^x](y)") == [
        .code(language: "", "code [^x]\n"), .directive(name: "a"),
        .paragraph([.code("[^x]"), .text(" "), .link(destination: "y", title: "", [.text("^x")])]),
      ])
    #expect(TemplateParser.parse("[^x]\n\n```{source} a\n```\n", file: "t.md").directives[0].location == place(3, 1))
  }

  @Test func taskListsKnowWhatIsTicked() {
    #expect(
      blocks("- [x] done\n- [ ] open\n- plain") == [
        .list(
          List(
            tight: true,
            items: [
              .init(task: true, blocks: [.paragraph([.text("done")])]),
              .init(task: false, blocks: [.paragraph([.text("open")])]),
              .init(blocks: [.paragraph([.text("plain")])]),
            ]))
      ])
  }

  @Test func windowsLineEndsAndByteOrderMarkChangeNothing() {
    #expect(blocks("\u{FEFF}a $x$\r\n\r\nb") == blocks("a $x$\n\nb"))
  }
}
