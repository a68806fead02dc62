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
      3.2), and others beside it. They are for s + b observed events:

        asimov                Z_A
        s/sqrt(s+b)           knows no systematic
        s/sqrt(b)             knows no systematic, and is too large unless s is much smaller than b
        s/sqrt(b+sigma_b^2)   the limit of Z_A for a small signal
        poisson               exact, without systematic
        zbi                   Z_Bi of the on/off problem (arXiv:physics/0702156)
        averaged              Poisson p-value averaged over a Gaussian background (Cousins and Highland)
        toys                  the same by pseudo-experiments
      """)

  @Option(name: .shortAndLong, parsing: .unconditional, help: "Expected signal events, s ≥ 0.")
  var signal: Double?

  @Option(name: .shortAndLong, parsing: .unconditional, help: "Expected background events, b ≥ 0.")
  var background: Double?

  @Option(
    name: [.customShort("f"), .long], parsing: .unconditional,
    help: "Relative systematic uncertainty on the background, σ_b/b ≥ 0.")
  var systematic: Double = 0

  @Option(help: "Only this method. May be given several times.")
  var method: [SignificanceMethod] = []

  @Option(
    help: "A CSV file with the columns signal, background and perhaps systematic, instead of one s and b; prints CSV.",
    completion: .file(extensions: ["csv"]))
  var table: String?

  @Option(help: "Pseudo-experiments of the method 'toys'.")
  var toys = 1_000_000

  @Option(help: "Decides the pseudo-experiments.")
  var seed: UInt64 = 1

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (table == nil) == (signal != nil && background != nil), table == nil || (signal == nil && background == nil)
    else { throw ValidationError("give --signal and --background, or --table") }
    guard toys >= 1 else { throw ValidationError("--toys must be at least 1") }
  }

  func run() throws {
    if let table {
      let rows = try CountsTable(path: table, systematic: systematic).rows
      let methods = self.method.isEmpty ? [.asimov] : self.method
      let values = try rows.enumerated().map { try self.values(of: $1, methods, place: "\(table), row \($0 + 1): ") }
      return print(json ? try encoded(zip(rows, values).map(fields)) : csv(rows, values, methods))
    }
    guard let signal, let background else { return }
    let counts = ExpectedCounts(signal: signal, background: background, systematic: systematic)
    let methods = self.method.isEmpty ? SignificanceMethod.usual(systematic: systematic) : self.method
    let values = try self.values(of: counts, methods, place: "")
    print(json ? try encoded(fields(counts, values)) : text(values))
  }

  private typealias Values = [(method: SignificanceMethod, value: Double)]

  private func values(of counts: ExpectedCounts, _ methods: [SignificanceMethod], place: String) throws -> Values {
    try methods.map { method in
      do {
        return (method, try method.significance(counts, toys: toys, seed: seed))
      } catch {
        throw Failure(.badInput, "\(place)\(error)")
      }
    }
  }

  private func text(_ values: Values) -> String {
    let width = values.map { $0.method.label.count }.max() ?? 0
    return values.map { method, value in
      method.label + String(repeating: " ", count: width - method.label.count) + "  " + NumberText(value).plain
    }.joined(separator: "\n")
  }

  private func csv(_ rows: [ExpectedCounts], _ values: [Values], _ methods: [SignificanceMethod]) -> String {
    let head = ["signal", "background", "systematic"] + methods.map(\.rawValue)
    let lines = zip(rows, values).map { counts, values in
      [counts.signal, counts.background, counts.systematic] + values.map(\.value)
    }
    return ([head] + lines.map { $0.map { "\($0)" } }).map { $0.joined(separator: ",") }.joined(separator: "\n")
  }

  private func fields(_ counts: ExpectedCounts, _ values: Values) -> [String: Double] {
    var fields = [
      "signal": counts.signal, "background": counts.background, "systematic": counts.systematic,
    ]
    for (method, value) in values { fields[method.rawValue] = value }
    return fields
  }

  private func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
