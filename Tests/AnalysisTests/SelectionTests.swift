import Foundation
import Testing

@testable import Analysis
@testable import Events
@testable import Notebook

@Suite struct SelectionTests {
  private static func dataset(_ options: String) -> String {
    """
    ```{dataset} chosen
    signal:     { files: signal.csv, cross-section: 2 fb, efficiency: 0.5 }
    background: { files: background.csv, cross-section: 40 fb, efficiency: 0.5 }
    luminosity: 30 fb^-1
    \(options)
    ```

    """
  }

  /// The rows of a file of the search, by its columns' names.
  private static func rows(_ search: SmallSearch, _ name: String) throws -> [[String: Double]] {
    let lines = try search.text(of: name).split(separator: "\n").map { $0.split(separator: ",") }
    return lines.dropFirst().map { line in
      Dictionary(uniqueKeysWithValues: zip(lines[0].map(String.init), line.compactMap { Double($0) }))
    }
  }

  @Test func aSelectionKeepsWhatPassesAndItsShareOfTheEventsExpected() async throws {
    try await SmallSearch.temporary { search in
      let results = try await search.results(
        Self.dataset("define: { ratio: MET / pT, twice: ratio * 2 }\nselect: MET > 250 && twice < 100"))
      let chosen = try #require(results["chosen"])
      for (name, expected) in [("signal", 30.0), ("background", 600.0)] {
        let rows = try Self.rows(search, "\(name).csv")
        let kept = rows.filter { row in
          // In the single precision of the columns.
          let (met, pt) = (Float(row["MET"] ?? 0), Float(row["pT"] ?? 0))
          let ratio = Float(Double(met) / Double(pt))
          return met > 250 && Double(Float(Double(ratio) * 2)) < 100
        }
        #expect(kept.count < rows.count)
        #expect(try chosen.values.member([name, "selected"], of: "") == .integer(kept.count))
        #expect(try chosen.values.member([name, "events"], of: "") == .integer(rows.count))
        func sum(_ rows: [[String: Double]]) -> Double { rows.reduce(0) { $0 + Double(Float($1["weight"] ?? 0)) } }
        #expect(abs(try chosen.number(name, "expected").value / (expected * sum(kept) / sum(rows)) - 1) < 1e-12)
      }
      let data = try DatasetDirective.dataset(from: chosen)
      #expect(data.featureNames == ["MET", "pT", "ratio", "twice", "x"])
      let events = data.train
      for event in 0..<events.count {
        let row = Array(events.features[5 * event..<5 * event + 5])
        #expect(row[0] > 250 && row[3] < 100)
        #expect(row[2] == Float(Double(row[0]) / Double(row[1])))
      }
    }
  }

  @Test func weightsAndFeaturesMayBeDefined() async throws {
    try await SmallSearch.temporary { search in
      let results = try await search.results(
        Self.dataset("define: { w: weight * 2, hard: \"where(MET > 250, 1, 0)\" }\nweight: w\nfeatures: [MET, hard]"))
      let data = try DatasetDirective.dataset(from: try #require(results["chosen"]))
      #expect(data.featureNames == ["MET", "hard"])
      #expect(Set(data.train.features.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)) == [0, 1])
      // Twice the weight is the same share.
      let plain = try #require(results["events"])
      #expect(
        try results["chosen"]?.number("signal", "expected").value == plain.number("signal", "expected").value)
    }
  }

  @Test func theSameExpressionWrittenOtherwiseRunsNothingAgain() async throws {
    try await SmallSearch.temporary { search in
      let first = try await search.run(Self.dataset("select: MET>250&&pT<40"))
      #expect(first.seconds.keys.contains("chosen"))
      #expect(try await search.run(Self.dataset("select: (MET > 250) && (pT < 40.0)")).seconds.isEmpty)
      #expect(
        try await search.run(Self.dataset("select: (MET > 250) && (pT < 41)")).seconds.keys.sorted() == ["chosen"])
    }
  }

  @Test(arguments: [
    ("select: MET >", "t.md:10:14: error: the expression ends too soon"),
    (
      "select: MET + 1",
      "t.md:10:9: error: the selection is a number, not a condition; write for example MET > 250 && n_jet >= 5"
    ),
    ("select: 'MET > 250 && METT > 3'", "t.md:10:23: error: 'signal.csv' has no column 'METT'; did you mean 'MET'?"),
    ("define: { r: sqr(MET) }", "t.md:10:14: error: there is no function 'sqr'; did you mean 'sqrt'?"),
    ("define: { pT: MET * 2 }", "t.md:10:15: error: 'signal.csv' has a column 'pT' already; define another name"),
    ("define: { a: b * 2, b: MET }", "t.md:10:14: error: 'signal.csv' has no column 'b'"),
    ("select: >-\n  MET > 250 &&\n  (pT < 3", "t.md:12:3: error: this '(' is not closed"),
  ])
  func mistakesAreToldWhereTheyAre(options: String, message: String) async throws {
    try await SmallSearch.temporary { search in
      let found = search.check(Self.dataset(options)).diagnostics.map(\.description)
      #expect(found.contains { $0.contains("/" + message) }, "\(found)")
    }
  }

  @Test func eventsWithoutAValueAreTold() async throws {
    try await SmallSearch.temporary { search in
      let undefined = try await search.run(Self.dataset("define: { r: log(x - 1) }"))
      #expect(
        undefined.failures.first?.message.contains(
          "'signal.csv': 'log(x - 1)' has no finite value for event 0 (counted from 0), where x = ") == true)
      let none = try await search.run(Self.dataset("select: MET > 1e9"))
      #expect(none.failures.map(\.message) == ["dataset 'chosen': no event of 'signal.csv' passes 'select'; loosen it"])
    }
  }
}
