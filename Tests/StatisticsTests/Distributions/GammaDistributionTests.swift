import Testing

@testable import Statistics

@Suite("The gamma distribution")
struct GammaDistributionTests {
  /// Of what `interval.py` wrote.
  struct Expected: Decodable {
    struct Row: Decodable {
      let shape: Double
      let scores: [Double]
      let quantiles: [Double]
      let lower: [Double]
      let upper: [Double]
    }

    let gammas: [Row]
  }

  @Test("has SciPy's quantiles and tails")
  func agreesWithSciPy() throws {
    let rows = try Fixture.json("interval", as: Expected.self).gammas
    #expect(rows.count == 8)
    for row in rows {
      let gamma = GammaDistribution(shape: row.shape)
      let tolerance = row.shape > 500 ? 1e-9 : 1e-11
      for (index, score) in row.scores.enumerated() {
        let quantile = gamma.quantile(atNormalScore: score)
        #expect(relativeError(quantile, row.quantiles[index]) < tolerance, "\(row.shape) \(score) \(quantile)")
        let tails = gamma.tails(at: row.quantiles[index])
        #expect(abs(tails.lower - row.lower[index]) < tolerance, "\(row.shape) \(score) \(tails)")
        #expect(abs(tails.upper - row.upper[index]) < tolerance, "\(row.shape) \(score) \(tails)")
        #expect(relativeError(min(tails.lower, tails.upper), min(row.lower[index], row.upper[index])) < 1e-7)
      }
    }
  }

  @Test("has all above 0 and below infinity")
  func ends() {
    let gamma = GammaDistribution(shape: 2.5)
    #expect(gamma.tails(at: 0) == (0, 1))
    #expect(gamma.tails(at: -1) == (0, 1))
    #expect(gamma.tails(at: .infinity) == (1, 0))
  }
}
