import ArgumentParser
import Foundation
import Notebook
import Statistics

struct SignificanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "significance",
    abstract: "Discovery significance of expected signal and background events.",
    discussion: """
      Prints the Asimov significance Z_A with a systematic uncertainty on the background (arXiv:1806.00322, Eqs. 3.1 and \
      3.2), and the simpler estimates beside it.
      """)

  @Option(name: .shortAndLong, parsing: .unconditional, help: "Expected signal events, s ≥ 0.")
  var signal: Double

  @Option(name: .shortAndLong, parsing: .unconditional, help: "Expected background events, b ≥ 0.")
  var background: Double

  @Option(
    name: [.customShort("f"), .long], parsing: .unconditional,
    help: "Relative systematic uncertainty on the background, σ_b/b ≥ 0.")
  var systematic: Double = 0

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let rows = try SignificanceEstimate.allCases.map { estimate in
      do {
        return (
          estimate,
          try estimate.significance(signal: signal, background: background, systematic: systematic).value
        )
      } catch {
        throw Failure(.badInput, "\(error)")
      }
    }
    print(json ? try encoded(rows) : text(rows))
  }

  private func text(_ rows: [(SignificanceEstimate, Double)]) -> String {
    let width = rows.map { $0.0.label.count }.max() ?? 0
    return rows.map { estimate, value in
      estimate.label + String(repeating: " ", count: width - estimate.label.count) + "  " + NumberText(value).plain
    }.joined(separator: "\n")
  }

  private func encoded(_ rows: [(SignificanceEstimate, Double)]) throws -> String {
    var fields = ["signal": signal, "background": background, "systematic": systematic]
    for (estimate, value) in rows { fields[estimate.rawValue] = value }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(fields), as: UTF8.self)
  }
}

extension SignificanceEstimate {
  /// As the terminal shows it.
  fileprivate var label: String {
    switch self {
    case .asimov: "Z_A"
    case .signalOverRootTotal: "s/√(s+b)"
    case .signalOverRootBackground: "s/√(b+σ_b²)"
    }
  }
}
