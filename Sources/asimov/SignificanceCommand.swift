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
        profile               profile likelihood ratio of the on/off problem (Li and Ma): of expected counts Z_A again
        s/sqrt(s+b)           knows no systematic
        s/sqrt(b)             knows no systematic, and is too large unless s is much smaller than b
        s/sqrt(b+sigma_b^2)   the limit of Z_A for a small signal
        poisson               exact, without systematic
        zbi                   Z_Bi of the on/off problem (arXiv:physics/0702156)
        averaged              Poisson p-value averaged over a Gaussian background (Cousins and Highland)
        toys                  the same by pseudo-experiments, with the error that their number leaves
      """)

  @OptionGroup var counts: CountsArguments

  @Option(help: "Only this method. May be given several times.")
  var method: [SignificanceMethod] = []

  @Option(help: "Pseudo-experiments of the method 'toys'.")
  var toys = 1_000_000

  @Option(help: "Decides the pseudo-experiments.")
  var seed: UInt64 = 1

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard toys >= 1 else { throw ValidationError("--toys must be at least 1") }
  }

  func run() throws {
    if let table = counts.table {
      let rows = try counts.rows(of: table)
      let methods = self.method.isEmpty ? [.asimov] : self.method
      let progress = ShareDone()
      defer { progress.finish() }
      let values = try rows.enumerated().map { number, counts in
        try self.values(of: counts, methods, place: "\(table), row \(number + 1): ") { toys in
          progress.report(number * self.toys + toys, of: rows.count * self.toys, "pseudo-experiments")
        }
      }
      return print(json ? try JSONText.of(zip(rows, values).map(fields)) : csv(rows, values, methods))
    }
    guard let region = counts.region else { return }
    let methods = self.method.isEmpty ? SignificanceMethod.usual(systematic: region.systematic) : self.method
    let progress = ShareDone()
    defer { progress.finish() }
    let values = try self.values(of: region, methods, place: "") { toys in
      progress.report(toys, of: self.toys, "pseudo-experiments")
    }
    print(json ? try JSONText.of(fields(region, values)) : text(values))
  }

  private func values(
    of counts: ExpectedCounts, _ methods: [SignificanceMethod], place: String,
    progress: @escaping @Sendable (Int) -> Void
  ) throws -> [MethodValue] {
    try methods.map { method in
      do {
        return try method.significance(counts, toys: toys, seed: seed, progress: progress)
      } catch {
        throw Failure(.badInput, "\(place)\(error)")
      }
    }
  }

  private func text(_ values: [MethodValue]) -> String {
    let width = values.map { $0.method.label.count }.max() ?? 0
    return values.map { value in
      let label = value.method.label
      return label + String(repeating: " ", count: width - label.count) + "  "
        + NumberText(value.value, uncertainty: value.uncertainty).plain
    }.joined(separator: "\n")
  }

  /// A column for each method, and behind that of the pseudo-experiments one for their error, in which nothing stands where
  /// there is none.
  private func csv(_ rows: [ExpectedCounts], _ values: [[MethodValue]], _ methods: [SignificanceMethod]) -> String {
    let head = ["signal", "background", "systematic"]
    let names = methods.flatMap { $0 == .toys ? [$0.rawValue, Self.uncertainty] : [$0.rawValue] }
    let lines = zip(rows, values).map { counts, values in
      [counts.signal, counts.background, counts.systematic].map { "\($0)" }
        + values.flatMap { value in
          ["\(value.value)"] + (value.method == .toys ? [value.uncertainty.map { "\($0)" } ?? ""] : [])
        }
    }
    return ([head + names] + lines).map { $0.joined(separator: ",") }.joined(separator: "\n")
  }

  private static let uncertainty = SignificanceMethod.toys.rawValue + "-uncertainty"

  private func fields(_ counts: ExpectedCounts, _ values: [MethodValue]) -> [String: Double] {
    var fields = [
      "signal": counts.signal, "background": counts.background, "systematic": counts.systematic,
    ]
    for value in values {
      fields[value.method.rawValue] = value.value
      if let uncertainty = value.uncertainty { fields[Self.uncertainty] = uncertainty }
    }
    return fields
  }
}
