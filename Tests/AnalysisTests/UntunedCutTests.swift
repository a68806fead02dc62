import Foundation
import Testing

@testable import Analysis
@testable import Notebook

@Suite struct UntunedCutTests {
  private static let template = """
    ```{train} network
    { dataset: events, hidden: [4], loss: { asimov: { systematic: 0.2 } }, pretrain: { loss: s/sqrt(s+b), epochs: 2 }, epochs: 6, batch-size: 64 }
    ```

    ```{train} later
    dataset: events
    hidden: [4]
    loss: { asimov: { systematic: 0.2 } }
    pretrain: { loss: s/sqrt(s+b), epochs: 2 }
    epochs: 6
    batch-size: 64
    luminosity: 90 fb^-1
    ```

    ```{scan} best
    { model: network, systematics: [0.2], minimum-effective-background: 3 }
    ```

    ```{scan} later-best
    { model: later, systematics: [0.2], minimum-effective-background: 3 }
    ```

    ```{dataset} more
    signal:     { files: signal.csv, cross-section: 2 fb, efficiency: 0.5 }
    background: { files: background.csv, cross-section: 40 fb, efficiency: 0.5 }
    luminosity: 90 fb^-1
    ```

    ```{train} more-network
    { dataset: more, hidden: [4], loss: { asimov: { systematic: 0.2 } }, pretrain: { loss: s/sqrt(s+b), epochs: 2 }, epochs: 6, batch-size: 64 }
    ```

    ```{scan} more-best
    { model: more-network, systematics: [0.2], minimum-effective-background: 3 }
    ```

    """

  @Test func cutsAtOneHalfAndAboveAreThoseThatTryingAllFinds() async throws {
    let results = try await SmallSearch.temporary { try await $0.results(Self.template) }
    let (network, best) = (try #require(results["network"]), try #require(results["best"]))
    let events = try ScoredSplit(.test, from: network)
    func significance(above cut: Float) throws -> (z: Double, effective: Double) {
      var (s, b, squares) = (0.0, 0.0, 0.0)
      for (event, score) in events.scores.enumerated() where score >= cut {
        if events.isSignal[event] { s += events.weights[event] } else { b += events.weights[event] }
        if !events.isSignal[event] { squares += events.weights[event] * events.weights[event] }
      }
      // Eq. 3.1 as it is printed.
      let v = 0.04 * b * b
      let z =
        2 * ((s + b) * log((s + b) * (b + v) / (b * b + (s + b) * v)) - b * b / v * log(1 + v * s / (b * (b + v))))
      return (z.squareRoot(), b * b / squares)
    }
    let half = try significance(above: 0.5)
    #expect(abs(try best.number("0.2", "untuned").value / half.z - 1) < 1e-9)
    let all = try Set(events.scores).map { (cut: $0, found: try significance(above: $0)) }
      .filter { $0.found.effective >= 3 }
    let highest = try #require(all.map(\.found.z).max())
    let lowest = try #require(all.filter { $0.cut >= 0.5 }.map(\.found.z).min())
    #expect(abs(try best.number("0.2", "flatness").value - lowest / highest) < 1e-9)
  }

  /// A luminosity of the training's own is that of a dataset that had it.
  @Test func aTrainingMayBeForAnotherLuminosity() async throws {
    let results = try await SmallSearch.temporary { try await $0.results(Self.template) }
    let (best, later) = (try #require(results["best"]), try #require(results["later-best"]))
    let more = try #require(results["more-best"])
    for name in ["cut", "signal", "background", "significance"] {
      let (ours, expected) = (try later.number("0.2", name).value, try more.number("0.2", name).value)
      #expect(abs(ours / expected - 1) < 1e-12, "\(name)")
    }
    #expect(try best.number("0.2", "signal").value < later.number("0.2", "signal").value)
    #expect(try Conditions(from: #require(results["later"])).luminosity == 90)
  }
}
