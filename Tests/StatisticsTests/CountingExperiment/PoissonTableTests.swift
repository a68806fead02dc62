import Foundation
import Testing

@testable import Statistics

@Suite("Tables of Poisson probabilities")
struct PoissonTableTests {
  @Test("sum to 1, with upper tails that are the incomplete gamma function", arguments: [1e-6, 0.1, 1, 9.5, 400, 1e6])
  func tails(mean: Double) throws {
    let table = PoissonTable(mean: mean)
    #expect(abs(table.upperTail(table.counts.lowerBound + 1) + (table.probabilities.first ?? 0) - 1) < 1e-12)
    #expect(table.upperTail(table.counts.lowerBound) == 1)
    #expect(table.upperTail(table.counts.upperBound + 1) == 0)
    for deviation in [1.0, 3, 6] {
      let count = Int((mean + deviation * mean.squareRoot()).rounded(.up))
      let exact = try PValue.poisson(signal: Double(count) - mean, background: mean).probability
      #expect(relativeError(table.upperTail(count), exact) < 1e-11, "\(count)")
    }
  }
}
