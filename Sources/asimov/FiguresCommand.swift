import ArgumentParser
import Notebook
import Report

struct FiguresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Redraw a template's figures from the networks in the store.",
    discussion: """
      Writes figures/ with each figure as PNG, PDF and SVG and its numbers as CSV. Trains nothing: a figure whose network is not in the store \
      is left out and named, with exit status 1.
      """)

  @OptionGroup var arguments: TemplateArguments
  @OptionGroup var options: RunArguments

  func run() async throws {
    let store = options.store.store(besideTemplate: arguments.template)
    let plan = try arguments.plan(MathTypesetter(store: store))
    let (figures, missing) = plan.figures(from: store)
    let use = try options.prepare(store)
    let outcome = await options.run(figures, on: store)
    var record = store.record(ofTemplate: arguments.template)
    record.update(with: figures, outcome, isPart: true)
    try reporting { try store.keep(record) }
    use.end()
    let files = ReportFiles.figures(figures, outcome.results)
    for (path, bytes) in files {
      try reporting { try AtomicFile.update(bytes, at: options.output + "/" + path) }
      if !options.quiet { print(options.output + "/" + path) }
    }
    try tell(missing, plan, store)
    outcome.tellFailures()
    if outcome.isInterrupted { throw ExitStatus.interrupted }
    if !missing.isEmpty || !outcome.failures.isEmpty { throw ExitStatus.failed }
  }

  /// Names the figures that were left out, and what their networks wait for.
  private func tell(_ missing: [Plan.MissingTraining], _ plan: Plan, _ store: Store) throws {
    guard !missing.isEmpty else { return }
    let forecast = store.forecast(plan, since: store.record(ofTemplate: arguments.template))
    for gap in missing {
      let reasons = if case .runs(let reasons) = forecast[gap.training] { reasons } else { [String]() }
      let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"
      Terminal.standardError(
        "\(gap.figure): needs the network '\(gap.training)', which is not in the store\(why); run 'asimov build'")
    }
  }
}
