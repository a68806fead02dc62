import ArgumentParser
import Foundation
import Notebook
import Report

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Run a template's directives and write the report.",
    discussion: """
      Writes NAME.html, which holds everything and opens offline, and beside it results.json with every number, \
      figures/ with each figure as PNG, PDF and SVG and its numbers as CSV, and models/ with each network as ONNX. The page \
      carries the analysis itself: 'asimov extract', 'rebuild' and 'diff' read it. Results are kept in .asimov/ beside the template: only what a \
      change reaches runs again, and 'asimov plan' says beforehand what that is.

      Ctrl-C stops a build without harm: steps that are done are kept, and the next build goes on from there.

      With --executor slurm the steps that take long, trainings above all, become job arrays of a cluster that shares the \
      store's folder. The command waits for them, and the same command finds them again if it is stopped; the report is the \
      same to the byte.
      """)

  @OptionGroup var arguments: TemplateArguments
  @OptionGroup var options: RunArguments
  @OptionGroup var executor: ExecutorArguments

  @Flag(help: "Write the report even where a step fails; it shows the error in its place. Exit status 1 all the same.")
  var keepGoing = false

  @Flag(help: "Write the report as a PDF too, with Chromium or Chrome.")
  var pdf = false

  @Flag(help: "Tell in the report how long each step took. It is then another file each time that steps run again.")
  var times = false

  @Option(
    help: ArgumentHelp(
      "Train a network again, from a new seed. May be given several times.",
      discussion: "The seed is one higher than before and is kept in TEMPLATE.seeds.yaml beside the template.",
      valueName: "name"))
  var retrain: [String] = []

  func run() async throws {
    let store = options.store.store(besideTemplate: arguments.template)
    let math = MathTypesetter(store: store)
    var plan = try arguments.plan(math)
    try keepClear(of: plan.template)
    let executing = try executor.options(of: plan.template)
    let printer = pdf ? try PDFPrinter() : nil
    let cluster =
      executing.name == .slurm ? SlurmBuild(options: executing, run: options, isDetached: executor.detach) : nil
    if executor.dryRun, let cluster { return try cluster.rehearse(plan, on: store) }
    let use = try options.prepare(store)
    if !retrain.isEmpty { plan = try retraining(plan, math) }
    let made = if let cluster { try await cluster.run(plan, on: store) } else { await options.run(plan, on: store) }
    guard let outcome = made else { return }
    var record = store.record(ofTemplate: arguments.template)
    record.update(with: plan, outcome)
    // Before the page, which may be impossible to write: these results are in use all the same.
    try reporting { try store.keep(record) }
    let isWhole = outcome.unfinished.isEmpty
    var page: String?
    if isWhole || (keepGoing && !outcome.isInterrupted) {
      let files = try self.files(plan, outcome, math, record)
      try reporting { try files.write(to: options.output) }
      if isWhole { tellChanges(of: files.numbers, since: &record) }
      let path = options.output + "/" + files.page
      if !options.quiet { print(path) }
      page = path
    }
    try reporting {
      try store.keep(record)
      try math.keepFormulas()
    }
    use.end()
    if let printer, let page {
      let path = try printer.print(page)
      if !options.quiet { print(path) }
    }
    try refuse(outcome)
  }

  /// - Throws: ``Failure`` where the report would take the place of what it is made from.
  private func keepClear(of template: Template) throws {
    func canonical(_ path: String) -> URL { URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath() }
    for name in [ReportFiles.page(of: template), "results.json"] {
      let path = options.output + "/" + name
      guard template.sources.contains(where: { canonical($0) == canonical(path) }) else { continue }
      throw Failure(.badInput, "the report would overwrite '\(path)', which it is made from; name another --output")
    }
  }

  /// The page and what lies beside it.
  private func files(
    _ plan: Plan, _ outcome: RunOutcome, _ math: MathTypesetter, _ record: BuildRecord
  ) throws -> ReportFiles {
    do {
      let seconds = times ? record.steps.compactMapValues(\.seconds) : [:]
      return try ReportFiles(plan, outcome, math: math, seconds: seconds)
    } catch let mistakes as Diagnostics {
      var excerpts = Excerpts()
      for mistake in mistakes.all { Terminal.standardError(excerpts.text(mistake)) }
      throw ExitStatus.failed
    }
  }

  /// Says what went wrong.
  private func refuse(_ outcome: RunOutcome) throws {
    outcome.tellFailures()
    if outcome.isInterrupted {
      Terminal.standardError(Interruption.stopped)
      throw ExitStatus.interrupted
    }
    guard !outcome.failures.isEmpty else { return }
    if !keepGoing { Terminal.standardError("no report written; --keep-going writes one without what failed") }
    throw ExitStatus.failed
  }

  /// The plan with new seeds, once these are on disk.
  private func retraining(_ plan: Plan, _ math: MathTypesetter) throws -> Plan {
    let seeds: SeedFile
    do {
      seeds = try plan.retraining(retrain, SeedFile(besideTemplate: arguments.template))
    } catch {
      throw Failure(.badInput, "--retrain: \(error)")
    }
    try reporting { try seeds.write() }
    if !options.quiet { Terminal.standardError("new seeds in \(seeds.path)") }
    return try arguments.plan(math)
  }

  /// Prints what the report's numbers were and are.
  private func tellChanges(of numbers: [BuildRecord.Number], since record: inout BuildRecord) {
    let changes = NumberChange.between(record.numbers, numbers)
    record.numbers = numbers
    guard !options.quiet, !changes.isEmpty else { return }
    Terminal.standardError(NumberChange.table(changes))
  }
}
