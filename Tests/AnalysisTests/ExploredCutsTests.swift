import Foundation
import Testing

@testable import Analysis
@testable import Notebook

@Suite struct ExploredCutsTests {
  private struct Numbers: Decodable {
    var cuts: [Float]
    var signal: [Float]
    var background: [Float]
    var signalVariance: [Float]
    var backgroundVariance: [Float]
    var sampleSystematics: [Float]?
    var chosen: [String: Float]
    var minimum: Double
    var estimate: String
  }

  @Test func aReaderMovesTheSumsOfTheTestEventsThemselves() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(
        """
        ```{train} network
        { dataset: events, hidden: [4], loss: cross-entropy, batch-size: 32, epochs: 10 }
        ```

        ```{scan} best
        { model: network, systematics: [0.1, 0.4], minimum-effective-background: 3 }
        ```

        ```{plot} fig
        significance-scan: { scan: best, systematic: 0.4 }
        ```

        """)
    }
    #expect(results["fig"]?.explorer == .steps(["best"], start: "0.4"))
    let (network, best) = (try #require(results["network"]), try #require(results["best"]))
    guard case .data("cut-scan", let json)? = best.explorer else { throw NoNumbers() }
    let numbers = try JSONDecoder().decode(Numbers.self, from: Data(json.utf8))
    #expect(numbers.cuts == numbers.cuts.sorted() && Set(numbers.cuts).count == numbers.cuts.count)
    #expect(numbers.cuts.count > 30)
    #expect((numbers.minimum, numbers.estimate) == (3, "asimov"))
    #expect(numbers.sampleSystematics == nil)
    for systematic in ["0.1", "0.4"] {
      let chosen = try #require(numbers.chosen[systematic])
      #expect(Double(chosen) == (try best.number(systematic, "cut").value))
      #expect(numbers.cuts.contains(chosen))
    }
    let events = try ScoredSplit(.test, from: network)
    for (index, cut) in numbers.cuts.enumerated() {
      var sums = [0.0, 0.0, 0.0, 0.0]
      for event in events.scores.indices where events.scores[event] >= cut {
        let (first, weight) = (events.isSignal[event] ? 0 : 2, events.weights[event])
        sums[first] += weight
        sums[first + 1] += weight * weight
      }
      let found = [
        numbers.signal[index], numbers.signalVariance[index], numbers.background[index],
        numbers.backgroundVariance[index],
      ]
      for (found, sum) in zip(found, sums) { #expect(abs(Double(found) - sum) <= 1e-6 * sum) }
    }
    // From all events to the few that no background is among.
    #expect(numbers.signal[0] >= numbers.signal.last ?? 0)
    #expect(numbers.cuts.first == events.scores.min())
  }

  private struct NoNumbers: Error {}
}
