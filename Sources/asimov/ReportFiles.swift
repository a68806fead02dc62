import Foundation
import Notebook
import Report

/// All that a build writes.
struct ReportFiles {
  /// Name of the page.
  let page: String
  /// By path below the folder of the report.
  private(set) var contents: [(path: String, bytes: [UInt8])] = []

  /// - Throws: `Diagnostics` where the page cannot be set.
  init(_ plan: Plan, _ results: [String: StepResult], math: MathTypesetter = MathTypesetter()) throws {
    page = URL(fileURLWithPath: plan.template.file).deletingPathExtension().lastPathComponent + ".html"
    let sheet = Page(template: plan.template, results: results, math: math)
    for directive in plan.template.directives {
      guard let figure = results[directive.name]?.figure else { continue }
      for (ending, bytes) in [("png", figure.png), ("pdf", figure.pdf), ("svg", figure.svg)] {
        contents.append(("figures/\(directive.name).\(ending)", bytes))
      }
    }
    contents.append(("results.json", sheet.resultsJSON()))
    // The page goes last: where it is new, all else is.
    contents.append((page, Array(try sheet.html().utf8)))
  }

  /// Writes what has changed; no file is ever half written.
  ///
  /// - Throws: `WriteError` where `directory` cannot be written to.
  func write(to directory: String) throws(WriteError) {
    for (path, bytes) in contents { try AtomicFile.update(bytes, at: directory + "/" + path) }
  }
}
