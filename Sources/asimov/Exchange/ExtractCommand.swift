import ArgumentParser
import Foundation
import Notebook

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Take the template, the results and the models out of a report.",
    discussion: """
      A report carries the analysis that made it. This writes template/ with the template and what it includes, cites and \
      shows; results.json with every number, and numbers.json in a form that rebuild and diff compare; models/ with the trained networks as ONNX; and provenance.json, which names \
      every file of data by its digest. The data themselves are not in the report.
      """)

  @Argument(help: "The report, an HTML file.", completion: .file(extensions: ["html"]))
  var report: String

  @Option(
    name: .shortAndLong, help: "The folder to write to; by default the report's name. It must be new or empty.",
    completion: .directory)
  var output: String?

  func run() throws {
    let archive = try ReportArchive(page: report)
    let folder = output ?? URL(fileURLWithPath: report).deletingPathExtension().lastPathComponent
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard present.isEmpty else {
      throw Failure(.badInput, "'\(folder)' is not empty; name a new folder with --output")
    }
    try reporting { try archive.write(to: folder) }
    print(archive.files.map { "\(folder)/\($0.path)" }.joined(separator: "\n"))
    for parameter in archive.provenance.parameters {
      print("It was built with -P \(parameter.name)=\(parameter.value)")
    }
  }
}
