import ArgumentParser
import Foundation
import Notebook
import Report

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what differs between two reports, and by how many σ.",
    discussion: """
      Compares the numbers that both pages show, the text, the data and the options of their steps. A change is given in \
      units of the uncertainty that the number had in the old report.

      Exit status: 0 if the reports say the same, 1 if not.
      """)

  @Argument(help: "The report as it was.", completion: .file(extensions: ["html"]))
  var old: String

  @Argument(help: "The report as it is.", completion: .file(extensions: ["html"]))
  var new: String

  @Flag(help: "Compare every value that a step made, not just those that the pages show.")
  var all = false

  @Option(name: .shortAndLong, help: "Write the comparison as an HTML page.", completion: .file(extensions: ["html"]))
  var output: String?

  func run() throws {
    let difference = ReportDifference(try ReportArchive(page: old), try ReportArchive(page: new), ofAll: all)
    if let output {
      let text = difference.markdown(old: old, new: new)
      let checked = Planner(kinds: []).check(text, file: output)
      let page: String
      do {
        page = try Page(template: checked.template, results: [:]).html()
      } catch {
        throw Failure(.failed, "the comparison cannot be set as a page: \(error)")
      }
      do throws(WriteError) { try AtomicFile.update(Array(page.utf8), at: output) } catch {
        throw Failure(.failed, "\(error)")
      }
      print(output)
    } else {
      print(difference.text)
    }
    if !difference.isNone { throw ExitStatus.failed }
  }
}
