import Foundation
import Statistics
import Testing

@Suite("The p-value averaged over a Gaussian background")
struct CousinsHighlandTests {
  @Test("agrees with the double integral by mpmath to 10⁻¹¹ of Z or 10⁻¹²")
  func agreesWithMultiplePrecision() throws {
    let rows = try Fixture.rows("gaussian_average")
    #expect(rows.count > 70)
    for row in rows {
      let p = try PValue.poissonGaussian(signal: row[0], background: row[1], systematic: row[2])
      #expect(abs(p.significance - row[4]) < 1e-11 * max(abs(row[4]), 0.1), "\(row) \(p)")
    }
  }

  @Test("starts from the exact Poisson p-value without systematic")
  func noSystematic() throws {
    for (s, b) in [(3.0, 0.5), (0, 20), (500, 1e4), (1e5, 1e9)] {
      let poisson = try PValue.poisson(signal: s, background: b)
      #expect(try PValue.poissonGaussian(signal: s, background: b, systematic: 0) == poisson)
      for f in [1e-12, 1e-10, 1e-8] where f * f * b < 1e-10 {
        let z = try PValue.poissonGaussian(signal: s, background: b, systematic: f).significance
        #expect(abs(z - poisson.significance) < 1e-9, "\(s) \(b) \(f) \(z) \(poisson)")
      }
    }
  }

  @Test("is close to Z_Bi where the control region holds many events")
  func closeToBinomial() throws {
    let gaussian = try PValue.poissonGaussian(signal: 50, background: 100, systematic: 0.01).significance
    let gamma = try PValue.poissonGamma(signal: 50, background: 100, systematic: 0.01).significance
    #expect(abs(gaussian - gamma) < 0.01)
  }

  @Test("of an excess never rises with the systematic, and never falls with the signal")
  func monotonic() throws {
    for background in [5, 3e4] {
      // Up to where the cut at 0 begins to change what f means.
      let bySystematic = try [0, 1e-6, 1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3].map {
        try PValue.poissonGaussian(signal: 2 * background, background: background, systematic: $0).significance
      }
      #expect(zip(bySystematic, bySystematic.dropFirst()).allSatisfy { $0 >= $1 - 1e-12 * $0 }, "\(bySystematic)")
      let bySignal = try stride(from: 0, through: 50, by: 0.5).map {
        try PValue.poissonGaussian(signal: $0, background: background, systematic: 0.1).significance
      }
      #expect(bySignal == bySignal.sorted())
    }
  }

  @Test("without background: certain or impossible")
  func noBackground() throws {
    #expect(try PValue.poissonGaussian(signal: 1, background: 0, systematic: 0.5).significance == .infinity)
    #expect(try PValue.poissonGaussian(signal: 0, background: 0, systematic: 0.5).significance == -.infinity)
  }

  @Test("refuses negative, infinite and undefined arguments by name", arguments: [-1, Double.infinity])
  func invalid(bad: Double) {
    #expect(throws: SignificanceError.invalid(quantity: "signal", value: bad)) {
      try PValue.poissonGaussian(signal: bad, background: 1, systematic: 0.1)
    }
    #expect(throws: SignificanceError.invalid(quantity: "background", value: bad)) {
      try PValue.poissonGaussian(signal: 1, background: bad, systematic: 0.1)
    }
    #expect(throws: SignificanceError.invalid(quantity: "systematic", value: bad)) {
      try PValue.poissonGaussian(signal: 1, background: 1, systematic: bad)
    }
    #expect(throws: SignificanceError.self) { try PValue.poissonGaussian(signal: 1, background: 1, systematic: .nan) }
  }

  @Test("ends, with a value or an error, at the ends of double precision")
  func extremes() {
    let yields: [Double] = [.leastNonzeroMagnitude, 1e-300, 1e-20, 1, 1e15, 1e100, 1e300]
    for s in yields {
      for b in yields {
        for f: Double in [.leastNonzeroMagnitude, 1e-200, 1e-8, 1, 1e8, 1e200] {
          if let p = try? PValue.poissonGaussian(signal: s, background: b, systematic: f) {
            #expect(!p.significance.isNaN && p.logarithm <= 0, "\(s) \(b) \(f)")
          }
        }
      }
    }
  }
}
