import ArgumentParser

/// The command `asimov`.
struct Asimov: AsyncParsableCommand {
  static let release = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "asimov",
    abstract: "Literate reports for collider searches, with networks trained on the discovery significance.",
    discussion: """
      A template is one Markdown file. Its directives load events, train networks, scan cuts, and draw figures and \
      tables; 'asimov build' runs them and writes one HTML file that opens anywhere, offline.

      Exit status: 0 done, 1 the analysis failed, 2 the template or the arguments are wrong, \
      130 interrupted.
      """,
    version: release,
    subcommands: [
      BuildCommand.self, CheckCommand.self, PlanCommand.self, PreviewCommand.self, FiguresCommand.self,
      ExtractCommand.self, RebuildCommand.self, DiffCommand.self, CacheCommand.self,
      DirectivesCommand.self, InitCommand.self, StepCommand.self,
      SignificanceCommand.self, LimitCommand.self, CoverageCommand.self,
    ])
}
