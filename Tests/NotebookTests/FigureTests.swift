import Testing

@testable import Notebook

@Suite struct FigureTests {
  private func figure(_ text: String) throws -> Figure {
    let block = try #require(TemplateParser.parse(text, file: "t.md").blocks.first)
    guard case .figure(let figure) = block else { throw Mistake("\(block) is no figure") }
    return figure
  }

  private func place(_ line: Int, _ column: Int) -> Notebook.SourceLocation {
    Notebook.SourceLocation(file: "t.md", line: line, column: column)
  }

  @Test func aFigureHasAPictureOptionsACaptionAndALegend() throws {
    let text = """
      ```{figure} pictures/detector.png
      :name: fig-detector
      :alt: A barrel, in layers
      :width: 60%
      :align: left
      The *detector* of {cite}`a`.

      A legend.
      ```
      """
    #expect(
      try figure(text)
        == Figure(
          id: "fig-detector", isNamed: true, source: "pictures/detector.png", alternativeText: "A barrel, in layers",
          width: .percent(60), alignment: .left,
          caption: [
            .text("The "), .emphasis([.text("detector")]), .text(" of "),
            .role(Role(name: "cite", content: "a", location: place(6, 26))), .text("."),
          ], legend: [.paragraph([.text("A legend.")])], location: place(1, 13)))
    #expect(mistakes(text) == [])
  }

  @Test func allButThePictureMayBeLeftOut() throws {
    let figure = try figure("```{figure} a.png\n```")
    #expect(!figure.isNamed && figure.width == nil && figure.alignment == .centre && figure.caption == [])
    #expect(try self.figure("```{figure} a.png\n:width: 300px\n```").width == .pixels(300))
    #expect(try self.figure("```{figure} a.png\n:width: 300\n```").width == .pixels(300))
    #expect(mistakes("```{figure}\n```") == ["1:12: a figure needs a picture; write ```{figure} picture.png"])
  }

  @Test func wrongOptionsAreToldWithTheNearest() {
    let width = "write a percentage of the text's width, '60%', or pixels, '300px'"
    #expect(
      mistakes("```{figure} a.png\n:widht: 3\n:width: 120%\n:align: centre\n:name: a b\nCaption.\n```") == [
        "2:2: unknown option 'widht' of figure; did you mean 'width'?", "3:9: '120%' is not a width; \(width)",
        "4:9: unknown alignment 'centre'; did you mean 'center'?",
        "5:8: 'a b' is not a name; "
          + "start with a letter and use letters, digits, '-' and '_'",
      ])
    for wrong in ["0", "-3px", "3em", "", "wide", "nan"] {
      #expect(mistakes("```{figure} a.png\n:width: \(wrong)\n```") == ["2:9: '\(wrong)' is not a width; \(width)"])
    }
  }

  @Test func aFiguresNameIsItsOwn() {
    let figure = "```{figure} a.png\n:name: a\n```\n"
    #expect(mistakes(figure + figure) == ["5:8: name 'a' is taken; line 2 has it; choose another"])
    #expect(
      mistakes(figure + .fence("source", "a", "number: 1")) == [
        "4:13: name 'a' is taken; line 2 has it; choose another"
      ]
    )
  }

  @Test func valuesInACaptionAreCheckedLikeAllOthers() {
    #expect(
      mistakes("```{figure} a.png\n{value}`b.c:.2f`\n```") == ["2:9: no directive is named 'b'; there is 'params'"])
  }
}
