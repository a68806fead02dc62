import Statistics
import Testing

struct FeaturesTests {
  private struct Fixture: Decodable {
    struct Batch: Decodable {
      var events: [Int]
      var signal: Double
      var background: Double
      var significance: Double
    }

    var features: [[Double]]
    var weights: [Double]
    var correlation: [[Double?]]
    var scores: [Float]
    var isSignal: [Bool]
    var yields: [Double]
    var batches: [Batch]
  }

  private let fixture: Fixture

  init() throws { fixture = try StatisticsTests.Fixture.json("features", as: Fixture.self) }

  @Test func `Weighted correlation coefficients are NumPy's`() {
    let matrix = CorrelationMatrix(count: 5, weights: fixture.weights) { fixture.features[$0][$1] }
    for (row, expected) in zip(matrix.coefficients, fixture.correlation) {
      for (found, expected) in zip(row, expected) {
        // A feature that does not vary has none.
        guard let expected else {
          #expect(found.isNaN)
          continue
        }
        #expect(abs(found - expected) < 1e-9)
      }
    }
  }

  @Test func `A batch estimates s, b and the significance as NumPy does`() {
    #expect(fixture.batches.contains { $0.signal == 0 } && fixture.batches.contains { $0.signal > 0 })
    for batch in fixture.batches {
      let found = BatchEstimate(
        events: batch.events, scores: fixture.scores, isSignal: fixture.isSignal, weights: fixture.weights,
        yields: (fixture.yields[0], fixture.yields[1]))
      for (found, expected) in [
        (found.signal, batch.signal), (found.background, batch.background), (found.significance, batch.significance),
      ] {
        #expect(abs(found - expected) <= 1e-12 * expected)
      }
    }
  }
}
