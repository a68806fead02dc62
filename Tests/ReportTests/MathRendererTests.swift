import Foundation
import Testing

@testable import Report

struct MathRendererTests {
  private func render(_ tex: String, display: Bool = false) throws -> String {
    try MathRenderer().mathML(tex, display: display)
  }

  private func error(_ tex: String) throws -> MathError? {
    let renderer = try MathRenderer()
    do throws(MathError) { _ = try renderer.mathML(tex, display: true) } catch { return error }
    return nil
  }

  @Test func `A formula becomes one math element that keeps its TeX`() throws {
    let math = try render("\\frac{s}{b} < 1", display: true)
    #expect(math.hasPrefix("<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">"))
    #expect(math.hasSuffix("</math>"))
    #expect(math.contains("<mfrac><mi>s</mi><mi>b</mi></mfrac>"))
    #expect(math.contains("<annotation encoding=\"application/x-tex\">\\frac{s}{b} &lt; 1</annotation>"))
  }

  @Test func `Letters of another alphabet are in the text, since browsers know no mathvariant`() throws {
    let renderer = try MathRenderer()
    for (tex, letters) in [
      ("\\mathbf{x}", "<mi>𝐱</mi>"), ("\\mathbb{R}", "<mi>ℝ</mi>"), ("\\mathcal{L}", "<mi>ℒ</mi>"),
      ("\\bm{\\alpha}", "<mi>𝜶</mi>"), ("\\mathbf{42}", "<mn>𝟒𝟐</mn>"), ("\\mathfrak{C}", "<mi>ℭ</mi>"),
      ("\\mathsf{x}", "<mi>𝗑</mi>"), ("\\mathtt{y}", "𝚢"), ("\\mathbf{\\Gamma}", "<mi>𝚪</mi>"),
    ] {
      let math = try renderer.mathML(tex, display: false)
      #expect(math.contains(letters))
      #expect(!math.contains("mathvariant"))
    }
  }

  @Test func `Upright letters keep the one mathvariant that browsers know`() throws {
    #expect(try render("\\mathrm{T}").contains("<mi mathvariant=\"normal\">T</mi>"))
  }

  @Test func `Missing energy is an italic E with a stroke`() throws {
    #expect(try render("\\slashed{E}").unicodeScalars.contains("\u{1D438}"))
    #expect(try render("\\not{E}").contains("\u{1D438}\u{338}"))
  }

  @Test func `A combining mark never touches the end of a tag`() throws {
    let scalars = Array(try render("\\not\\!\\!E_T").unicodeScalars)
    #expect(!zip(scalars, scalars.dropFirst()).contains { $0 == ">" && $1 == "\u{338}" })
    #expect(try render("\\not\\!\\!E_T").contains("&#x338;"))
  }

  @Test func `Aligned equations have their columns' sides on every cell`() throws {
    let math = try render("\\begin{aligned}a&=b\\\\c&=d\\end{aligned}", display: true)
    #expect(math.components(separatedBy: "text-align:right").count == 3)
    #expect(math.components(separatedBy: "text-align:left").count == 3)
    #expect(!math.contains("columnalign"))
  }

  @Test func `KaTeX's cells for glue do not shift the columns of align`() throws {
    let math = try render("\\begin{align}a&=b\\end{align}", display: true)
    let cells = math.components(separatedBy: "<mtd").dropFirst()
    #expect(cells.count == 2)
    #expect(cells.first?.contains("text-align:right") == true)
  }

  @Test func `A logarithm stands apart from its factor, and from its argument unless in parentheses`() throws {
    let space = "<mspace width=\"0.1667em\"></mspace>"
    #expect(try render("a\\ln x").contains("<mi>a</mi>\(space)<mi>ln</mi><mo>\u{2061}</mo>\(space)<mi>x</mi>"))
    #expect(try render("\\ln(x)").contains("<mrow><mi>ln</mi><mo>\u{2061}</mo><mo stretchy=\"false\">("))
  }

  @Test func `An unknown command is reported in KaTeX's words at its place`() throws {
    let error = try #require(try error("a + \\foo{b}"))
    #expect(error.message == "TeX: undefined control sequence: \\foo")
    #expect(error.offset == 4)
  }

  @Test func `The place of a mistake counts characters, not UTF-16 units`() throws {
    #expect(try error("\\text{𝛼𝛽} \\foo")?.offset == 10)
  }

  @Test func `Letters beyond the basic plane come through whole`() throws {
    #expect(try render("\\text{\u{1F600}}").contains("<mtext>\u{1F600}</mtext>"))
  }

  @Test func `Neither nesting without end nor a macro that calls itself brings the process down`() throws {
    let renderer = try MathRenderer()
    let deep = String(repeating: "{", count: 20_000) + "x" + String(repeating: "}", count: 20_000)
    #expect(throws: MathError.self) { try renderer.mathML(deep, display: false) }
    #expect(throws: MathError.self) { try renderer.mathML("\\def\\a{\\a}\\a", display: false) }
    #expect(throws: MathError.self) { try renderer.mathML("\\sqrt{" + deep, display: true) }
    #expect(try renderer.mathML("x", display: false).contains("<mi>x</mi>"))
  }

  @Test func `TeX cannot make a link or load anything`() throws {
    let renderer = try MathRenderer()
    for tex in [
      "\\href{javascript:alert(1)}{x}", "\\url{https://example.org}", "\\includegraphics{https://example.org/a.png}",
    ] {
      let math = try renderer.mathML(tex, display: false)
      let element = math.components(separatedBy: "<annotation").first ?? ""
      #expect(!element.contains("href="))
      #expect(!element.contains("src="))
    }
  }

  @Test func `Without KaTeX the error names the package to install`() {
    #expect {
      try KaTeXScript.load(environment: [:], places: ["/nowhere/katex.min.js"])
    } throws: { error in
      (error as? MathError)?.remedy?.contains("libjs-katex") == true
    }
  }

  @Test func `The variable that names KaTeX goes before all places`() {
    #expect {
      try KaTeXScript.load(environment: ["ASIMOV_KATEX": "/nowhere/katex.js"])
    } throws: { error in
      (error as? MathError)?.message == "cannot read KaTeX from '/nowhere/katex.js'"
    }
  }

  @Test(arguments: ["let f = (x) => x; class {", "throw new Error('no')", ""])
  func `A script that is no KaTeX for this engine is an error, not a crash`(script: String) {
    #expect(throws: MathError.self) {
      try MathRenderer(script: Array(script.utf8)).mathML("x", display: false)
    }
  }
}
