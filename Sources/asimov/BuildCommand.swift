import Analysis
import ArgumentParser
import Foundation
import Notebook
import Report

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Run a template's directives and write the report.",
    discussion: """
      Writes NAME.html, which holds everything and opens offline, and beside it results.json with every number and \
      figures/ with each figure as PNG, PDF and SVG. Results are kept in .asimov/ beside the template: only what a \
      change reaches runs again.
      """)

  @OptionGroup var arguments: TemplateArguments

  @Option(name: .shortAndLong, help: "The folder to write to.", completion: .directory)
  var output = "report"

  @Option(help: "The folder of kept results; by default .asimov beside the template.", completion: .directory)
  var store: String?

  @Option(
    name: .shortAndLong,
    help: "How many steps run at once; by default as many as there are cores. Results do not depend on it.")
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
  }

  func run() async throws {
    let checked = try arguments.check()
    let math = MathTypesetter()
    try TemplateArguments.refuse(TemplateArguments.mistakes(in: checked, math: math))
    let plan: Plan
    do {
      plan = try Planner(kinds: Kinds.all).plan(checked)
    } catch {
      Terminal.standardError("\(error)")
      throw ExitStatus.badInput
    }
    // Better now than when hours of training are done.
    for folder in [output, storeDirectory] { try reporting { try AtomicFile.prepareFolder(folder) } }
    let progress = ProgressReport(plan, quiet: quiet)
    let runner = Runner(
      store: Store(directory: storeDirectory), concurrency: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      report: { progress.report($0) })
    let outcome = await runner.run(plan)
    progress.finish()
    guard outcome.failures.isEmpty else {
      for failure in outcome.failures { Terminal.standardError(failure.description) }
      throw ExitStatus.failed
    }
    let files = try ReportFiles(plan, outcome.results, math: math)
    try reporting { try files.write(to: output) }
    if !quiet { print(output + "/" + files.page) }
  }

  private func reporting(_ write: () throws -> Void) throws {
    do { try write() } catch { throw Failure(.failed, "\(error)") }
  }

  private var storeDirectory: String {
    store ?? URL(fileURLWithPath: arguments.template).deletingLastPathComponent().appendingPathComponent(".asimov").path
  }
}
