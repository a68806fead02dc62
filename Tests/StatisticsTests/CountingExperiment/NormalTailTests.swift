import Foundation
import Statistics
import Testing

@Suite("The normal tail")
struct NormalTailTests {
  @Test("agrees with mpmath from −30 to 10⁶ standard deviations, both ways")
  func agreesWithMultiplePrecision() throws {
    let rows = try Fixture.rows("normal_tail")
    #expect(rows.count > 500)
    for row in rows {
      let allowed = row[0] < 0 ? 1e-15 * (1 + row[0] * row[0] / 5) : 1e-15
      #expect(relativeError(NormalTail.logarithm(ofZ: row[0]), row[1]) < allowed, "\(row)")
      let z = try NormalTail.z(logarithm: row[1])
      // What rounding ln p to a Double does to Z near 0 is 10⁻¹⁶.
      #expect(abs(z - row[0]) < 1e-15 * max(abs(row[0]), 1), "\(row) \(z)")
      if row[0] >= 1e-3 { #expect(relativeError(z, row[0]) < 1e-12, "\(row) \(z)") }
    }
  }

  @Test("of a probability is that of its logarithm")
  func ofProbability() throws {
    #expect(try NormalTail.z(ofUpperTail: 0.5) == 0)
    #expect(try abs(NormalTail.z(ofUpperTail: 2.866515718791939e-7) - 5) < 1e-14)
    #expect(try abs(NormalTail.z(ofUpperTail: 0.975) + 1.959963984540054) < 1e-14)
  }

  @Test("at its ends is infinite")
  func ends() throws {
    #expect(try NormalTail.z(ofUpperTail: 0) == .infinity)
    #expect(try NormalTail.z(ofUpperTail: 1) == -.infinity)
    #expect(try NormalTail.z(logarithm: -.infinity) == .infinity)
    #expect(NormalTail.logarithm(ofZ: .infinity) == -.infinity)
    #expect(NormalTail.logarithm(ofZ: -.infinity) == 0)
    #expect(NormalTail.logarithm(ofZ: .nan).isNaN)
  }

  @Test("refuses what is no probability", arguments: [-0.1, 1.1, Double.nan, .infinity])
  func invalid(bad: Double) {
    #expect(throws: SignificanceError.self) { try NormalTail.z(ofUpperTail: bad) }
    #expect(throws: SignificanceError.self) { try NormalTail.z(logarithm: abs(bad)) }
  }
}
