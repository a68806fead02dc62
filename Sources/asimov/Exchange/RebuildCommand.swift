import ArgumentParser
import Foundation
import Notebook
import Report

struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Run a report's analysis again and say whether every number comes out the same.",
    discussion: """
      The template and the parameters come out of the report; the data must be at hand, under the names that the template \
      gives them, in the folder of --data. Nothing is taken from an earlier build unless --store names its store.

      Exit status: 0 if every number is the same to the last digit, 1 if not.
      """)

  @Argument(help: "The report, an HTML file.", completion: .file(extensions: ["html"]))
  var report: String

  @Option(
    name: .shortAndLong,
    help: "The folder from which the data are named: where the template lay. By default the present one.",
    completion: .directory)
  var data = "."

  @Option(name: .shortAndLong, help: "Write the report that comes out to this folder.", completion: .directory)
  var output: String?

  @Option(
    name: .customLong("store"), help: "A folder of kept results to use; by default everything runs again.",
    completion: .directory)
  var store: String?

  @Option(name: .shortAndLong, help: "How many steps run at once; by default as many as there are cores.")
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "Say nothing but errors and what differs.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1, not \(jobs)") }
  }

  func run() async throws {
    let archive = try ReportArchive(page: report)
    let folder = NSTemporaryDirectory() + "asimov-rebuild-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let differing = try layOut(archive, in: folder)
    var options = try RunArguments.parse([])
    (options.output, options.jobs, options.quiet) = (output ?? folder + "/report", jobs, quiet)
    options.store.folder = store
    var arguments = try TemplateArguments.parse([folder + "/" + archive.templatePath])
    arguments.parameters = archive.provenance.parameters.map { "\($0.name)=\($0.value)" }
    let store = options.store.store(besideTemplate: arguments.template)
    let math = MathTypesetter(store: store)
    let plan = try arguments.plan(math)
    let use = try options.prepare(store)
    let outcome = await options.run(plan, on: store)
    use.end()
    guard outcome.unfinished.isEmpty else {
      outcome.tellFailures()
      if outcome.isInterrupted { throw ExitStatus.interrupted }
      throw ExitStatus.failed
    }
    let files = try ReportFiles(plan, outcome, math: math)
    if let output {
      try reporting { try files.write(to: output) }
      if !quiet { print(output + "/" + files.page) }
    }
    for file in differing { Terminal.standardError("\(file) is not the file that the report was made from") }
    try compare(archive, ReportNumbers(shown: files.numbers, plan, outcome.results))
  }

  /// Writes the template, with links to the data where it looks for them.
  ///
  /// - Returns: data of other content than the report's.
  /// - Throws: ``Failure`` where data are missing.
  private func layOut(_ archive: ReportArchive, in folder: String) throws -> [String] {
    try reporting { try archive.write(to: folder) }
    let provenance = archive.provenance
    // From the folder that holds all, which the template may lie below.
    let depth = provenance.template.split(separator: "/").count - 1
    let base = URL(fileURLWithPath: data).standardizedFileURL
    let root = (0..<depth).reduce(base) { url, _ in url.deletingLastPathComponent() }
    var missing: [String] = []
    var differing: [String] = []
    for file in provenance.data {
      let place = URL(fileURLWithPath: file.path, relativeTo: root).path
      guard let digest = try? Digest.sha256(ofFile: place) else {
        missing.append("  \(file.path)  SHA-256 \(file.digest)")
        continue
      }
      if digest != file.digest { differing.append(file.path) }
      guard !file.path.hasPrefix("/") else { continue }
      let link = URL(fileURLWithPath: folder + "/" + ReportArchive.templateFolder + file.path)
      try? FileManager.default.createDirectory(at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
      do {
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: place)
      } catch {
        throw Failure(.failed, "cannot lay out '\(file.path)' below '\(folder)'")
      }
    }
    guard missing.isEmpty else {
      throw Failure(
        .badInput,
        "the report was made from data that are not in '\(root.path)':\n\(missing.joined(separator: "\n"))\n"
          + "name the folder that the template lay in with --data")
    }
    return differing
  }

  /// - Throws: ``ExitStatus/failed`` where any number is another.
  private func compare(_ archive: ReportArchive, _ now: ReportNumbers) throws {
    let before = archive.numbers
    let changes = NumberChange.between(before.all, now.all)
    let lost = before.all.paths(notIn: now.all) + now.all.paths(notIn: before.all)
    guard changes.isEmpty, lost.isEmpty else {
      if !changes.isEmpty { print(NumberChange.table(changes)) }
      if !lost.isEmpty { print("\(lost.count) number\(lost.count == 1 ? " is" : "s are") in one report alone:") }
      for path in lost.prefix(20) { print("  \(path)") }
      if archive.provenance.version != Asimov.release {
        print("The report was made by Asimov \(archive.provenance.version); this is \(Asimov.release).")
      }
      throw ExitStatus.failed
    }
    if !quiet { print("all \(before.all.count) numbers came out the same, to the last digit") }
  }
}
