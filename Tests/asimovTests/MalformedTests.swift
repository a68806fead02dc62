import Foundation
import Testing

/// Templates with mistakes under `Fixtures/malformed`, each beside what `asimov check` has to print of it.
///
/// A file `NAME.arguments` holds further arguments of the command, one a line.
@Suite struct MalformedTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/malformed").path

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()

  private static func check(_ name: String, _ options: String...) throws -> Command {
    let more = (try? String(contentsOfFile: "\(folder)/\(name).arguments", encoding: .utf8)) ?? ""
    return try Command.asimov(
      ["check", name + ".md"] + options + more.split(separator: "\n").map(String.init), in: Surroundings(folder: folder)
    )
  }

  private static func expected(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name).expected", encoding: .utf8)
  }

  private static func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  }

  @Test func thereIsATemplateForEveryKindOfMistake() { #expect(Self.names.count >= 40) }

  @Test(arguments: names) func everyMistakeIsToldAtOnceWithItsPlaceAndRemedyAndNothingIsWritten(name: String) throws {
    let before = try Self.files()
    let command = try Self.check(name)
    #expect(command.status == 2)
    #expect(command.output == "")
    #expect(command.errors == (try Self.expected(name)))
    #expect(try Self.files() == before)
  }

  @Test(arguments: names) func theJSONHasTheSameMistakes(name: String) throws {
    struct Entry: Decodable {
      var file: String
      var line: Int
      var column: Int
      var message: String
      var remedy: String?
    }
    let command = try Self.check(name, "--json")
    #expect(command.status == 2)
    #expect(command.errors == "")
    let entries = try JSONDecoder().decode([Entry].self, from: Data(command.output.utf8))
    let lines = entries.map { entry in
      "\(entry.file):\(entry.line):\(entry.column): error: \(entry.message)" + (entry.remedy.map { "; \($0)" } ?? "")
    }
    #expect(
      lines == (try Self.expected(name)).split(separator: "\n").map(String.init).filter { $0.contains(": error: ") })
  }

  /// Where an excerpt shows the place, the caret stands below it: nothing is told of a place that is not there.
  @Test(arguments: names) func everyPlaceLiesWithinItsFile(name: String) throws {
    for line in try Self.expected(name).split(separator: "\n") {
      guard let match = line.wholeMatch(of: /(.+?):(\d+):(\d+): error: .+/), !match.1.hasPrefix("-P") else { continue }
      let text = try String(contentsOfFile: "\(Self.folder)/\(match.1)", encoding: .utf8)
      let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      let (number, column) = (try #require(Int(match.2)), try #require(Int(match.3)))
      #expect(number <= lines.count && column <= lines[min(number, lines.count) - 1].count + 1, "\(line)")
    }
  }
}
