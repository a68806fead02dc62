import Testing

@testable import Analysis
@testable import Notebook

@Suite struct ScanValuesTests {
  private static func results() async throws -> [String: StepResult] {
    try await SmallSearch.temporary { search in
      try await search.results(
        """
        ```{train} network
        { dataset: events, hidden: [4], loss: cross-entropy, batch-size: 32, epochs: 10 }
        ```

        ```{scan} honest
        { model: network, systematics: [0.1, 0.4], minimum-effective-background: 3 }
        ```

        ```{scan} biased
        { model: network, systematics: [0.1, 0.4], minimum-effective-background: 3, choose-on: test }
        ```

        """)
    }
  }

  @Test func theOptimismIsWhatChoosingOnTheTestEventsWouldGain() async throws {
    let results = try await Self.results()
    let (honest, biased) = (try #require(results["honest"]), try #require(results["biased"]))
    for systematic in ["0.1", "0.4"] {
      let gain =
        try biased.number(systematic, "significance").value - honest.number(systematic, "significance").value
      #expect(abs(try honest.number(systematic, "optimism").value - gain) < 1e-12)
      #expect(try biased.number(systematic, "optimism").value == 0)
    }
  }

  @Test func thePurestCutIsChosenOnOneSplitAndQuotedOnTheOther() async throws {
    let results = try await Self.results()
    let (network, honest) = (try #require(results["network"]), try #require(results["honest"]))
    func purity(_ split: ScoredSplit.Name, above cut: Double) throws -> Double {
      let events = try ScoredSplit(split, from: network)
      var sums = (0.0, 0.0)
      for (index, score) in events.scores.enumerated() where Double(score) >= cut {
        if events.isSignal[index] { sums.0 += events.weights[index] } else { sums.1 += events.weights[index] }
      }
      return sums.0 / sums.1
    }
    let cut = try honest.number("purest", "cut").value
    #expect(abs(try honest.number("purest", "purity").value / purity(.test, above: cut) - 1) < 1e-12)
    // No cut of those that are tried is purer on the validation events.
    let validation = try ScoredSplit(.validation, from: network)
    let chosen = try purity(.validation, above: cut)
    for other in Set(validation.scores.map(Double.init)) {
      let left = validation.scores.indices.filter { Double(validation.scores[$0]) >= other && !validation.isSignal[$0] }
      let (sum, squares) = left.reduce(into: (0.0, 0.0)) { sums, event in
        sums.0 += validation.weights[event]
        sums.1 += validation.weights[event] * validation.weights[event]
      }
      guard sum * sum >= 3 * squares, sum > 0 else { continue }
      #expect(try purity(.validation, above: other) <= chosen * (1 + 1e-12))
    }
  }
}
