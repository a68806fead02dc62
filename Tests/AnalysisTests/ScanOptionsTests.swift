import Foundation
import Statistics
import Testing

@testable import Analysis
@testable import Notebook

/// What a scan tells, by sums over the events themselves.
@Suite struct ScanOptionsTests {
  private static let network = """
    ```{train} network
    { dataset: events, hidden: [4], loss: cross-entropy, batch-size: 32, epochs: 10 }
    ```

    """

  private static func scan(_ name: String, _ options: String) -> String {
    "```{scan} \(name)\n{ model: network, systematics: [0, 0.4], minimum-effective-background: 3\(options) }\n```\n\n"
  }

  /// Sums over the events of a split.
  private struct Sums {
    var kept = (signal: 0.0, background: 0.0)
    var squares = (signal: 0.0, background: 0.0)
    var all = (signal: 0.0, background: 0.0)
    var allSquares = (signal: 0.0, background: 0.0)

    init(_ events: ScoredSplit, above cut: Double) {
      for (index, score) in events.scores.enumerated() {
        let path = events.isSignal[index] ? \(signal: Double, background: Double).signal : \.background
        let weight = events.weights[index]
        all[keyPath: path] += weight
        allSquares[keyPath: path] += weight * weight
        guard Double(score) >= cut else { continue }
        kept[keyPath: path] += weight
        squares[keyPath: path] += weight * weight
      }
    }
  }

