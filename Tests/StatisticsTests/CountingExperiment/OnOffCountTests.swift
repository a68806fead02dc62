import Statistics
import Testing

@Suite("The on/off significance of Li and Ma")
struct OnOffCountTests {
  @Test("agrees with mpmath to 10⁻¹⁴ over fifteen orders of magnitude, excess or deficit")
  func agreesWithMultiplePrecision() throws {
    let rows = try Fixture.rows("on_off")
    #expect(rows.count > 800)
    for row in rows {
      let z = try OnOffCount(on: row[0], off: row[1], ratio: row[2]).significance
      #expect(relativeError(z, row[3]) < 1e-14, "\(row) \(z)")
    }
  }

  @Test("of the counts expected is Z_A", arguments: [(8.7, 1.7, 0.1), (323, 326, 0.3), (1e-4, 50, 0.5), (40, 0.2, 2)])
  func asimov(signal: Double, background: Double, systematic: Double) throws {
    let control = 1 / (systematic * systematic)
    let count = try OnOffCount(on: signal + background, off: control, ratio: control / background)
    let expected = try Significance.asimov(signal: signal, background: background, systematic: systematic).value
    // s + b and 1/f² have been rounded.
    #expect(relativeError(count.significance, expected) < 1e-13 + 1e-15 * background / signal)
    #expect(abs(count.excess - signal) < 1e-14 * (signal + background))
  }

  @Test("is 0 where nothing was counted or nothing is in excess, and finite where one region is empty")
  func edges() throws {
    #expect(try OnOffCount(on: 0, off: 0, ratio: 3).significance == 0)
    #expect(try OnOffCount(on: 4, off: 12, ratio: 3).significance == 0)
    let onlyOn = try OnOffCount(on: 4, off: 0, ratio: 1)
    #expect(relativeError(onlyOn.significance, 2.3548200450309493) < 1e-15)  // √(8 ln 2)
    #expect(try OnOffCount(on: 0, off: 4, ratio: 1).significance == -onlyOn.significance)
  }

  @Test("changes sign when the regions change places")
  func exchange() throws {
    let forward = try OnOffCount(on: 30, off: 45, ratio: 4)
    let backward = try OnOffCount(on: 45, off: 30, ratio: 0.25)
    #expect(relativeError(forward.significance, -backward.significance) < 1e-15)
    #expect(forward.excess == 18.75)
  }

  @Test("refuses what is no count or no ratio", arguments: [-1, Double.nan, .infinity])
  func invalid(bad: Double) {
    #expect(throws: SignificanceError.self) { try OnOffCount(on: bad, off: 1, ratio: 1) }
    #expect(throws: SignificanceError.self) { try OnOffCount(on: 1, off: bad, ratio: 1) }
    #expect(throws: SignificanceError.self) { try OnOffCount(on: 1, off: 1, ratio: bad) }
    #expect(throws: SignificanceError.invalidRatio(0)) { try OnOffCount(on: 1, off: 1, ratio: 0) }
    #expect(throws: SignificanceError.self) { try OnOffCount(on: 1e300, off: 1, ratio: 1e300) }
  }
}
