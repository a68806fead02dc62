import Foundation
import Statistics
import Testing

@Suite("Poisson p-values and Z_Bi")
struct PoissonPValueTests {
  @Test("agree with mpmath to 10⁻¹² of Z or 10⁻¹³, from 10⁻³ to 10⁹ events")
  func agreesWithMultiplePrecision() throws {
    let rows = try Fixture.rows("p_values")
    #expect(rows.count > 1000)
    for row in rows {
      let p = try PValue.poissonGamma(signal: row[0], background: row[1], systematic: row[2])
      #expect(abs(p.significance - row[4]) < 1e-12 * max(abs(row[4]), 0.1), "\(row) \(p)")
      #expect(relativeError(p.logarithm, row[3]) < 1e-12, "\(row) \(p)")
      if row[2] == 0 {
        let poisson = try PValue.poisson(signal: row[0], background: row[1])
        #expect(abs(poisson.significance - row[4]) < 1e-13 * max(abs(row[4]), 0.1), "\(row) \(poisson)")
      }
    }
  }

  @Test("agree with Z_Bi by SciPy's incomplete beta function to 10⁻¹⁰, for whole counts from 1 to some thousands")
  func agreesWithSciPy() throws {
    let rows = try Fixture.rows("z_bi")
    #expect(rows.count > 900)
    for row in rows {
      let z = try PValue.poissonGamma(signal: row[0] - row[1], background: row[1], systematic: row[2]).significance
      #expect(abs(z - row[3]) < 1e-10 * max(abs(row[3]), 1), "\(row) \(z)")
    }
  }

  @Test("are the sums of probabilities that a hand computes")
  func values() throws {
    // P(N ≥ 2 | 1) = 1 − 2/e; of 3 events at even odds, at least 2 in the search region: 1/2.
    #expect(try relativeError(PValue.poisson(signal: 1, background: 1).probability, 1 - 2 * exp(-1)) < 1e-14)
    let even = try PValue.poissonGamma(signal: 1, background: 1, systematic: 1)
    #expect(abs(even.probability - 0.5) < 1e-15)
    #expect(abs(even.significance) < 1e-15)
  }

  @Test("approach Z_A for many events")
  func limit() throws {
    for f in [0, 1e-5, 1e-4] {
      let asimov = try Significance.asimov(signal: 5e5, background: 1e9, systematic: f).value
      let exact = try PValue.poissonGamma(signal: 5e5, background: 1e9, systematic: f).significance
      #expect(abs(asimov - exact) < 1e-4)
    }
  }

  @Test("fall with the signal and rise with the systematic, which starts from none")
  func monotonic() throws {
    for background in [0.01, 1, 300] {
      let bySystematic = try [0, 1e-12, 1e-6, 1e-3, 0.1, 0.5, 2, 10].map {
        try PValue.poissonGamma(signal: 7, background: background, systematic: $0).significance
      }
      #expect(zip(bySystematic, bySystematic.dropFirst()).allSatisfy { $0 >= $1 - 1e-13 * $0 })
      let bySignal = try stride(from: 0, through: 50, by: 0.5).map {
        try PValue.poissonGamma(signal: $0, background: background, systematic: 0.3).significance
      }
      #expect(bySignal == bySignal.sorted())
    }
  }

  @Test("hold where p is far below the smallest Double")
  func farTail() throws {
    let p = try PValue.poisson(signal: 1e6, background: 1)
    #expect(p.probability == 0)
    #expect(p.logarithm < -1e7)
    #expect(p.significance > 4000)
  }

  @Test("without background: certain or impossible")
  func noBackground() throws {
    for f in [0, 0.5] {
      let some = try PValue.poissonGamma(signal: 1, background: 0, systematic: f)
      #expect(some.probability == 0)
      #expect(some.significance == .infinity)
      let none = try PValue.poissonGamma(signal: 0, background: 0, systematic: f)
      #expect(none.probability == 1)
      #expect(none.significance == -.infinity)
    }
  }

  @Test("refuse negative, infinite and undefined arguments by name", arguments: [-1, Double.infinity])
  func invalid(bad: Double) {
    #expect(throws: SignificanceError.invalid(quantity: "signal", value: bad)) {
      try PValue.poisson(signal: bad, background: 1)
    }
    #expect(throws: SignificanceError.invalid(quantity: "background", value: bad)) {
      try PValue.poisson(signal: 1, background: bad)
    }
    #expect(throws: SignificanceError.invalid(quantity: "systematic", value: bad)) {
      try PValue.poissonGamma(signal: 1, background: 1, systematic: bad)
    }
    #expect(throws: SignificanceError.self) { try PValue.poisson(signal: .nan, background: 1) }
    #expect(throws: SignificanceError.invalidLogarithm(1)) { try PValue(logarithm: 1) }
  }

  @Test("end, with a value or an error, at the ends of double precision")
  func extremes() {
    let yields: [Double] = [.leastNonzeroMagnitude, 1e-300, 1e-20, 1, 1e15, 1e100, 1e300]
    for s in yields {
      for b in yields {
        for f: Double in [0, .leastNonzeroMagnitude, 1e-200, 1e-8, 1, 1e8, 1e200] {
          if let p = try? PValue.poissonGamma(signal: s, background: b, systematic: f) {
            #expect(!p.significance.isNaN && p.logarithm <= 0, "\(s) \(b) \(f)")
          }
        }
      }
    }
  }
}
