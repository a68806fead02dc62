import Foundation
import Statistics
import Testing

@testable import Analysis
@testable import Events
@testable import Notebook

@Suite struct SeveralSamplesTests {
  private static let dataset = """
    ```{dataset} slices
    signal: { files: signal.csv, cross-section: 2 fb, efficiency: 0.5 }
    background:
      - { name: soft, files: background.csv, cross-section: 40 fb, efficiency: 0.5, systematic: 0.1 }
      - { name: hard, files: signal.csv, cross-section: 1 fb, efficiency: 0.25, systematic: 0.4 }
    luminosity: 30 fb^-1
    ```

    """

  private static let search = """
    ```{train} network
    dataset: slices
    loss: cross-entropy
    epochs: 3
    ```

    ```{scan} best
    model: network
    systematics: [0, 0.2]
    minimum-effective-background: 5
    ```

    """

  @Test func eachSampleHasItsOwnRateAndTheClassTheirSum() async throws {
    try await SmallSearch.temporary { search in
      let slices = try #require(try await search.results(Self.dataset)["slices"])
      #expect(try slices.number("background", "soft", "expected").value == 600)
      #expect(try slices.number("background", "hard", "expected").value == 7.5)
      #expect(try slices.number("background", "expected").value == 607.5)
      #expect(try slices.number("background", "cross-section").value == 41)
      #expect(abs(try slices.number("background", "efficiency").value - 20.25 / 41) < 1e-15)
      #expect(try slices.values.member(["background", "events"], of: "") == .integer(700))
      let data = try DatasetDirective.dataset(from: slices)
      for split in [data.train, data.validation, data.test] {
        var yields = [0.0, 0, 0]
        for (sample, weight) in zip(split.sample, split.physicalWeights) { yields[Int(sample)] += weight }
        for (yield, expected) in zip(yields, [30, 600, 7.5]) { #expect(abs(yield - expected) < 1e-9 * expected) }
      }
    }
  }

  @Test func aScanAddsTheSystematicOfTheMixtureToItsOwn() async throws {
    try await SmallSearch.temporary { search in
      let results = try await search.results(Self.dataset + Self.search)
      let (network, best) = (try #require(results["network"]), try #require(results["best"]))
      let test = try ScoredSplit(.test, from: network)
      let data = try DatasetDirective.dataset(from: try #require(results["slices"]))
      for (key, common) in [("0", 0.0), ("0.2", 0.2)] {
        let cut = try best.number(key, "cut").value
        var kept = [0.0, 0, 0]
        for (event, sample) in data.test.sample.enumerated() where Double(test.scores[event]) >= cut {
          kept[Int(sample)] += data.test.physicalWeights[event]
        }
        let b = kept[1] + kept[2]
        let own = hypot(0.1 * kept[1], 0.4 * kept[2]) / b
        let total = hypot(common, own)
        #expect(abs(try best.number(key, "systematic").value - total) < 1e-12)
        let z = try Significance.asimov(signal: kept[0], background: b, systematic: total).value
        #expect(abs(try best.number(key, "significance").value - z) < 1e-9 * z)
      }
      // The region that is handed on knows it too.
      let region = try CountedRegion("region.0", from: best)
      #expect(abs(region.systematic - (try best.number("0", "systematic").value)) < 1e-15)
    }
  }

  @Test func binsRefuseSystematicsThatTheyDoNotKnow() async throws {
    try await SmallSearch.temporary { search in
      let outcome = try await search.run(
        Self.dataset + Self.search + "```{binning} bins\nmodel: network\nsystematic: 0.1\n```\n")
      #expect(outcome.failures.map(\.message).contains { $0.contains("use a 'scan'") })
      let without = Self.dataset.replacing(", systematic: 0.1", with: "").replacing(", systematic: 0.4", with: "")
      let whole = try await search.run(
        without + Self.search
          + "```{binning} bins\nmodel: network\nsystematic: 0.1\nminimum-effective-background: 5\n```\n")
      #expect(whole.failures.map(\.message) == [])
    }
  }

  @Test(arguments: [
    ("name: soft, ", "", "9:5: one of several samples needs a 'name'; add 'name: …', such as ttbar"),
    ("name: soft", "name: hard", "10:13: two samples of the background are named 'hard'; rename one of them"),
    ("name: soft", "name: events", "9:13: 'events' is what a value of the background is called; choose another name"),
    (
      "name: soft", "name: 2nd",
      "9:13: '2nd' is no name for a sample; use letters, digits, - and _, a letter first, such as ttbar"
    ),
    ("efficiency: 0.25, ", "", "10:5: files need 'efficiency'; add 'efficiency: …'"),
    (
      "efficiency: 0.25", "efficiency: 2.5",
      "10:71: an efficiency lies above 0 and up to 1, and 2.5 does not; "
        + "write the fraction of events that is kept, such as 0.14"
    ),
    (
      "efficiency: 0.5 }\nbackground", "efficiency: 0.5, systematic: 0.1 }\nbackground",
      "7:80: systematics are of backgrounds, and this is the signal; leave it out"
    ),
    (
      "systematic: 0.4", "systematic: 40",
      "10:89: systematic σ_b/b must lie between 0 and 10, not 40; write 0.5 for 50 %"
    ),
    ("luminosity: 30 fb^-1", "luminosity: 30 fb^-1\nfeatures: [MTE]", "12:12: 'background.csv' has no column 'MTE'"),
  ])
  func mistakesAreToldWhereTheyAre(part: String, other: String, message: String) async throws {
    try await SmallSearch.temporary { search in
      let found = search.check(Self.dataset.replacing(part, with: other)).diagnostics.map {
        $0.description.replacing(search.path + "/t.md:", with: "").replacing(" error:", with: "")
      }
      #expect(found.contains { $0.hasPrefix(message) }, "\(found)")
    }
  }

  @Test func aNameThatIsNoSampleIsSuggestedOne() async throws {
    try await SmallSearch.temporary { search in
      let found = search.check(Self.dataset + "{value}`slices.background.sofd.expected`\n").diagnostics
      #expect(found.map(\.description).contains { $0.contains("did you mean 'soft'?") })
    }
  }
}
