import Testing

@testable import Events

@Suite("Fractions of a split")
struct SplitFractionsTests {
  static let shares: [[Double]] = [
    [0.5, 0.2, 0.3], [0.7, 0.2, 0.1], [1, 0, 0], [0, 0, 1], [1.0 / 3, 1.0 / 3, 1.0 / 3], [0.999, 0.001, 0],
  ]

  @Test("must be ≥ 0 and sum to 1")
  func checked() {
    #expect(throws: SplitError.sumIsNotOne(0.75)) { try SplitFractions(train: 0.5, validation: 0.25, test: 0) }
    #expect(throws: SplitError.invalidFraction(name: "validation", value: -0.5)) {
      try SplitFractions(train: 1, validation: -0.5, test: 0.5)
    }
    #expect(throws: SplitError.self) { try SplitFractions(train: .nan, validation: 0.5, test: 0.5) }
    #expect(throws: Never.self) { _ = try SplitFractions(train: 0.7, validation: 0.2, test: 0.1) }
  }

  @Test(
    "share all events out, each split within one of its share",
    arguments: shares)
  func counts(shares: [Double]) throws {
    let fractions = try SplitFractions(train: shares[0], validation: shares[1], test: shares[2])
    for count in [0, 1, 2, 3, 10, 17, 99, 1000, 40_000, 1_000_003] {
      let counts = fractions.counts(of: count)
      #expect(counts.reduce(0, +) == count)
      for (got, fraction) in zip(counts, shares) {
        #expect(abs(Double(got) - fraction * Double(count)) < 1)
        #expect(fraction > 0 || got == 0)
      }
    }
  }

  @Test("of round numbers are exact")
  func exact() throws {
    #expect(try SplitFractions(train: 0.5, validation: 0.2, test: 0.3).counts(of: 40_000) == [20_000, 8000, 12_000])
    #expect(try SplitFractions(train: 0.7, validation: 0.2, test: 0.1).counts(of: 10) == [7, 2, 1])
  }
}
