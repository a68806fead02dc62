import Foundation
import Testing

@testable import Notebook

@Suite struct ValueFormatTests {
  private struct Oracle: Decodable {
    struct Case: Decodable {
      var number: Double
      var format: String
      var text: String
    }

    struct Pair: Decodable {
      var value: Double
      var uncertainty: Double
      var digits: Int
      var text: [String]
    }

    var cases: [Case]
    var pairs: [Pair]
  }

  private static func oracle() throws -> Oracle {
    let url = try #require(
      Bundle.module.url(forResource: "value_formats", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: url))
  }

  /// A number of Python's as the page writes it: thin spaces, a true minus, no sign on zero, powers as × 10ⁿ.
  private static func pageText(_ python: String) -> String {
    var mantissa = python
    var ending = ""
    if mantissa.hasSuffix("%") {
      mantissa.removeLast()
      ending = "\u{202F}%"
    } else if let mark = mantissa.firstIndex(of: "e") {
      let exponent = Int(mantissa[mantissa.index(after: mark)...]) ?? 0
      ending = exponent == 0 ? "" : " × 10" + NumberText.superscript(exponent)
      mantissa = String(mantissa[..<mark])
    }
    let isZero = mantissa.allSatisfy { "-0.".contains($0) }
    mantissa = mantissa.replacing("-", with: isZero ? "" : "\u{2212}")
    return mantissa + ending
  }

  private func plain(_ value: Value, _ format: String) throws -> String { try value.plain(ValueFormat(format)) }

  @Test func numbersAreFormattedAsPythonDoes() throws {
    let cases = try Self.oracle().cases
    #expect(cases.count > 600)
    for example in cases {
      let text = try plain(.number(example.number), example.format)
      let ungrouped = text.replacing("\u{202F}", with: "").replacing("%", with: "\u{202F}%")
      #expect(ungrouped == Self.pageText(example.text), "\(example.number):\(example.format)")
    }
  }

  @Test func anUncertaintyIsShownAtTheValuesDigits() throws {
    for example in try Self.oracle().pairs {
      let value = Value.number(example.value, uncertainty: example.uncertainty)
      let text = try plain(value, "±.\(example.digits)f").replacing("\u{202F}", with: "")
      #expect(text == example.text.map(Self.pageText).joined(separator: " ± "))
    }
  }

  @Test func theValueReadsTheSameWithAndWithoutItsUncertainty() throws {
    for example in try Self.oracle().pairs {
      for form in ["f", "e", "%"].map({ ".\(example.digits)\($0)" }) {
        let value = Value.number(example.value, uncertainty: example.uncertainty)
        let alone = try #require(try value.numberText(ValueFormat(form)))
        let both = try #require(try value.numberText(ValueFormat("+-" + form)))
        #expect(alone.uncertainty == nil && both.uncertainty != nil)
        #expect(alone.value == both.value && alone.exponent == both.exponent)
      }
    }
  }

  @Test func withoutAFormTheParticleDataGroupsRuleHolds() throws {
    let measured = Value.number(0.827, uncertainty: 0.119)
    #expect(try plain(measured, "±") == "0.83 ± 0.12")
    #expect(try plain(measured, "+-") == measured.plain)
    #expect(try plain(measured, "±%") == "(83 ± 12)\u{202F}%")
    #expect(try plain(measured, "%") == "83\u{202F}%")
    #expect(try plain(measured, "f") == "0.83")
    #expect(try plain(.number(20_762_400, uncertainty: 100_000), "±f") == "20\u{202F}760\u{202F}000 ± 100\u{202F}000")
    #expect(try plain(.number(0.827, uncertainty: 0.367), "±e") == "(8 ± 4) × 10⁻¹")
    #expect(try plain(measured, "g") == "0.83")
    #expect(try plain(.number(0.827), "±.2f") == "0.83")
    #expect(try plain(.number(0.14), "%") == "14\u{202F}%")
  }

  @Test func digitsThatAreAskedForAreShown() throws {
    let value = Value.number(5.25, uncertainty: 0.913, unit: "GeV")
    #expect(try plain(value, ".3f") == "5.250\u{202F}GeV")
    #expect(try plain(value, "±.3f") == "(5.250 ± 0.913)\u{202F}GeV")
    #expect(try plain(value, "±.2e") == "(5.25 ± 0.91)\u{202F}GeV")
    #expect(try plain(value, "±.2g") == "(5.2 ± 0.9)\u{202F}GeV")
    #expect(try plain(.number(12345.678), ".2f") == "12\u{202F}345.68")
    #expect(try plain(.number(-0.001), ".2f") == "0.00")
    #expect(try plain(.number(0, uncertainty: 1230), "±.1e") == "(0.0 ± 1.2) × 10³")
    #expect(try plain(.number(1235, uncertainty: 120), "±") == "1240 ± 120")
    #expect(try plain(.integer(1_400_000), ".2e") == "1.40 × 10⁶")
    #expect(try plain(.integer(1_400_000), "±") == "1\u{202F}400\u{202F}000")
  }

  @Test func whatIsNotFiniteIsSaidPlainly() throws {
    #expect(try plain(.number(.infinity), ".2f") == "∞")
    #expect(try plain(.number(-.infinity), ".2e") == "\u{2212}∞")
    #expect(try plain(.number(.nan), ".1%") == "n/a\u{202F}%")
    #expect(try plain(.number(3.2, uncertainty: .infinity), "±.2f") == "3.20 ± ∞")
    #expect(try plain(.number(1e308), ".1%") == "∞\u{202F}%")
  }

  @Test(arguments: [
    (1500.0, "GeV", ".1f TeV", "1.5\u{202F}TeV"), (3000, "fb^-1", ".0f ab^-1", "3\u{202F}ab⁻¹"),
    (30, "fb^-1", ".1f pb^-1", "30\u{202F}000.0\u{202F}pb⁻¹"), (844_000, "fb", ".0f pb", "844\u{202F}pb"),
    (2.5, "m", ".0f mm", "2500\u{202F}mm"), (1, "GeV^2", "e TeV^2", "1 × 10⁻⁶\u{202F}TeV²"),
    (0.5, "TeV", " GeV", "500\u{202F}GeV"), (7, "b", ".1e fb", "7.0 × 10¹⁵\u{202F}fb"),
    (3, "us", ".0f µs", "3\u{202F}µs"),
  ])
  func unitsConvertBetweenTheirPrefixes(number: Double, unit: String, format: String, text: String) throws {
    #expect(try plain(.number(number, unit: unit), format) == text)
  }

  @Test func aUnitThatCannotBeConvertedIsAMistake() {
    for (unit, format) in [("GeV", ".1f fb"), ("fb^-1", ".1f fb"), ("fb^-1", ".1f ab^-2"), ("m", ".1f k")] {
      #expect(throws: Mistake.self) { try plain(.number(1, unit: unit), format) }
    }
    #expect(throws: Mistake("a value without a unit cannot become 'TeV'", remedy: "drop the unit")) {
      try plain(.number(1), ".1f TeV")
    }
    #expect(throws: Mistake("a value in 'GeV' is no fraction to be written in percent", remedy: "drop the '%'")) {
      try plain(.number(1, unit: "GeV"), ".1%")
    }
    #expect(throws: Mistake.self) { try plain(.text("x"), ".1f") }
  }

  @Test(arguments: ["", ".2", ".f", "2f", "f2", ".2d", "±±", "+.2f", ".99f", ".2f GeV x", ".1% GeV", ".2fGeV", "TeV"])
  func aWrongFormatIsRefused(format: String) {
    #expect(throws: Mistake.self) { try ValueFormat(format) }
  }

  @Test func theFormatBeginsAtTheFirstColonOutsideBrackets() throws {
    let quote = try ValueQuote("scan[a:b].cut[c]:.2f fb^-1 ")
    #expect(quote.path.members == ["a:b", "cut", "c"])
    #expect(quote.format == (try ValueFormat(".2f fb^-1")))
    #expect(try ValueQuote("scan.cut").format == nil)
    #expect(throws: Mistake.self) { try ValueQuote("scan.cut:") }
  }

  @Test func aWrongFormatInTheTextIsToldBeforeAnythingRuns() {
    #expect(
      mistakes(.fence("source", "a", "number: 1") + "{value}`a.number:.2f` {value}`a.number:.2x`") == [
        "4:40: '.2x' is not a format of values; "
          + "write '.2f', '.1%', '.3e', '.3g', '±' or '±.2f', with a unit if you like: '.1f TeV'"
      ])
    #expect(
      mistakes(.fence("source", "a", "number: 1") + "{value}`a.nmber:.2f`") == [
        "4:11: no value 'nmber' in 'a.nmber'; did you mean 'number'?"
      ])
  }
}
