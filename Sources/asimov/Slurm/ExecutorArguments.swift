import ArgumentParser
import Notebook

extension ExecutorName: ExpressibleByArgument {}

/// Who runs the steps that take long, as `build` takes it.
struct ExecutorArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who runs the steps that take long: local, or slurm for job arrays on a cluster.",
      discussion: "By default what the key 'executor' says in the front matter or in asimov.yaml beside the template."))
  var executor: ExecutorName?

  @Flag(
    help:
      "With Slurm: end once the jobs are submitted. The same command without it waits for them and writes the report.")
  var detach = false

  @Flag(help: "With Slurm: print the batch scripts that would be submitted, and do nothing.")
  var dryRun = false

  /// What the template's options are with these.
  ///
  /// - Throws: ``Failure`` where the flags ask for Slurm and there is none.
  func options(of template: Template) throws -> ExecutorOptions {
    var options = template.executor
    if let executor { options.name = executor }
    for (flag, isGiven) in [("--detach", detach), ("--dry-run", dryRun)] where isGiven && options.name != .slurm {
      throw Failure(.badInput, "\(flag) is for jobs of a cluster; add --executor slurm")
    }
    return options
  }
}
