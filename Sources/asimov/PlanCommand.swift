import ArgumentParser
import Foundation
import Notebook
import Report

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what a build would run, and why.",
    discussion: """
      Lists every step behind those that it reads. A step is 'cached' where the store holds its result; else it is \
      followed by what has changed since the last build.
      """)

  @OptionGroup var arguments: TemplateArguments
  @OptionGroup var store: StoreArguments

  @Flag(help: "Print JSON: an array of steps in the order in which they run.")
  var json = false

  func run() throws {
    let store = store.store(besideTemplate: arguments.template)
    let plan = try arguments.plan(MathTypesetter(store: store))
    let record = store.record(ofTemplate: arguments.template)
    let rows = PlanRow.rows(plan, store.forecast(plan, since: record), record)
    print(json ? try PlanRow.json(rows) : text(rows))
  }

  private func text(_ rows: [PlanRow]) -> String {
    let running = rows.filter { !$0.because.isEmpty }
    let widths = (rows.map(\.kind.count).max() ?? 0, rows.map(\.name.count).max() ?? 0)
    let lines = rows.map { row in
      let isRun = !row.because.isEmpty
      let reads =
        row.reads.isEmpty ? "" : Self.padded("", widths.1 - row.name.count) + "  ← " + row.reads.joined(separator: ", ")
      let margin = "\n" + Self.padded("", widths.0 + widths.1 + 12)
      return (isRun ? "run     " : "cached  ") + Self.padded(row.kind, widths.0) + "  " + row.name + reads
        + row.because.map { margin + $0 }.joined()
    }
    return (lines + [summary(running, of: rows.count)]).joined(separator: "\n")
  }

  private func summary(_ running: [PlanRow], of count: Int) -> String {
    let steps = "\(count) step\(count == 1 ? "" : "s")"
    guard !running.isEmpty else { return "\(steps), nothing to run" }
    let times = running.compactMap(\.seconds)
    let time = times.reduce(0, +)
    let estimate =
      times.count == running.count && time >= 1 ? String(format: "; about %.0f s of work, by the last time", time) : ""
    return "\(running.count) of \(steps) to run" + estimate
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

/// A step of a plan with what a build would do with it.
struct PlanRow: Encodable {
  var name: String
  var kind: String
  var key: String
  var line: Int
  var reads: [String]
  /// Why it must run; empty where it is cached.
  var because: [String]
  /// How long it took when it last ran.
  var seconds: Double?

  static func rows(_ plan: Plan, _ forecast: [String: Forecast], _ record: BuildRecord) -> [PlanRow] {
    plan.steps.map { step in
      let because = if case .runs(let reasons) = forecast[step.name] { reasons } else { [String]() }
      return PlanRow(
        name: step.name, kind: step.kind, key: step.key, line: step.location.line, reads: step.dependencies,
        because: because, seconds: record.steps[step.name]?.seconds)
    }
  }

  static func json(_ rows: [PlanRow]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(rows), as: UTF8.self)
  }
}
