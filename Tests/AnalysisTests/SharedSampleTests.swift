import Foundation
import Testing

@testable import Analysis
@testable import Notebook

/// Events that several datasets share.
@Suite struct SharedSampleTests {
  private static let options = "select: MET > 200\ndefine: { ratio: MET / (pT + 1) }\nluminosity: 30 fb^-1\n"

  @Test func aDatasetOfSharedFilesIsTheSameToTheByte() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(
        """
        ```{dataset} own
        signal:     { files: [signal.csv, background.csv], cross-section: 2 fb, efficiency: 0.5 }
        background: { files: background.csv, cross-section: 40 fb, efficiency: 0.5 }
        \(Self.options)```

        ```{sample} signal
        { files: [signal.csv, background.csv], cross-section: 2 fb, efficiency: 0.5 }
        ```

        ```{sample} background
        { files: background.csv, cross-section: 7 fb, efficiency: 0.1 }
        ```

        ```{dataset} shared
        signal:     { sample: signal }
        background: { sample: background, cross-section: 40 fb, efficiency: 0.5 }
        \(Self.options)```

        """)
    }
    let (own, shared) = (try #require(results["own"]), try #require(results["shared"]))
    #expect(own.blobs.count > 5 && own.blobs == shared.blobs)
    #expect(own.values == shared.values && own.summary == shared.summary)
    #expect(try results["signal"]?.values.member(["events"], of: "") == .integer(700))
    #expect(try results["background"]?.number("cross-section").value == 7)
  }

  @Test func aDatasetOfSharedGeneratedEventsIsTheSameToTheByte() async throws {
    let stop = "generator: stop-search, process: stop-pair, m-stop: 700, m-lsp: 100, events: 300, seed: 4"
    let top = "generator: stop-search, process: top-pair, events: 200, cross-section: 844 pb"
    let results = try await SmallSearch.temporary { search in
      try await search.results(
        """
        ```{dataset} own
        signal:     { \(stop) }
        background: { \(top) }
        luminosity: 30 fb^-1
        ```

        ```{sample} stop
        { \(stop) }
        ```

        ```{sample} top
        { \(top) }
        ```

        ```{dataset} shared
        signal:     { sample: stop }
        background: { sample: top }
        luminosity: 30 fb^-1
        ```
        {value}`stop.generated-efficiency` {value}`top.cross-section`

        """)
    }
    let (own, shared) = (try #require(results["own"]), try #require(results["shared"]))
    #expect(own.blobs.count > 5 && own.blobs == shared.blobs)
    let conditions = try Conditions(from: shared)
    #expect(conditions.energy == 14_000)
    let (stopped, signal) = (try #require(results["stop"]), try shared.values.member(["signal"], of: ""))
    #expect(try stopped.values.member(["efficiency"], of: "") == signal.member(["efficiency"], of: ""))
    #expect(try stopped.values.member(["cross-section"], of: "") == signal.member(["cross-section"], of: ""))
    #expect(try own.number("signal", "generated-efficiency").value == stopped.number("generated-efficiency").value)
  }

  @Test func onlyTheColumnsThatAreNamedAreKept() async throws {
    try await SmallSearch.temporary { search in
      let text = """
        ```{sample} few
        { files: signal.csv, columns: [MET, weight], cross-section: 2 fb, efficiency: 0.5 }
        ```

        ```{dataset} d
        signal:     { sample: few }
        background: { files: background.csv, cross-section: 40 fb, efficiency: 0.5 }
        luminosity: 30 fb^-1
        features: [MET]
        ```

        """
      let few = try StoredSample(from: try #require(try await search.results(text)["few"]))
      #expect(few.columns == ["MET", "weight"] && few.parts == [300] && !few.isGenerated)
      let wrong = search.check(text.replacing("features: [MET]", with: "features: [MET, pT]")).diagnostics
      #expect(wrong.map(\.message) == ["'signal.csv' has no column 'pT'"])
      let unknown = search.check(text.replacing("columns: [MET,", with: "columns: [MTE,")).diagnostics
      #expect(
        unknown.map(\.description).contains { $0.contains("'signal.csv' has no column 'MTE'; did you mean 'MET'?") })
    }
  }

  @Test(arguments: [
    (
      "sample: s", "sample: s, events: 5",
      "the events are those of a sample, which has 'events' of its own; drop it, or 'sample'"
    ),
    (
      "sample: s", "sample: s, files: signal.csv",
      "the events are those of a sample, which has 'files' of its own; drop it, or 'sample'"
    ),
    ("sample: s", "sample: z", "no 'sample' directive is named 'z'; did you mean 's'?"),
    ("sample: s", "sample: events", "'events' is a 'dataset' directive, and 'd' asks for a 'sample' directive"),
    ("sample: s", "sample: s, efficiency: 2", "an efficiency lies above 0 and up to 1"),
    ("events: 50", "events: 50, columns: [MET]", "'columns' is of files; drop it, or the generator"),
    ("events: 50", "events: 50, missing: 0", "'missing' is of files; drop it, or the generator"),
    ("events: 50", "events: 0", "there is nothing to learn from 0 events; ask for more"),
    (", events: 50", "", "the generator needs 'events'; add 'events: …'"),
    (
      "luminosity: 1 fb^-1", "luminosity: 1 fb^-1\nfeatures: [MTE]",
      "the generator makes no column 'MTE'; did you mean 'MET'?"
    ),
    ("luminosity: 1 fb^-1", "luminosity: 1 fb^-1\nenergy: 13 TeV", "the generator makes collisions at 14 TeV alone"),
    (
      "luminosity: 1 fb^-1", "luminosity: 1 fb^-1\nselect: MTE > 2",
      "the generator has no column 'MTE'; did you mean 'MET'?"
    ),
  ])
  func mistakesAreToldBeforeAnythingRuns(part: String, other: String, message: String) async throws {
    let text = """
      ```{sample} s
      { generator: stop-search, process: top-pair, events: 50 }
      ```

      ```{dataset} d
      signal:     { sample: s }
      background: { generator: stop-search, process: top-pair, events: 60, seed: 2 }
      luminosity: 1 fb^-1
      ```

      """
    try await SmallSearch.temporary { search in
      #expect(search.check(text).diagnostics.map(\.description) == [])
      let found = search.check(text.replacing(part, with: other)).diagnostics.map(\.description)
      #expect(found.contains { $0.contains("error: " + message) }, "\(found)")
    }
  }
}
