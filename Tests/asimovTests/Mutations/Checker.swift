import Analysis
import Foundation
import Notebook
import Report

@testable import asimov

/// The checker as the command uses it, on texts that lie in no file.
struct Checker {
  /// The folder of the templates to be mutated, with the files that they name.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/seeds").path

  private static let planner = Planner(kinds: Kinds.all)

  /// The templates in the folder, by name.
  static func templates() throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }.sorted()
      .map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) }
  }

  /// - Parameter math: sets the page; `nil` leaves it out.
  static func mistakes(in text: String, math: MathTypesetter?) -> [Diagnostic] {
    let checked = planner.check(text, file: folder + "/mutated")
    return math.map { TemplateArguments.mistakes(in: checked, math: $0) } ?? checked.diagnostics
  }

  /// Why a place is none: behind the end of its file, or of its line. `nil` where it is one.
  static func fault(_ location: Notebook.SourceLocation, in text: String) -> String? {
    var text = text
    if location.file != folder + "/mutated" {
      guard let other = try? String(contentsOfFile: location.file, encoding: .utf8) else {
        return "there is no file '\(location.file)'"
      }
      text = other
    }
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    guard location.line >= 1, location.line <= lines.count else { return "\(lines.count) lines have no \(location)" }
    let length = lines[location.line - 1].count
    guard location.column >= 1, location.column <= length + 1 else { return "\(length) columns have no \(location)" }
    return nil
  }
}
