import Foundation
import Testing

@testable import Analysis
@testable import Notebook
@testable import Statistics

@Suite struct InferenceTests {
  private static let network = """
    ```{train} network
    { dataset: events, hidden: [4], loss: cross-entropy, batch-size: 32, epochs: 10 }
    ```

    ```{scan} cut
    { model: network, systematics: [0.1, 0.4], minimum-effective-background: 3 }
    ```

    ```{binning} binned
    { model: network, systematic: 0.4, bins: 3, minimum-effective-background: 3 }
    ```

    """

  private static func results() async throws -> [String: StepResult] {
    try await SmallSearch.temporary { search in
      try await search.results(
        network + """
          ```{binning} shared
          { model: network, systematic: 0.4, bins: 3, minimum-effective-background: 3, correlation: shared }
          ```

          ```{binning} one
          { model: network, systematic: 0.4, bins: 1 }
          ```

          ```{inference} of-cut
          { scan: cut, systematic: 0.4, toys: 20000 }
          ```

          ```{inference} of-bins
          { binning: binned, confidence: 0.9 }
          ```

          ```{plot} fig-bins
          binned-score: { binning: [binned, shared] }
          ```

          """)
    }
  }

  @Test func binsHoldTheTestEventsAndTheirSignificanceIsTheSumOfTheirs() async throws {
    let results = try await Self.results()
    let binned = try #require(results["binned"])
    let events = try ScoredSplit(.test, from: try #require(results["network"]))
    let count = try { if case .integer(let count) = try binned.values.member(["bins"], of: "") { count } else { 0 } }()
    #expect((2...3).contains(count))
    var squares = 0.0
    for bin in 1...count {
      let (low, high) = (try binned.number("\(bin)", "low").value, try binned.number("\(bin)", "high").value)
      let inside = events.scores.indices.filter {
        Double(events.scores[$0]) >= low && (bin == count || Double(events.scores[$0]) < high)
      }
      for (isSignal, name) in [(true, "signal"), (false, "background")] {
        let weights = inside.filter { events.isSignal[$0] == isSignal }.map { events.weights[$0] }
        let (value, error) = try binned.number("\(bin)", name)
        #expect(abs(value / weights.reduce(0, +) - 1) < 1e-12)
        #expect(abs(try #require(error) / weights.reduce(0) { $0 + $1 * $1 }.squareRoot() - 1) < 1e-9)
      }
      let z = try binned.number("\(bin)", "significance").value
      squares += z * z
    }
    #expect(abs(try binned.number("significance").value / squares.squareRoot() - 1) < 1e-12)
  }

  @Test func aSingleCutIsComparedAsTheScanQuotesIt() async throws {
    let results = try await Self.results()
    let quoted = try #require(results["cut"]).number("0.4", "significance")
    let binned = try #require(results["binned"])
    #expect(try binned.number("single-cut") == quoted)
    let gain = try binned.number("significance").value - quoted.value
    #expect(abs(try binned.number("gain").value - gain) < 1e-12)
    // Of one bin there is no correlation, and no cut.
    let whole = try #require(results["one"])
    #expect(try whole.number("significance").value == whole.number("1", "significance").value)
    #expect(try whole.number("1", "low").value == 0)
  }

  @Test func conclusionsOfACutAreThoseOfItsCounts() async throws {
    let results = try await Self.results()
    let (cut, conclusions) = (try #require(results["cut"]), try #require(results["of-cut"]))
    let (s, b) = (try cut.number("0.4", "signal").value, try cut.number("0.4", "background").value)
    let (z, error) = try conclusions.number("significance")
    let (quoted, quotedError) = try cut.number("0.4", "significance")
    #expect(abs(z / quoted - 1) < 1e-12)
    #expect(abs(try #require(error) / (try #require(quotedError)) - 1) < 1e-9)
    #expect(
      try conclusions.number("zbi").value
        == PValue.poissonGamma(signal: s, background: b, systematic: 0.4).significance)
    #expect(try conclusions.number("poisson").value == PValue.poisson(signal: s, background: b).significance)
    let averaged = try conclusions.number("averaged").value
    let (toys, spread) = try conclusions.number("toys")
    #expect(abs(toys - averaged) < 5 * (try #require(spread)))
    let limits = try ["limit-down-2", "limit-down-1", "limit", "limit-up-1", "limit-up-2"].map {
      try conclusions.number($0).value
    }
    #expect(limits == limits.sorted())
    // A limit of 1 and a CLs of 5 % are the same.
    #expect((try conclusions.number("cls").value < 0.05) == (limits[2] < 1))
    #expect(conclusions.files.map { $0.folder + "." + $0.ending } == ["pyhf.json", "hepdata.yaml"])
  }

  @Test func conclusionsOfBinsAreThoseOfTheBins() async throws {
    let results = try await Self.results()
    let (binned, conclusions) = (try #require(results["binned"]), try #require(results["of-bins"]))
    let (z, quoted) = (try conclusions.number("significance"), try binned.number("significance"))
    #expect(z == quoted)
    let region = try CountedRegion(CountedRegion.blob(), from: binned)
    #expect(try conclusions.number("limit").value == region.expectation.expectedLimit(confidence: 0.9).median)
    #expect(throws: Mistake.self) { try conclusions.number("zbi") }
    #expect(results["fig-bins"]?.figure?.alternativeText.contains("bins of a network trained on") == true)
  }

  @Test(arguments: [
    ("{ scan: cut }", "the scan has a cut for each of its systematics"),
    ("{ scan: cut, systematic: 0.3 }", "scan 'cut' has no systematic 0.3"),
    ("{ toys: 5 }", "nothing to draw conclusions from"),
    ("{ scan: cut, systematic: 0.4, binning: binned }", "a scan and a binning are two searches"),
    ("{ binning: binned, systematic: 0.4 }", "the binning has its systematic already"),
    ("{ binning: binned, confidence: 95 }", "a confidence level must lie between 0 and 1, not at 95"),
    ("{ binning: binned, toys: 5 }", "pseudo-experiments are made of a single cut only"),
    ("{ scan: cut, systematic: 0.4, toys: -1 }", "toys must lie between 0 and 1000000000, not -1"),
  ])
  func mistakesAreToldBeforeAnythingRuns(options: String, message: String) async throws {
    try await SmallSearch.temporary { search in
      let checked = search.check(Self.network + "```{inference} wrong\n\(options)\n```\n")
      #expect(checked.diagnostics.map(\.message) == [message])
    }
  }

  @Test func aBinningNeedsSomeBins() async throws {
    try await SmallSearch.temporary { search in
      let checked = search.check(
        Self.network + "```{binning} wrong\n{ model: network, systematic: 0.4, bins: 0 }\n```\n")
      #expect(checked.diagnostics.map(\.message) == ["bins must lie between 1 and 50, not 0"])
    }
  }
}
