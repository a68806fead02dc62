import ArgumentParser
import Foundation
import Notebook
import Statistics

struct LimitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limit",
    abstract: "Expected CLs upper limit on the signal strength, and the discovery significance beside it.",
    discussion: """
      The limit is the strength μ that data without signal are expected to exclude, from the asymptotic distribution of \
      the profile likelihood ratio (arXiv:1007.1727), with the bands in which 68 % and 95 % of such data lie. It is pyhf's.

      The rows of a table are searches of their own, or with --combine the bins of one search. Their systematics are \
      then independent of each other (per-bin), or one that moves the background of all bins alike (shared).
      """)

  @OptionGroup var counts: CountsArguments

  @Option(help: "Take the table's rows as the bins of one search, with systematics 'per-bin' or 'shared'.")
  var combine: BinnedExpectation.Correlation?

  @Option(parsing: .unconditional, help: "Confidence level.")
  var confidence = 0.95

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard confidence > 0, confidence < 1 else {
      throw ValidationError("--confidence must lie between 0 and 1; write 0.95 for 95 %")
    }
    guard combine == nil || counts.table != nil else { throw ValidationError("--combine needs the bins in a --table") }
  }

  func run() throws {
    if let region = counts.region { return try show(results(of: [region], .perBin, place: "")) }
    guard let table = counts.table else { return }
    let rows = try counts.rows(of: table)
    if let combine { return try show(results(of: rows, combine, place: "\(table): ")) }
    let all = try rows.enumerated().map { index, row in
      try results(of: [row], .perBin, place: "\(table), row \(index + 1): ")
    }
    print(
      json
        ? try JSONText.of(zip(rows, all).map { $0.fields.merging($1.fields) { first, _ in first } })
        : csv(rows, all))
  }

  private func results(
    of rows: [ExpectedCounts], _ correlation: BinnedExpectation.Correlation, place: String
  ) throws -> SearchResults {
    do {
      let search = try BinnedExpectation(
        bins: rows.map { .init(signal: $0.signal, background: $0.background) }, systematics: rows.map(\.systematic),
        correlation: correlation)
      return SearchResults(
        limit: try search.expectedLimit(confidence: confidence), cls: search.expectedCLs(),
        significance: try search.discoverySignificance().value)
    } catch BinnedExpectationError.invalidBin(_, let error) where rows.count == 1 {
      throw Failure(.badInput, "\(place)\(error)")
    } catch {
      throw Failure(.badInput, "\(place)\(error)")
    }
  }

  private func show(_ results: SearchResults) throws {
    print(json ? try JSONText.of(results.fields) : results.text)
  }

  private func csv(_ rows: [ExpectedCounts], _ all: [SearchResults]) -> String {
    let head = ["signal", "background", "systematic"] + SearchResults.names
    let lines = zip(rows, all).map { counts, results in
      [counts.signal, counts.background, counts.systematic] + results.numbers
    }
    return ([head] + lines.map { $0.map { "\($0)" } }).map { $0.joined(separator: ",") }.joined(separator: "\n")
  }
}

/// What a search expects to exclude and to find.
private struct SearchResults {
  var limit: ExpectedLimit
  var cls: Double
  var significance: Double

  static let names = [
    "limit", "limit-down-2", "limit-down-1", "limit-up-1", "limit-up-2", "cls", "significance",
  ]

  var numbers: [Double] {
    [
      limit.median, limit.twoSigma.lowerBound, limit.oneSigma.lowerBound, limit.oneSigma.upperBound,
      limit.twoSigma.upperBound, cls, significance,
    ]
  }

  var fields: [String: Double] { Dictionary(zip(Self.names, numbers)) { first, _ in first } }

  var text: String {
    func range(_ band: ClosedRange<Double>) -> String {
      "\(NumberText(band.lowerBound).plain) to \(NumberText(band.upperBound).plain)"
    }
    let lines = [
      ("limit on μ at \(NumberText(100 * limit.confidence).plain) %", NumberText(limit.median).plain),
      ("68 % band", range(limit.oneSigma)), ("95 % band", range(limit.twoSigma)),
      ("CLs of μ = 1", NumberText(cls).plain), ("discovery significance", NumberText(significance).plain),
    ]
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { name, value in
      name + String(repeating: " ", count: width - name.count) + "  " + value
    }.joined(separator: "\n")
  }
}

extension ExpectedCounts {
  fileprivate var fields: [String: Double] {
    ["signal": signal, "background": background, "systematic": systematic]
  }
}

extension BinnedExpectation.Correlation: ExpressibleByArgument {}
