import ArgumentParser
import Foundation
import Statistics

struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "How often chance alone makes a method claim a discovery: what its '3 σ' is worth.",
    discussion: """
      For every background with every systematic, experiments without signal: n events around b in the search region, m around \
      1/f² in a control region, from which b is estimated as m b f² with the uncertainty √m b f². Each method says what \
      significance it sees. The claimed size is the probability that a significance stands for; the true size is how often \
      chance reaches it, summed over all outcomes and counted in pseudo-experiments. A ratio above 1 is a method that claims \
      too much. 'm = 0' is the share of the true size that is due to empty control regions, for which some methods know the \
      background as 0 ± 0.

        asimov                Z_A of the counts: the likelihood ratio of Li and Ma
        zbi                   Z_Bi of the on/off problem
        averaged              Poisson averaged over a Gaussian (Cousins and Highland)
        poisson               exact for a known background, blind to the systematic
        s/sqrt(b+sigma_b^2)   the limit of Z_A for a small signal
        s/sqrt(s+b)           knows no systematic
      """)

  @Option(
    name: .shortAndLong, parsing: .upToNextOption,
    help: "Expected background events, b; one or many, from 1e-6 to 1e6.")
  var background: [Double]

  @Option(
    name: [.customShort("f"), .long], parsing: .upToNextOption,
    help: ArgumentHelp(
      "Relative systematic uncertainties of the background, f = σ_b/b; one or many, 0 or from 1e-3 to 10. (default: 0)")
  )
  var systematic: [Double] = []

  @Option(
    name: .customLong("z"), parsing: .upToNextOption,
    help: ArgumentHelp("Significances that are claimed, at most 10; one or many. (default: 3)", valueName: "z"))
  var thresholds: [Double] = []

  @Option(help: "Only this method. May be given several times.")
  var method: [DiscoveryClaim] = []

  @Option(help: "Pseudo-experiments for each background with its systematic; 0 for the exact sizes alone.")
  var toys = 1_000_000

  @Option(help: "Decides the pseudo-experiments.")
  var seed: UInt64 = 1

  @Flag(help: "Print something else than text for a terminal.")
  var form: Form?

  /// How the sizes are printed.
  enum Form: String, EnumerableFlag {
    case json, csv, markdown

    static func help(for value: Form) -> ArgumentHelp? {
      switch value {
      case .json: "Print JSON."
      case .csv: "Print CSV."
      case .markdown: "Print tables in Markdown, with one of what the claims are worth in front."
      }
    }
  }

  func validate() throws {
    guard toys >= 0 else { throw ValidationError("--toys must be at least 0") }
    let names = method.map(\.rawValue)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError("--method \(twice) is given twice")
    }
  }

  func run() throws {
    let coverages = try self.coverages()
    switch form {
    case nil: print(CoverageText(coverages).plain)
    case .json: print(try JSONText.of(coverages.map(CoverageRecord.init)))
    case .csv: print(CoverageRecord.csv(coverages))
    case .markdown: print(CoverageText(coverages).markdown)
    }
  }

  private func coverages() throws -> [Coverage] {
    let progress = ShareDone()
    defer { progress.finish() }
    do {
      let systematics = systematic.isEmpty ? [0] : systematic
      let searches = try background.flatMap { background in
        try systematics.map { try BackgroundOnlySearch(background: background, systematic: $0) }
      }
      let study = try CoverageStudy(
        searches: searches, claims: method.isEmpty ? nil : method, thresholds: thresholds.isEmpty ? [3] : thresholds,
        experiments: toys, seed: seed)
      return try study.run { stage, done, total in progress.report(done, of: total, stage.rawValue) }
    } catch {
      throw Failure(.badInput, "\(error)")
    }
  }
}

extension DiscoveryClaim: ExpressibleByArgument {
  /// As the terminal shows it.
  var label: String {
    switch self {
    case .asimov: "Z_A"
    case .rootTotal: "s/√(s+b)"
    case .rootBackground: "s/√(b+σ_b²)"
    case .poisson: "Poisson"
    case .zbi: "Z_Bi"
    case .averaged: "averaged"
    }
  }
}
