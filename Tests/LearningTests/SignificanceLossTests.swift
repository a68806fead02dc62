import Foundation
import Testing

@testable import Learning

/// ℓ(s, b) against mpmath (`Fixtures/significances.py`).
@Suite struct SignificanceLossTests {
  @Test func lossesAndDerivativesAgreeWithMpmath() throws {
    let rows = try JSONDecoder().decode([[Double]].self, from: fixture("significances.json"))
    #expect(rows.count == 726)
    var worst = 0.0
    for row in rows {
      let (s, b, systematic) = (row[0], row[1], row[2])
      let found =
        systematic < 0
        ? SignificanceLoss.inverseSquareSignificance(signal: s, background: b)
        : SignificanceLoss.inverseAsimov(signal: s, background: b, systematic: systematic)
      for (value, expected) in zip([found.value, found.bySignal, found.byBackground], row[3...]) {
        let error = abs(value / expected - 1)
        worst = max(worst, error)
        #expect(error < 1e-13, "s = \(s), b = \(b), f = \(systematic): \(value) for \(expected)")
      }
    }
    print("largest relative error of ℓ(s, b) and its derivatives: \(worst)")
  }

  @Test func lossesStayFiniteAtTheEndsOfTheirDomain() {
    for s in [0, 1e-300, 1e-60, 1, 1e30] {
      for b in [0, 1e-300, 1e-60, 1, 1e30] {
        var outcomes = [SignificanceLoss.inverseSquareSignificance(signal: s, background: b)]
        for systematic in [0, 1e-8, 0.5, 1e6] {
          outcomes.append(.inverseAsimov(signal: s, background: b, systematic: systematic))
        }
        for outcome in outcomes {
          #expect(outcome.value.isFinite && outcome.bySignal.isFinite && outcome.byBackground.isFinite)
          #expect(outcome.value > 0 && outcome.bySignal <= 0 && outcome.byBackground >= 0)
        }
      }
    }
  }

  @Test func ownLogarithmsAreWithinAnUlpOrTwoOfThePlatforms() {
    for step in -2000...2000 {
      let x = exp(Double(step) * 0.35) * 1.000123
      #expect(abs(Logarithm.of(x) - log(x)) <= log(x).ulp)
      #expect(abs(Logarithm.ofOne(plus: x) - log1p(x)) <= 2 * log1p(x).ulp)
    }
  }
}
