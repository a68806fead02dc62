import Testing

@testable import Events

@Suite struct PartonTests {
  /// ∫ f dx/x over ln x, by Simpson's rule.
  private func integral(_ value: (PartonDensities.Values) -> Double, at squaredScale: Double, power: Double) -> Double {
    let (steps, low) = (4000, Numerics.log(1e-5))
    var sum = 0.0
    for step in 0..<steps {
      let x = Numerics.exp(low * (1 - (Double(step) + 0.5) / Double(steps)))
      sum += value(PartonDensities.values(x: x, squaredScale: squaredScale)) * Numerics.pow(x, power)
    }
    return sum * -low / Double(steps)
  }

  /// The light partons keep the sum rules to a few per cent, as well as the parametrisation follows the evolution. Heavy quarks come on
  /// top of them: the evolution is one of three flavours.
  @Test(arguments: [20.0, 1e3, 1e4, 1e5, 1e6]) func densitiesKeepTheSumRules(squaredScale: Double) {
    let momentum = integral(
      { $0.gluon + $0.up + $0.antiup + $0.down + $0.antidown + 2 * $0.strange },
      at: squaredScale, power: 1)
    let up = integral({ $0.up - $0.antiup }, at: squaredScale, power: 0)
    let down = integral({ $0.down - $0.antidown }, at: squaredScale, power: 0)
    #expect(abs(momentum - 1) < 0.04, "momentum \(momentum)")
    #expect(abs(up - 2) < 0.08, "up \(up)")
    #expect(abs(down - 1) < 0.05, "down \(down)")
  }

  @Test func theTableFollowsTheFormula() {
    let table = DensityTable()
    for (x, squared) in [(1e-3, 100.0), (0.01, 3e4), (0.1, 1e5), (0.3, 1e6), (0.6, 4e5)] {
      let exact = PartonDensities.values(x: x, squaredScale: squared)
      #expect(abs(table.value(of: 21, x: x, squaredScale: squared) / exact.gluon - 1) < 0.01)
      #expect(abs(table.value(of: 2, x: x, squaredScale: squared) / exact.up - 1) < 0.01)
      #expect(abs(table.value(of: -1, x: x, squaredScale: squared) / exact.antidown - 1) < 0.02)
      #expect(abs(table.value(of: -5, x: x, squaredScale: squared) / exact.bottom - 1) < 0.03)
    }
  }

  /// The total cross-sections of W. Beenakker et al., hep-ph/9710451, Eqs. 5 and 6, and for tops P. Nason, S. Dawson, R. K. Ellis,
  /// Nucl. Phys. B 303 (1988) 607, over π α_s²/ŝ.
  @Test(arguments: [1.01, 1.3, 2, 5, 40]) func matrixElementsIntegrateToPublishedCrossSections(ratio: Double) {
    let rho = 1 / ratio
    let beta = (1 - rho).squareRoot()
    func integral(_ element: (Double, Double, Double) -> Double) -> Double {
      let steps = 20_000
      var sum = 0.0
      for step in 0..<steps {
        let cosine = 2 * (Double(step) + 0.5) / Double(steps) - 1
        let t1 = 0.5 * (1 - beta * cosine)
        sum += element(t1, 1 - t1, rho)
      }
      return sum * beta / Double(steps)
    }
    let logarithm = Numerics.log((1 + beta) / (1 - beta))
    let mass = 0.25 * rho
    let published: [(found: Double, value: Double)] = [
      (integral(MatrixElements.quarksToStops), 2.0 / 27 * beta * beta * beta),
      (
        integral(MatrixElements.gluonsToStops),
        beta * (5.0 / 48 + 31 * mass / 24) - (2 * mass / 3 + mass * mass / 6) * logarithm
      ),
      (integral(MatrixElements.quarksToTops), 4.0 / 27 * beta * (2 + rho)),
      (
        integral(MatrixElements.gluonsToTops),
        1.0 / 48 * (-beta * (28 + 31 * rho) + (16 + 16 * rho + rho * rho) * logarithm) / 1
      ),
    ]
    for (found, value) in published { #expect(abs(found / value - 1) < 1e-4, "\(found) \(value)") }
  }
}