  @Test func efficienciesAndTheConfusionMatrixAreSumsOverTheTestEvents() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(Self.network + Self.scan("best", ""))
    }
    let best = try #require(results["best"])
    let events = try ScoredSplit(.test, from: try #require(results["network"]))
    for systematic in ["0", "0.4"] {
      let sums = Sums(events, above: try best.number(systematic, "cut").value)
      func expect(_ name: String, _ value: Double, _ variance: Double) throws {
        let found = try best.number(systematic, name)
        #expect(abs(found.value - value) < 1e-9 * max(1, value), "\(name)")
        #expect(abs(try #require(found.uncertainty) - variance.squareRoot()) < 1e-9 * max(1, value), "\(name)")
      }
      func expectShare(_ name: String, _ part: Double, _ partSquares: Double, _ rest: Double, _ restSquares: Double)
        throws
      {
        let (all, share) = (part + rest, part / (part + rest))
        // The binomial error, of weighted events.
        let variance = (pow(1 - share, 2) * partSquares + pow(share, 2) * restSquares) / (all * all)
        try expect(name, share, variance)
      }
      let rejected = (
        signal: sums.all.signal - sums.kept.signal, background: sums.all.background - sums.kept.background
      )
      let rejectedSquares = (
        signal: sums.allSquares.signal - sums.squares.signal,
        background: sums.allSquares.background - sums.squares.background
      )
      try expect("signal", sums.kept.signal, sums.squares.signal)
      try expect("signal-rejected", rejected.signal, rejectedSquares.signal)
      try expect("background-rejected", rejected.background, rejectedSquares.background)
      try expectShare(
        "signal-efficiency", sums.kept.signal, sums.squares.signal, rejected.signal, rejectedSquares.signal)
      try expectShare(
        "background-efficiency", sums.kept.background, sums.squares.background, rejected.background,
        rejectedSquares.background)
      try expectShare(
        "accuracy", sums.kept.signal + rejected.background, sums.squares.signal + rejectedSquares.background,
        sums.kept.background + rejected.signal, sums.squares.background + rejectedSquares.signal)
      // 40 fb of background against 2 fb of signal, half of each in 30 fb⁻¹.
      #expect(abs(sums.all.background - 600) < 1e-9 && abs(sums.all.signal - 30) < 1e-9)
    }
  }

  @Test func theIntervalHoldsTheSignificanceAndIsOfTheSizeOfItsError() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(Self.network + Self.scan("best", ""))
    }
    let best = try #require(results["best"])
    for systematic in ["0", "0.4"] {
      let (value, uncertainty) = try best.number(systematic, "significance")
      let error = try #require(uncertainty)
      let (low, high) = (
        try best.number(systematic, "significance-low").value, try best.number(systematic, "significance-high").value
      )
      #expect(0 < low && low < value && value < high)
      #expect(high - value > value - low, "more background pulls less than less background pushes")
      #expect(abs((high - low) / (2 * error) - 1) < 0.3)
    }
  }

  @Test func theEstimateIsMaximisedQuotedAndNamed() async throws {
    let estimates = ["s/sqrt(s+b)", "s/sqrt(b)", "s/sqrt(b+sigma_b^2)"]
    let results = try await SmallSearch.temporary { search in
      try await search.results(
        Self.network
          + estimates.enumerated().map { Self.scan("scan-\($0)", ", estimate: \($1)") }.joined()
          + "```{plot} fig\nsignificance-scan: { scan: [scan-0, scan-1, scan-2], systematic: 0.4 }\n```\n")
    }
    let network = try #require(results["network"])
    let (validation, test) = (try ScoredSplit(.validation, from: network), try ScoredSplit(.test, from: network))
    let formulae: [(Double, Double, Double) -> Double] = [
      { s, b, _ in s / (s + b).squareRoot() }, { s, b, _ in s / b.squareRoot() },
      { s, b, f in s / (b + pow(f * b, 2)).squareRoot() },
    ]
    for (place, formula) in formulae.enumerated() {
      let scan = try #require(results["scan-\(place)"])
      for (key, systematic) in [("0", 0.0), ("0.4", 0.4)] {
        let cut = try scan.number(key, "cut").value
        let quoted = Sums(test, above: cut).kept
        let value = try scan.number(key, "significance").value
        #expect(abs(value - formula(quoted.signal, quoted.background, systematic)) < 1e-9)
        // None of the other candidates is better where the cut is chosen.
        let chosen = Sums(validation, above: cut).kept
        for other in Set(validation.scores.map(Double.init)) {
          let sums = Sums(validation, above: other)
          guard sums.kept.background > 0, pow(sums.kept.background, 2) >= 3.001 * sums.squares.background else {
            continue
          }
          #expect(
            formula(sums.kept.signal, sums.kept.background, systematic)
              <= formula(chosen.signal, chosen.background, systematic) * (1 + 1e-9))
        }
      }
    }
    #expect(results["scan-0"]?.summary.hasPrefix(#"$s/\sqrt{s+b}$ = "#) == true)
    #expect(results["scan-1"]?.summary.hasPrefix(#"$s/\sqrt{b}$ = "#) == true)
    #expect(results["scan-2"]?.summary.hasPrefix(#"$s/\sqrt{b+\sigma_b^2}$ = "#) == true)
    let text = try #require(results["fig"]?.figure?.alternativeText)
    #expect(text.hasPrefix("s/√(s+b) and s/√b and s/√(b+σ_b²) at σ_b/b = 0.4 against the cut on the score"))
    #expect(!text.contains("Asimov") && !text.contains("Z_A"))
  }

  @Test func theBootstrapAgreesWithTheErrorAndIsThereOnlyWhereItIsAskedFor() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(
        Self.network + Self.scan("best", "") + Self.scan("again", ", estimate: s/sqrt(s+b), bootstrap: 400"))
    }
    let again = try #require(results["again"])
    for systematic in ["0", "0.4"] {
      let (value, _) = try again.number(systematic, "bootstrap-uncertainty")
      let error = try #require(again.number(systematic, "significance").uncertainty)
      // Some 10 % of the 210 test events pass.
      #expect(abs(value / error - 1) < 0.3, "\(value) \(error)")
    }
    #expect(throws: Mistake.self) { try results["best"]?.number("0.4", "bootstrap-uncertainty") }
    let mistakes = try await SmallSearch.temporary { search in
      let quote = "{value}`best[0.4].bootstrap-uncertainty`\n"
      return (
        search.check(Self.network + Self.scan("best", "") + quote).diagnostics.map(\.message),
        search.check(Self.network + Self.scan("best", ", bootstrap: 2") + quote).diagnostics.map(\.message)
      )
    }
    #expect(mistakes.0 == ["no value 'bootstrap-uncertainty' in 'best[0.4].bootstrap-uncertainty'"])
    #expect(mistakes.1 == [])
  }

  @Test func aLongBootstrapTellsHowFarItIsAndStopsWhenItShall() async throws {
    let (results, directive) = try await SmallSearch.temporary { search in
      let text = Self.network + Self.scan("best", ", bootstrap: 200")
      let steps = search.check(text).steps
      return (try await search.results(text), try #require(steps.compactMap { $0.directive as? ScanDirective }.first))
    }
    let told = Told()
    let whole = try directive.run(StepContext(results: results, progress: { share, _ in told.add(share ?? -1) }))
    #expect(whole.values == results["best"]?.values)
    #expect(told.shares == told.shares.sorted() && told.shares.count > 10)
    #expect(told.shares.first == 0)
    let last = try #require(told.shares.last)
    #expect(last > 0.9 && last < 1)
    #expect(throws: CancellationError.self) {
      try directive.run(StepContext(results: results, isCancelled: { true }))
    }
  }

  @Test func wrongOptionsAreFoundBeforeAnythingRuns() async throws {
    let messages = try await SmallSearch.temporary { search in
      search.check(
        Self.network + Self.scan("one", ", bootstrap: 1") + Self.scan("many", ", bootstrap: 100001")
          + Self.scan("odd", ", estimate: s/sqrt(b+s)")
      ).diagnostics.map { "\($0.message); \($0.remedy ?? "")" }
    }
    #expect(
      messages == [
        "bootstrap must be 0 or lie between 2 and 100000, not 1; write for example 200",
        "bootstrap must be 0 or lie between 2 and 100000, not 100001; write for example 200",
        "unknown choice 's/sqrt(b+s)'; did you mean 's/sqrt(b)'?",
      ])
  }

  private final class Told: @unchecked Sendable {
    // The lock is held for every access.
    private let lock = NSLock()
    private var all: [Double] = []
    func add(_ share: Double) { lock.withLock { all.append(share) } }
    var shares: [Double] { lock.withLock { all } }
  }
}
