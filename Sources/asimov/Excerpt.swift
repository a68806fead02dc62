import Foundation
import Notebook

/// Mistakes as a terminal shows them: the message, and below it the line that it speaks of with a caret.
struct Excerpts {
  private var lines: [String: [Substring]] = [:]
  /// The line that was shown last: all mistakes of a long one share it.
  private var last: (file: String, number: Int, characters: [Character])?

  /// Characters of a line that are shown.
  private static let width = 100

  mutating func text(_ diagnostic: Diagnostic) -> String {
    guard let excerpt = excerpt(diagnostic.location) else { return diagnostic.description }
    return diagnostic.description + "\n" + excerpt
  }

  private mutating func excerpt(_ location: SourceLocation) -> String? {
    guard let characters = characters(location.line, of: location.file), location.column <= characters.count + 1
    else { return nil }
    // A window that holds the place, where the line is long.
    let first = characters.count <= Self.width ? 0 : max(0, min(location.column - 40, characters.count - Self.width))
    let shown = characters[first..<min(characters.count, first + Self.width)]
    let before = characters[first..<min(characters.count, location.column - 1)]
    let number = String(location.line)
    let margin = String(repeating: " ", count: number.count)
    let text = (first > 0 ? "…" : "") + String(shown) + (first + Self.width < characters.count ? "…" : "")
    let pad = (first > 0 ? " " : "") + String(before.map { $0 == "\t" ? "\t" : " " })
    return " \(number) | \(text)\n \(margin) | \(pad)^"
  }

  private mutating func characters(_ number: Int, of file: String) -> [Character]? {
    if let last, last.file == file, last.number == number { return last.characters }
    guard let line = line(number, of: file) else { return nil }
    let characters = line.map { $0.isNewline || ($0.isASCII && $0 < " " && $0 != "\t") ? "\u{FFFD}" : $0 }
    last = (file, number, characters)
    return characters
  }

  private mutating func line(_ number: Int, of file: String) -> Substring? {
    if lines[file] == nil {
      let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
      // As the parser counts them.
      lines[file] = text?.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" } ?? []
    }
    guard let all = lines[file], all.indices.contains(number - 1), !all[number - 1].isEmpty else { return nil }
    return all[number - 1]
  }
}

extension RunOutcome {
  /// Says what went wrong, on the terminal.
  func tellFailures() {
    var excerpts = Excerpts()
    for failure in failures { Terminal.standardError(excerpts.text(failure)) }
  }
}
