import Testing

@testable import Plotting

@Suite struct TypesetterTests {
  /// Sets a label and hands the box's facts out of the drawing lock.
  private func set<Fact: Sendable>(_ label: String, widest: Double = .infinity, _ fact: (TextBox) -> Fact) throws
    -> Fact
  {
    var result: Fact?
    _ = try TextEngine.exclusively { engine in
      result = fact(try Typesetter(engine: engine).set(label, size: 10, widest: widest))
      return []
    }
    return try #require(result)
  }

  @Test("Both scripts of one base start together, one above and one below the line")
  func scripts() throws {
    let places = try set("$b_i^2$") { $0.runs.map { ($0.line.text, $0.x, $0.y) } }
    #expect(places.map(\.0) == ["b", "i", "2"])
    #expect(abs(places[1].1 - places[2].1) < 1)
    #expect(places[1].2 > 1)
    #expect(places[2].2 < -2)
  }

  @Test("A root's bar covers what is under it")
  func root() throws {
    let facts = try set(#"$\sqrt{s+b}$"#) { box in (box.rules, box.runs.map(\.x), box.width, box.ascent) }
    let bar = try #require(facts.0.first)
    #expect(facts.0.count == 1)
    #expect(bar.minX <= facts.1[1] && bar.maxX >= facts.2 - 0.01)
    #expect(-bar.minY <= facts.3 + 0.01)
  }

  @Test("Markup characters of Pango are set as text")
  func pangoMarkup() throws {
    #expect(try set("<b>&amp;") { $0.runs.map(\.line.text) } == ["<b>&amp;"])
  }

  @Test("A relation gets room around it; a sign, and signs in scripts, do not")
  func spacing() throws {
    let spaced = try set("$a=b$") { $0.width }
    let plain = try set("$a$$b$") { $0.width } + set("=") { $0.width }
    #expect(abs(spaced - plain - 10 * 10 / 18.0) < 0.2)
    let sign = try set("$-a$") { $0.width }
    #expect(abs(sign - (try set("$-$") { $0.width }) - (try set("$a$") { $0.width })) < 0.01)
  }

  @Test("A label wider than its room is set smaller")
  func shrinking() throws {
    #expect(try set(String(repeating: "wide ", count: 40), widest: 100) { $0.width } <= 100.5)
  }

  @Test("Every command's sign exists in the font")
  func glyphs() throws {
    let names =
      LabelSymbols.lowerGreek.keys.sorted() + LabelSymbols.upperGreek.keys.sorted()
      + LabelSymbols.signs.keys.sorted()
    for name in names { #expect(throws: Never.self) { try set("$\\\(name)$") { $0.width } } }
  }

  @Test("A character without a glyph is an error that names it")
  func missingGlyph() {
    #expect(throws: FigureError.Problem.missingGlyph("日", label: "Tag 日")) { try set("Tag 日") { $0.width } }
  }
}
