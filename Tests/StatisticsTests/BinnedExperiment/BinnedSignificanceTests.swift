import Statistics
import Testing

@Suite("Discovery significance of several bins")
struct BinnedSignificanceTests {
  typealias Bin = BinnedExpectation.Bin

  @Test("is pyhf's on 200 random searches to 10⁻⁵")
  func agreesWithPyhf() throws {
    let searches = try BinnedSearch.all()
    #expect(searches.count == 200)
    #expect(searches.count { $0.signal.count > 1 } == 100)
    for search in searches {
      let found = try search.expectation().discoverySignificance().value
      #expect(relativeError(found, search.significance) < 1e-5, "\(search)")
    }
  }

  @Test("of one bin is Z_A, with its derivatives, whichever the correlation", arguments: [0, 1e-4, 0.1, 0.5, 3])
  func oneBin(systematic: Double) throws {
    for (s, b) in [(8.7, 1.7), (1e-3, 20), (300, 0.1), (5, 1e5)] {
      let whole = try Significance.asimov(signal: s, background: b, systematic: systematic)
      for correlation in BinnedExpectation.Correlation.allCases {
        let bin = Bin(signal: s, background: b, signalVariance: s / 20, backgroundVariance: b / 30)
        let found = try BinnedExpectation(bins: [bin], systematic: systematic, correlation: correlation)
          .discoverySignificance()
        #expect(relativeError(found.value, whole.value) < 1e-12)
        #expect(relativeError(found.signalDerivatives[0], whole.signalDerivative) < 1e-11)
        #expect(relativeError(found.backgroundDerivatives[0], whole.scalingBackgroundDerivative) < 1e-9)
        let error = try #require(whole.uncertainty(signalVariance: s / 20, backgroundVariance: b / 30))
        #expect(relativeError(try #require(found.uncertainty(of: [bin])), error) < 1e-9)
      }
    }
  }

  @Test("has the derivatives that moving each yield gives", arguments: BinnedExpectation.Correlation.allCases)
  func derivatives(correlation: BinnedExpectation.Correlation) throws {
    let bins = [Bin(signal: 3, background: 0.7), Bin(signal: 9, background: 12), Bin(signal: 2, background: 150)]
    func value(_ bins: [Bin]) throws -> Double {
      try BinnedExpectation(bins: bins, systematic: 0.3, correlation: correlation).discoverySignificance().value
    }
    let found = try BinnedExpectation(bins: bins, systematic: 0.3, correlation: correlation).discoverySignificance()
    for index in bins.indices {
      for (path, derivative) in [
        (\Bin.signal, found.signalDerivatives[index]), (\Bin.background, found.backgroundDerivatives[index]),
      ] {
        var (up, down) = (bins, bins)
        let step = 1e-5 * bins[index][keyPath: path]
        up[index][keyPath: path] += step
        down[index][keyPath: path] -= step
        #expect(abs(try (value(up) - value(down)) / (2 * step) - derivative) < 1e-8 * max(1, abs(derivative)))
      }
    }
  }

  @Test("never falls when a bin is split, and is the same where both halves have the same s/b")
  func splitting() throws {
    func value(_ bins: [Bin], _ f: Double) throws -> Double {
      try BinnedExpectation(bins: bins, systematic: f, correlation: .shared).discoverySignificance().value
    }
    let whole = try value([Bin(signal: 9, background: 12)], 0.2)
    #expect(try value([Bin(signal: 6, background: 2), Bin(signal: 3, background: 10)], 0.2) > whole)
    let halves = try value([Bin(signal: 6, background: 8), Bin(signal: 3, background: 4)], 0.2)
    #expect(relativeError(halves, whole) < 1e-14)
  }

  @Test(
    "of a bin with signal alone is infinite, and 0 without any signal",
    arguments: BinnedExpectation.Correlation.allCases)
  func edges(correlation: BinnedExpectation.Correlation) throws {
    func found(_ bins: [Bin]) throws -> BinnedSignificance {
      try BinnedExpectation(bins: bins, systematic: 0.3, correlation: correlation).discoverySignificance()
    }
    let certain = [Bin(signal: 1, background: 4), Bin(signal: 0.2, background: 0)]
    #expect(try found(certain).value == .infinity)
    #expect(try found(certain).uncertainty(of: certain) == nil)
    let nothing = [Bin(signal: 0, background: 4), Bin(signal: 0, background: 0)]
    #expect(try found(nothing).value == 0)
    #expect(try found(nothing).uncertainty(of: nothing) == nil)
    // An empty bin says nothing.
    let one = try found([Bin(signal: 1, background: 4)]).value
    #expect(try found([Bin(signal: 1, background: 4), Bin(signal: 0, background: 0)]).value == one)
  }

  @Test("is refused for bins that are none, by number and name")
  func badInput() throws {
    #expect(throws: BinnedExpectationError.noBins) {
      try BinnedExpectation(bins: [], systematic: 0.1, correlation: .shared)
    }
    #expect(throws: BinnedExpectationError.invalidBin(index: 1, .invalid(quantity: "background", value: -1))) {
      try BinnedExpectation(
        bins: [Bin(signal: 1, background: 1), Bin(signal: 1, background: -1)], systematic: 0.1, correlation: .perBin)
    }
    #expect(throws: BinnedExpectationError.invalidBin(index: 0, .invalid(quantity: "systematic", value: .infinity))) {
      try BinnedExpectation(bins: [Bin(signal: 1, background: 1)], systematic: .infinity, correlation: .perBin)
    }
    #expect(throws: BinnedExpectationError.self) {
      try BinnedExpectation(bins: [Bin(signal: .nan, background: 1)], systematic: 0, correlation: .perBin)
    }
    #expect(throws: BinnedExpectationError.lengths(bins: 1, systematics: 2)) {
      try BinnedExpectation(bins: [Bin(signal: 1, background: 1)], systematics: [0, 0], correlation: .perBin)
    }
    #expect(throws: BinnedExpectationError.unequalShared(0.1, 0.2)) {
      try BinnedExpectation(
        bins: [Bin(signal: 1, background: 1), Bin(signal: 1, background: 1)], systematics: [0.1, 0.2],
        correlation: .shared)
    }
  }
}
