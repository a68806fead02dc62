import Foundation
import Testing

@testable import Analysis
@testable import Events
@testable import Notebook

/// Columns of the same events in other files.
@Suite struct FriendsTests {
  private static let dataset = """
    ```{dataset} both
    signal: { files: signal.csv, friends: { files: s.csv, alias: more }, cross-section: 2 fb, efficiency: 0.5 }
    background: { files: background.csv, friends: [{ files: b.csv, alias: more }], cross-section: 40 fb, efficiency: 0.5 }
    luminosity: 30 fb^-1
    define: { ratio: y / MET }
    select: more.x > 10
    features: [y, ratio, pT]
    ```

    """

  /// `y` is the event's number, `x` a column that the sample has too.
  private static func write(_ search: SmallSearch, events: (signal: Int, background: Int) = (300, 400)) throws {
    for (name, count) in [("s", events.signal), ("b", events.background)] {
      let rows = (0..<count).map { "\($0),\($0 % 20)" }
      try search.write(Array((["y,x"] + rows).joined(separator: "\n").utf8), to: "\(name).csv")
    }
  }

  @Test func columnsOfFriendsAreThoseOfTheSameEvents() async throws {
    try await SmallSearch.temporary { search in
      try Self.write(search)
      let both = try #require(try await search.results(Self.dataset)["both"])
      let lines = try search.text(of: "signal.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
      let data = try DatasetDirective.dataset(from: both)
      #expect(data.featureNames == ["y", "ratio", "pT"])
      var seen = 0
      for split in [data.train, data.validation, data.test] {
        for event in 0..<split.count where split.isSignal[event] {
          let number = Int(split.features[3 * event])
          #expect(number % 20 > 10)
          #expect(split.features[3 * event + 2] == Float(String(lines[number][1])))
          seen += 1
        }
      }
      #expect(seen == (0..<300).count { $0 % 20 > 10 })
    }
  }

  @Test func mistakesAreTold() async throws {
    try await SmallSearch.temporary { search in
      try Self.write(search)
      func mistakes(_ part: String, _ other: String) -> [String] {
        search.check(Self.dataset.replacing(part, with: other)).diagnostics.map(\.description)
      }
      #expect(mistakes("more.x", "x").contains { $0.contains("'x' is in ") && $0.contains("'more.x'") })
      #expect(
        mistakes("{ files: s.csv, alias: more }", "{ alias: more }").contains {
          $0.contains("a friend is another tree or another file; add 'files: …' or 'tree: …'")
        })
      #expect(
        mistakes("files: s.csv", "files: [s.csv, b.csv]").contains {
          $0.contains("2 files are friends of 1; name one for each file of the sample, in the same order")
        })
      #expect(mistakes("files: s.csv", "files: t.csv").contains { $0.contains("no file 't.csv'") })
      try Self.write(search, events: (299, 400))
      let outcome = try await search.run(Self.dataset)
      #expect(outcome.failures.map(\.message).contains { $0.contains("300") && $0.contains("299") })
    }
  }
}
