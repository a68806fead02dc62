import Statistics
import Testing

@Suite("A histogram")
struct HistogramTests {
  @Test("has NumPy's contents, Σw², density and flows", arguments: 0..<4)
  func agreesWithNumPy(index: Int) throws {
    let fixture = try ScanFixture.load()
    let expected = fixture.histograms[index]
    let histogram = try Histogram(
      of: fixture.scores, weights: fixture.weights, range: expected.range[0]...expected.range[1],
      bins: expected.contents.count)
    #expect(agree(histogram.contents, expected.contents))
    #expect(agree(histogram.variances, expected.variances))
    #expect(agree(histogram.density.contents, expected.density))
    #expect(agree([histogram.underflow, histogram.overflow], [expected.underflow, expected.overflow]))
    #expect(agree([histogram.normalised.sum], [1]))
  }

  @Test("takes a value on an edge into the bin above, and the last edge into the last bin")
  func edges() throws {
    let histogram = try Histogram(of: [0, 0.25, 0.5, 0.75, 1, -0.001, 1.001], range: 0...1, bins: 4)
    #expect(histogram.contents == [1, 1, 1, 2])
    #expect((histogram.underflow, histogram.overflow) == (1, 1))
    #expect(histogram.edges == [0, 0.25, 0.5, 0.75, 1])
  }

  @Test("scales errors with contents")
  func scaling() throws {
    let scaled = try Histogram(of: [0.1, 0.1, 0.9, 5], range: 0...1, bins: 2).scaled(by: 3)
    #expect(scaled.contents == [6, 3])
    #expect(scaled.variances == [18, 9])
    #expect(scaled.uncertainties == [Double(18).squareRoot(), 3])
    #expect(scaled.overflow == 3)
  }

  @Test("of nothing stays empty when normalised")
  func empty() throws {
    let histogram = try Histogram(of: [], range: 0...1, bins: 3)
    #expect(histogram.normalised.contents == [0, 0, 0])
    #expect(histogram.density.contents == [0, 0, 0])
  }

  @Test("refuses what it cannot count")
  func invalid() {
    #expect(throws: HistogramError.invalidBinCount(0)) { try Histogram(of: [1], range: 0...1, bins: 0) }
    #expect(throws: HistogramError.invalidRange(1, 1)) { try Histogram(of: [1], range: 1...1, bins: 2) }
    #expect(throws: HistogramError.undefinedValue(index: 1)) { try Histogram(of: [1, .nan], range: 0...1, bins: 2) }
    #expect(throws: HistogramError.lengths(values: 1, weights: 2)) {
      try Histogram(of: [1], weights: [1, 1], range: 0...1, bins: 2)
    }
    #expect(throws: HistogramError.invalidWeight(index: 0, weight: .infinity)) {
      try Histogram(of: [1], weights: [.infinity], range: 0...1, bins: 2)
    }
  }
}
