import Foundation
import Statistics
import Testing

@Suite("Expected CLs limits")
struct ExpectedLimitTests {
  typealias Bin = BinnedExpectation.Bin

  @Test("are pyhf's on 200 random searches to 10⁻⁴, at all five points of the band")
  func agreeWithPyhf() throws {
    for search in try BinnedSearch.all() {
      let found = try search.expectation().expectedLimit()
      #expect(found.values == found.values.sorted())
      for (mine, theirs) in zip(found.values, search.limits) {
        #expect(relativeError(mine, theirs) < 1e-4, "\(search)")
      }
    }
  }

  @Test("of a well known large background are Gaussian: 1.96 √b/s, the band by its formula")
  func gaussian() throws {
    let limit = try BinnedExpectation(
      bins: [Bin(signal: 1e3, background: 1e12)], systematic: 0, correlation: .perBin
    ).expectedLimit()
    // Φ⁻¹(1 − 0.05 Φ(N)) + N, by SciPy.
    let expected = [1.0517634360, 1.4119943958, 1.9599639845, 2.7271848288, 3.6559843567]
    for (found, root) in zip(limit.values, expected) { #expect(relativeError(found, root * 1e3) < 1e-5) }
  }

  @Test("without background follow from 2 μ s alone, and fall in proportion to the signal")
  func withoutBackground() throws {
    let limit = try BinnedExpectation(
      bins: [Bin(signal: 4, background: 0)], systematic: 0.2, correlation: .shared
    ).expectedLimit()
    #expect(relativeError(limit.median, 1.9599639845400545 * 1.9599639845400545 / 8) < 1e-12)
  }

  @Test("grow with the systematic and with the confidence")
  func monotonic() throws {
    var last = 0.0
    for f in [0, 0.1, 0.5, 2] {
      let search = try BinnedExpectation(
        bins: [Bin(signal: 3, background: 5), Bin(signal: 1, background: 30)], systematic: f, correlation: .shared)
      let (loose, strict) = (try search.expectedLimit(confidence: 0.9), try search.expectedLimit(confidence: 0.99))
      #expect(loose.median > last)
      #expect(strict.median > loose.median)
      last = loose.median
    }
  }

  @Test("hold over eighteen orders of magnitude: they solve their own equation")
  func range() throws {
    for s in [1e-9, 1e-3, 1, 1e4, 1e9] {
      for b in [1e-9, 1e-3, 1, 1e4, 1e9] {
        for f in [0, 1e-6, 0.3, 10] {
          let perBin = try BinnedExpectation(
            bins: [Bin(signal: s, background: b)], systematic: f, correlation: .perBin
          ).expectedLimit()
          let shared = try BinnedExpectation(
            bins: [Bin(signal: s, background: b)], systematic: f, correlation: .shared
          ).expectedLimit()
          #expect(perBin.values == perBin.values.sorted())
          for (first, second) in zip(perBin.values, shared.values) {
            #expect(relativeError(first, second) < 1e-9, "s \(s) b \(b) f \(f)")
          }
        }
      }
    }
  }

  @Test("need a signal and a level between 0 and 1")
  func badInput() throws {
    let nothing = try BinnedExpectation(bins: [Bin(signal: 0, background: 1)], systematic: 0, correlation: .perBin)
    #expect(throws: BinnedExpectationError.noSignal) { try nothing.expectedLimit() }
    let some = try BinnedExpectation(bins: [Bin(signal: 1, background: 1)], systematic: 0, correlation: .perBin)
    for level in [0, 1, -0.5, Double.infinity] {
      #expect(throws: BinnedExpectationError.invalidConfidence(level)) { try some.expectedLimit(confidence: level) }
    }
    #expect(throws: BinnedExpectationError.self) { try some.expectedLimit(confidence: .nan) }
  }
}
