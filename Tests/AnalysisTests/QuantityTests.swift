import Notebook
import Testing

@testable import Analysis

@Suite struct QuantityTests {
  @Test func unitsConvertToOneBase() throws {
    #expect(try CrossSection(scalar: "844 pb").value == 844_000)
    #expect(try CrossSection(scalar: "17.6fb").value == 17.6)
    #expect(try CrossSection(scalar: "0.5 µb").value == 0.5e9)
    #expect(try Luminosity(scalar: "30 fb^-1").value == 30)
    #expect(try Luminosity(scalar: "30 fb⁻¹").value == 30)
    #expect(try Luminosity(scalar: "3 /ab").value == 3000)
    #expect(try Energy(scalar: "14 TeV").value == 14_000)
  }

  @Test func equalQuantitiesHaveOneCanonicalForm() throws {
    #expect(try CrossSection(scalar: "1 pb").canonical == CrossSection(scalar: "1e3 fb").canonical)
    #expect(try CrossSection(scalar: "1 pb").canonical != CrossSection(scalar: "1 fb").canonical)
  }

  @Test(arguments: [
    ("30 fb", "unit 'fb' does not measure a luminosity; did you mean '30 fb^-1'?"),
    ("30 GeV", "unit 'GeV' does not measure a luminosity; write for example 30 fb^-1"),
    ("30", "expected a luminosity, not '30' without a unit; write for example 30 fb^-1"),
    ("much", "expected a luminosity, not 'much'; write a number and a unit: 30 fb^-1"),
    ("-3 fb^-1", "a luminosity must be positive, not '-3 fb^-1'; write for example 30 fb^-1"),
    ("inf fb^-1", "expected a luminosity, not 'inf fb^-1'; write a number and a unit: 30 fb^-1"),
  ])
  func wrongQuantitiesAreToldWithARemedy(_ text: String, _ message: String) {
    let error = #expect(throws: Mistake.self) { try Luminosity(scalar: text) }
    #expect(error?.description == message)
  }

  @Test func systematicsLieBetweenZeroAndTen() throws {
    #expect(try Systematic(scalar: "0.50").key == "0.5")
    #expect(try Systematic(scalar: "0").key == "0")
    for wrong in ["-0.1", "50", "x", "nan"] {
      #expect(throws: Mistake.self, "\(wrong)") { try Systematic(scalar: wrong) }
    }
  }
}
