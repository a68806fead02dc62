import Testing

@testable import Analysis
@testable import Notebook

@Suite struct PerformanceTests {
  @Test func theMeasuresAreThoseOfTheTestEvents() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(
        """
        ```{train} network
        { dataset: events, hidden: [4], loss: cross-entropy, batch-size: 32, epochs: 10 }
        ```

        ```{performance} quality
        { model: network, minimum-effective-background: 3 }
        ```

        """)
    }
    let quality = try #require(results["quality"])
    let test = try ScoredSplit(.test, from: try #require(results["network"]))
    // Pairs of a signal and a background event, counted.
    var (above, all) = (0.0, 0.0)
    for one in test.scores.indices where test.isSignal[one] {
      for other in test.scores.indices where !test.isSignal[other] {
        let weight = test.weights[one] * test.weights[other]
        all += weight
        above += weight * (test.scores[one] > test.scores[other] ? 1 : test.scores[one] == test.scores[other] ? 0.5 : 0)
      }
    }
    let area = try quality.number("auc")
    #expect(abs(area.value - above / all) < 1e-12)
    #expect(try #require(area.uncertainty) > 0.005 && #require(area.uncertainty) < 0.1)
    for name in ["ks-signal", "ks-background"] {
      #expect((1e-6...1).contains(try quality.number(name).value), "\(name)")
    }
    #expect((0...0.5).contains(try quality.number("calibration-error").value))
    // s/√b without a cut is improved by 1.
    #expect(try quality.number("improvement").value >= 1)
    #expect((0...1).contains(try quality.number("improvement-efficiency").value))
  }
}
