import GoldenImages
import Testing

@testable import Plotting

@Suite struct FileTests {
  @Test("A PNG has its signature and as many pixels as points times the scale", arguments: [0.5, 1, 2, 3])
  func png(scale: Double) throws {
    let bytes = try SampleFigures.scan.png(scale: scale)
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let pixels = Pixels(png: bytes)
    let size = SampleFigures.scan.size
    #expect(pixels.width == Int((size.width * scale).rounded()))
    #expect(pixels.height == Int((size.height * scale).rounded()))
  }

  @Test("A PDF is version 1.5 with every font embedded, all of them TeX Gyre Heros")
  func fonts() throws {
    let bytes = try SampleFigures.losses.pdf()
    #expect(String(decoding: bytes.prefix(8), as: UTF8.self) == "%PDF-1.5")
    let fonts = try poppler("pdffonts", bytes).split(separator: "\n").dropFirst(2)
    #expect(fonts.count >= 3)
    for font in fonts {
      #expect(font.contains("TeXGyreHeros"))
      #expect(font.contains(" yes yes yes "))
    }
  }

  @Test("A PDF's text can be extracted")
  func text() throws {
    let text = try poppler("pdftotext", SampleFigures.scan.pdf(), arguments: ["-"])
    for phrase in ["Simulation", "Cut on the classifier score", "Best cut: 0.95", "±1σ (statistical)", "2.5"] {
      #expect(text.contains(phrase))
    }
  }

  @Test("An SVG is version 1.1, has a viewBox of the figure's size and holds no text in fonts")
  func svg() throws {
    let text = String(decoding: try SampleFigures.scan.svg(), as: UTF8.self)
    let size = SampleFigures.scan.size
    #expect(text.contains(#"version="1.1""#))
    #expect(text.contains(#"viewBox="0 0 \#(Int(size.width)) \#(Int(size.height))""#))
    #expect(!text.contains("<text"))
  }

  @Test("An SVG's identifiers begin with the prefix, are unique and are all that is referred to")
  func identifiers() throws {
    let text = String(decoding: try SampleFigures.scan.svg(idPrefix: "fig-scan-"), as: UTF8.self)
    func names(after marker: String) -> [Substring] {
      text.split(separator: marker).dropFirst().map { $0.prefix { $0 != "\"" && $0 != ")" } }
    }
    let defined = names(after: #" id=""#)
    #expect(defined.count > 20)
    #expect(Set(defined).count == defined.count)
    #expect(defined.allSatisfy { $0.hasPrefix("fig-scan-") })
    #expect(Set(names(after: ##"href="#"##) + names(after: "url(#")).isSubset(of: defined))
  }

  @Test("A prefix that could break out of an attribute is refused", arguments: ["", "1a", "a\"", "a b", "a<"])
  func badPrefix(prefix: String) {
    #expect(throws: FigureError(.badIdentifier(prefix))) { try SampleFigures.scan.svg(idPrefix: prefix) }
  }
}
