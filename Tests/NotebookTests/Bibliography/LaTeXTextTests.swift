import Testing

@testable import Notebook

@Suite struct LaTeXTextTests {
  private let place = SourceLocation(file: "r.bib", line: 1, column: 1)

  private func inlines(_ text: String) -> [Inline] {
    LaTeXText.inlines(BibliographyEntry.Field(text, at: place))
  }

  @Test func textIsWhatPylatexencMakesOfIt() throws {
    for text in try BibliographyFixture.load().texts {
      #expect(LaTeXText.plain(text.latex) == text.text, "\(text.latex)")
    }
  }

  @Test func emphasisAndLinksStay() {
    #expect(
      inlines(#"a \emph{b \textbf{c}}{\it d} \href{https://x.org/\_y}{e}"#) == [
        .text("a "), .emphasis([.text("b "), .strong([.text("c")])]), .emphasis([.text("d")]), .text(" "),
        .link(destination: "https://x.org/_y", title: "", [.text("e")]),
      ])
    #expect(
      inlines(#"\url{https://x.org/~a\_b}"#) == [
        .link(destination: "https://x.org/~a_b", title: "", [.text("https://x.org/~a_b")])
      ])
    #expect(
      inlines(#"10\textsuperscript{34}"#) == [
        .text("10"),
        .role(Role(name: "sup", content: "34", location: SourceLocation(file: "r.bib", line: 1, column: 23))),
      ])
  }

  @Test func mathIsKeptWithItsPlace() {
    #expect(
      inlines("jets\n at $\\sqrt{s} = 13$~TeV") == [
        .text("jets at "), .math(tex: "\\sqrt{s} = 13", TextOrigin(SourceLocation(file: "r.bib", line: 2, column: 6))),
        .text("\u{A0}TeV"),
      ])
    #expect(inlines("$$x$$") == [.math(tex: "x", TextOrigin(SourceLocation(file: "r.bib", line: 1, column: 3)))])
    #expect(
      inlines(#"\ensuremath{p_T}"#) == [
        .math(tex: "p_T", TextOrigin(SourceLocation(file: "r.bib", line: 1, column: 13)))
      ])
    #expect(
      inlines(#"\(x\)y"#) == [
        .math(tex: "x", TextOrigin(SourceLocation(file: "r.bib", line: 1, column: 3))), .text("y"),
      ])
    #expect(inlines("costs $5") == [.text("costs $5")])
  }

  @Test func whatIsNotKnownIsShownAsItWasWritten() {
    #expect(LaTeXText.plain(#"\foo{x} \bar y"#) == #"\foox \bar y"#)
    #expect(LaTeXText.plain(#"{\prd} \prl"#) == "Phys. Rev. D Phys. Rev. Lett.")
    #expect(LaTeXText.plain(#"a\"#) == #"a\"#)
    #expect(LaTeXText.plain("  a \n\t b ") == "a b")
    #expect(LaTeXText.plain("") == "")
  }
}
