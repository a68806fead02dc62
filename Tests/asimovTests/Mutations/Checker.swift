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

  /// The places that are none, and why: behind the end of their file, or of their line.
  static func faults(_ mistakes: [Diagnostic], in text: String) -> [String] {
    var lines: [String: [Int]] = [:]
    return mistakes.compactMap { mistake in
      let place = mistake.location
      let known = lines[place.file] ?? lengths(of: place.file, edited: text)
      lines[place.file] = known
      guard known.indices.contains(place.line - 1) else { return "\(known.count) lines have no \(place): \(mistake)" }
      let length = known[place.line - 1]
      guard (1...length + 1).contains(place.column) else { return "\(length) columns have no \(place): \(mistake)" }
      return nil
    }
  }

  /// How many characters each line of a file has.
  private static func lengths(of file: String, edited text: String) -> [Int] {
    let content = file == folder + "/mutated" ? text : (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return content.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }.map(\.count)
  }
}
