import Foundation
import Statistics
import Testing

@Suite("Z_A")
struct AsimovSignificanceTests {
  /// ∂Z/∂b at fixed σ_b changes sign where the systematic takes over. The points go there too, and it still has the 10⁻¹²
  /// that are promised of it; in units of dZ/db at constant σ_b/b, which has no zero, it is as good as the rest.
  @Test("agrees with mpmath to 10⁻¹⁴ at 10⁴ points over eighteen orders of magnitude, and so do its derivatives")
  func agreesWithMultiplePrecision() throws {
    let rows = try Fixture.rows("significance")
    #expect(rows.count >= 10_000)
    #expect(Set(rows.map { Array($0.prefix(3)) }).count >= 10_000)
    for row in rows {
      let z = try Significance.asimov(signal: row[0], background: row[1], backgroundUncertainty: row[2])
      #expect(relativeError(z.value, row[3]) < 1e-14, "\(row)")
      #expect(relativeError(z.signalDerivative, row[4]) < 1e-14, "\(row)")
      #expect(relativeError(z.backgroundDerivative, row[5]) < 1e-12, "\(row)")
      #expect(abs(z.backgroundDerivative - row[5]) < 1e-14 * max(abs(row[5]), abs(row[7])), "\(row)")
      #expect(relativeError(z.backgroundUncertaintyDerivative, row[6]) < 1e-14, "\(row)")
      #expect(relativeError(z.scalingBackgroundDerivative, row[7]) < 1e-14, "\(row)")
    }
  }

  @Test(
    "reaches the values of the paper's text",
    arguments: [(8.7, 1.7, 0.1, 4.42, 0.005), (323, 326, 0.3, 2.556, 0.0005), (74.4, 18.2, 0.1, 10.64, 0.005)])
  func knownValues(signal: Double, background: Double, systematic: Double, expected: Double, rounding: Double) throws {
    let z = try Significance.asimov(signal: signal, background: background, systematic: systematic)
    #expect(abs(z.value - expected) <= rounding)
  }

  @Test("of no signal is 0, with ∂Z/∂s = 1/√(b+σ_b²)", arguments: [0, 0.3, 20.0])
  func noSignal(uncertainty: Double) throws {
    let z = try Significance.asimov(signal: 0, background: 4, backgroundUncertainty: uncertainty)
    #expect(z.value == 0)
    #expect(relativeError(z.signalDerivative, 1 / (4 + uncertainty * uncertainty).squareRoot()) < 1e-15)
    #expect(z.scalingBackgroundDerivative == 0)
  }

  @Test("without background or uncertainty is infinite for any signal, and 0 for none")
  func noBackground() throws {
    let some = try Significance.asimov(signal: 3, background: 0, systematic: 0.5)
    #expect(some.value == .infinity)
    #expect(some.uncertainty(signalVariance: 3, backgroundVariance: 0) == nil)
    let none = try Significance.asimov(signal: 0, background: 0)
    #expect(none.value == 0)
    #expect(none.uncertainty(signalVariance: 0, backgroundVariance: 0) == nil)
  }

  @Test("refuses an uncertainty on no background")
  func uncertaintyWithoutBackground() {
    #expect(throws: SignificanceError.uncertaintyWithoutBackground(0.1)) {
      try Significance.asimov(signal: 3, background: 0, backgroundUncertainty: 0.1)
    }
  }

  @Test(
    "refuses negative, infinite and undefined arguments by name", arguments: [-1, Double.infinity, -Double.infinity])
  func invalidArguments(bad: Double) {
    #expect(throws: SignificanceError.invalid(quantity: "signal", value: bad)) {
      try Significance.asimov(signal: bad, background: 1)
    }
    #expect(throws: SignificanceError.invalid(quantity: "background", value: bad)) {
      try Significance.asimov(signal: 1, background: bad)
    }
    #expect(throws: SignificanceError.invalid(quantity: "background uncertainty", value: bad)) {
      try Significance.asimov(signal: 1, background: 1, backgroundUncertainty: bad)
    }
    #expect(throws: SignificanceError.invalid(quantity: "systematic", value: bad)) {
      try Significance.asimov(signal: 1, background: 1, systematic: bad)
    }
    #expect(throws: SignificanceError.self) { try Significance.asimov(signal: .nan, background: 1) }
  }

  @Test("says so where double precision cannot hold the result")
  func outOfRange() {
    #expect(throws: SignificanceError.outOfRange(signal: 1e300, background: 1e-300, backgroundUncertainty: 0)) {
      try Significance.asimov(signal: 1e300, background: 1e-300)
    }
  }

  @Test("never rises with the systematic and never falls with the signal")
  func monotonic() throws {
    for background in [0.01, 1, 300] {
      var previous = Double.infinity
      for systematic in stride(from: 0, through: 2, by: 0.05) {
        let z = try Significance.asimov(signal: 7, background: background, systematic: systematic).value
        #expect(z <= previous)
        previous = z
      }
      let values = try stride(from: 0, through: 50, by: 0.5).map {
        try Significance.asimov(signal: $0, background: background, systematic: 0.3).value
      }
      #expect(values == values.sorted())
    }
  }

  @Test("has the error that moving s and b by one standard deviation each, σ_b with b, gives in quadrature")
  func errorPropagation() throws {
    let z = try Significance.asimov(signal: 25.9, background: 3.2, systematic: 0.3)
    let step = 1e-5
    func value(_ s: Double, _ b: Double) throws -> Double {
      try Significance.asimov(signal: s, background: b, systematic: 0.3).value
    }
    let bySignal = try (value(25.9 + step, 3.2) - value(25.9 - step, 3.2)) / (2 * step)
    let byBackground = try (value(25.9, 3.2 + step) - value(25.9, 3.2 - step)) / (2 * step)
    let expected = (bySignal * bySignal * 1.7 + byBackground * byBackground * 0.4).squareRoot()
    let found = try #require(z.uncertainty(signalVariance: 1.7, backgroundVariance: 0.4))
    #expect(relativeError(found, expected) < 1e-8)
  }
}
