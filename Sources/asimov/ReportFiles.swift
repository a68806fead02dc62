import Foundation
import Notebook
import Report

/// All that a build writes.
struct ReportFiles {
  /// Name of the page.
  let page: String
  /// The numbers that the page shows.
  let numbers: [BuildRecord.Number]
  /// By path below the folder of the report.
  private(set) var contents: [(path: String, bytes: [UInt8])] = []

  /// - Throws: `Diagnostics` where the page cannot be set.
  init(
    _ plan: Plan, _ outcome: RunOutcome, math: MathTypesetter, seconds: [String: Double] = [:]
  ) throws {
    let folder = URL(fileURLWithPath: plan.template.file).deletingLastPathComponent().path
    let reasons = outcome.unfinished.mapValues { $0.reason(besideTemplateIn: folder) }
    try self.init(plan, outcome.results, reasons: reasons, math: math, seconds: seconds)
  }

  /// - Parameters:
  ///   - results: What there is, with the plan's sweeps and parameters.
  ///   - reasons: Why steps have no result, as `Page` takes them.
  ///   - seconds: How long steps took, by name, for the page to tell.
  /// - Throws: `Diagnostics` where the page cannot be set.
  init(
    _ plan: Plan, _ results: [String: StepResult], reasons: [String: String] = [:], math: MathTypesetter,
    seconds: [String: Double] = [:]
  ) throws {
    page = Self.page(of: plan.template)
    var sheet = Page(template: plan.template, results: results, reasons: reasons, math: math)
    numbers = sheet.numbers().map { BuildRecord.Number(path: $0.path, value: $0.value) }
    contents = Self.figures(plan, results) + Self.accompanying(plan, results, tables: try sheet.hepDataFiles())
    contents.append(("results.json", sheet.resultsJSON()))
    let provenance = Provenance(plan, version: Asimov.release)
    let archive = try ReportArchive(
      plan, provenance, numbers: ReportNumbers(shown: numbers, plan, results), results: contents)
    sheet.origin = PageOrigin(provenance, archive: archive.zip, seconds: seconds)
    // The page goes last: where it is new, all else is.
    contents.append((page, Array(try sheet.html().utf8)))
  }

  /// Name of the page.
  static func page(of template: Template) -> String {
    URL(fileURLWithPath: template.file).deletingPathExtension().lastPathComponent + ".html"
  }

  /// The figures' files, by path below the folder of the report.
  static func figures(_ plan: Plan, _ results: [String: StepResult]) -> [(path: String, bytes: [UInt8])] {
    plan.template.directives.flatMap { directive -> [(path: String, bytes: [UInt8])] in
      guard let figure = results[directive.name]?.figure else { return [] }
      return figure.formats.map { ("figures/\(directive.name).\($0.ending)", $0.bytes) }
    }
  }

  /// What is there for other programs, by path below the folder of the report. Names that a file system cannot tell apart are
  /// numbered.
  private static func accompanying(
    _ plan: Plan, _ results: [String: StepResult], tables: [(directive: String, file: AccompanyingFile)]
  ) -> [(path: String, bytes: [UInt8])] {
    let files = plan.steps.sorted { $0.location < $1.location }.flatMap { step in
      (results[step.name]?.files ?? []).map { (step.name, $0) }
    }
    var taken: Set<String> = []
    return (files + tables).map { name, file in
      var path = file.folder + "/" + file.name(for: name)
      while !taken.insert(path.lowercased()).inserted {
        path = file.folder + "/2-" + path.dropFirst(file.folder.count + 1)
      }
      return (path, file.bytes)
    }
  }

  /// Writes what has changed; no file is ever half written.
  ///
  /// - Throws: `WriteError` where `directory` cannot be written to.
  func write(to directory: String) throws(WriteError) {
    for (path, bytes) in contents { try AtomicFile.update(bytes, at: directory + "/" + path) }
  }
}

extension RunOutcome.Unfinished {
  /// In words that follow the step's name, without the paths of this machine: the page is read on others.
  func reason(besideTemplateIn folder: String) -> String {
    switch self {
    case .failed(var diagnostic):
      // However the template was named.
      diagnostic.location.file = URL(fileURLWithPath: diagnostic.location.file).path
      return "failed. \(diagnostic.description.replacing(folder + "/", with: ""))"
    case .skipped(let cause): return "was left out, since '\(cause)' failed."
    case .interrupted: return "was interrupted."
    }
  }
}
