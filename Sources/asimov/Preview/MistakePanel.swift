import Foundation
import Notebook
import Report

/// What the page shows above the report while something is wrong: each mistake with its place, what to do about it, and
/// the lines around it.
enum MistakePanel {
  /// - Parameters:
  ///   - title: such as `2 mistakes in small.md`.
  ///   - read: the text of a file that a mistake stands in; `nil` where there is none to show.
  static func html(_ title: String, _ mistakes: [Diagnostic], read: (String) -> String? = contents) -> String {
    var items: HTML = ""
    for mistake in mistakes {
      let remedy: HTML = mistake.remedy.map { "<p class=\"remedy\">\(sentence($0))</p>\n" } ?? ""
      items += """
        <li>
        <p><span class="place">\(mistake.location.description)</span> \(sentence(mistake.message))</p>
        \(remedy)\(excerpt(mistake.location, read))</li>

        """
    }
    return ("<details open>\n<summary>\(title)</summary>\n<ul>\n\(items)</ul>\n</details>" as HTML).markup
  }

  /// Something wrong that has no place, such as a template that is not there.
  static func html(_ title: String, message: String) -> String {
    ("<details open>\n<summary>\(title)</summary>\n<p>\(sentence(message))</p>\n</details>" as HTML).markup
  }

  static func contents(of file: String) -> String? { try? String(contentsOfFile: file, encoding: .utf8) }

  /// The line with the mistake marked in it, between its neighbours.
  private static func excerpt(_ location: SourceLocation, _ read: (String) -> String?) -> HTML {
    let lines = read(location.file)?.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) ?? []
    guard lines.indices.contains(location.line - 1) else { return "" }
    var html: HTML = ""
    for number in max(1, location.line - 1)...min(lines.count, location.line + 1) {
      let line = lines[number - 1]
      let text = number == location.line ? marked(line, at: location.column) : HTML(line)
      html += "<span class=\"number\">\(number)</span>\(text)\n"
    }
    return "<pre>\(html)</pre>\n"
  }

  /// The word that starts at `column`, or the one character there.
  private static func marked(_ line: Substring, at column: Int) -> HTML {
    let before = line.prefix(max(0, column - 1))
    let rest = line.dropFirst(before.count)
    let word = rest.prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }
    let mark = word.isEmpty ? rest.prefix(1) : word
    let shown = mark.isEmpty ? "\u{A0}" : mark
    return "\(before)<mark>\(shown)</mark>\(rest.dropFirst(mark.count))"
  }

  /// Messages are written to stand behind a colon.
  private static func sentence(_ text: String) -> HTML { HTML(text.prefix(1).uppercased() + text.dropFirst()) }
}
