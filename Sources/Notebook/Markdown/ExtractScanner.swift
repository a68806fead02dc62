/// Finds math (`$…$`, `$$…$$`, `$$…$$ (label)`) and roles (`` {name}`content` ``) in Markdown and puts placeholders in their place.
///
/// The rules are MyST's: an opening `$` has no space after it, a closing one has none before it and no digit after it;
/// neither crosses a blank line, a code span or a fence. A mistake here is harmless, since what CommonMark turns out to
/// read as code is restored.
///
/// - Complexity: O(n): a search for a closing mark stops at the blank line, and one that failed is not tried again in
///   the same paragraph.
struct ExtractScanner {
  private let text: [Character]
  private let file: String
  private var line: Int
  private var column: Int
  /// Where every line starts.
  private let firstColumn: Int
  private var position = 0
  private var output = ""
  private(set) var extracts = Extracts()
  /// The character and length of the fence that is open, and how many quotes it stands in.
  private var fence: (mark: Character, length: Int, quotes: Int)?
  /// Where the paragraph that holds `position` ends; found once a paragraph.
  private var paragraphEnd = 0
  /// Marks for which there is no partner in the rest of the paragraph.
  private var unmatched: Set<String> = []

  /// - Parameter location: Place of the first character of `text`.
  init(_ text: String, at location: SourceLocation) {
    self.text = Array(text)
    file = location.file
    line = location.line
    column = location.column
    firstColumn = location.column
  }

  /// The text with placeholders, and what they stand for.
  static func scan(_ text: String, at location: SourceLocation) -> (text: String, extracts: Extracts) {
    guard text.contains(where: { $0 == "$" || $0 == "{" }) else { return (text, Extracts()) }
    var scanner = ExtractScanner(text, at: location)
    scanner.scan()
    return (scanner.output, scanner.extracts)
  }

  private mutating func scan() {
    var atLineStart = true
    while position < text.count {
      if atLineStart {
        atLineStart = false
        if position >= paragraphEnd { findParagraphEnd() }
        if copyFenceLine() {
          atLineStart = true
          continue
        }
      }
      switch text[position] {
      case "\n":
        copy(1)
        atLineStart = true
      case "\\": copy(2)
      case "`": copyCodeSpan()
      case "{": takeRole()
      case "$": takeMath()
      default: copy(1)
      }
    }
  }

  /// Copies a whole line if it opens, continues or closes a fence.
  private mutating func copyFenceLine() -> Bool {
    var end = position
    while end < text.count, text[end] != "\n" { end += 1 }
    let content = text[position..<end].drop { " \t>-*+".contains($0) }
    let quotes = text[position..<content.startIndex].reduce(0) { $1 == ">" ? $0 + 1 : $0 }
    // The end of a quote ends the fences in it.
    if let open = fence, quotes < open.quotes { fence = nil }
    guard let mark = content.first ?? (fence == nil ? nil : " ") else { return false }
    let length = content.prefix { $0 == mark }.count
    if let open = fence {
      if mark == open.mark, length >= open.length, quotes == open.quotes,
        content.dropFirst(length).allSatisfy({ $0 == " " || $0 == "\t" })
      {
        fence = nil
      }
    } else {
      guard mark == "`" || mark == "~", length >= 3 else { return false }
      guard mark == "~" || !content.dropFirst(length).contains("`") else { return false }
      fence = (mark, length, quotes)
    }
    copy(end - position + (end < text.count ? 1 : 0))
    return true
  }

  private mutating func copyCodeSpan() {
    let run = self.run(of: "`", at: position)
    if let close = closingRun(run, from: position + run) {
      copy(close + run - position)
    } else {
      copy(run)
    }
  }

  private mutating func takeRole() {
    var end = position + 1
    while end < text.count, text[end].isASCII, text[end].isLetter || text[end].isNumber || ":-_.".contains(text[end]) {
      end += 1
    }
    guard end > position + 1, end + 1 < text.count, text[end] == "}", text[end + 1] == "`" else { return copy(1) }
    let name = String(text[(position + 1)..<end])
    let run = self.run(of: "`", at: end + 1)
    let start = end + 1 + run
    guard let close = closingRun(run, from: start) else { return copy(1) }
    let content = String(text[start..<close])
    let kind: Extracts.Kind = name == "math" ? .inlineMath : .role(name: name)
    take(kind, content: content, from: start, upTo: close + run)
  }

  private mutating func takeMath() {
    if position + 1 < text.count, text[position + 1] == "$" { return takeDisplayMath() }
    guard position + 1 < paragraphEnd, !text[position + 1].isWhitespace, !unmatched.contains("$") else {
      return copy(1)
    }
    var end = position + 1
    while end < paragraphEnd {
      if text[end] == "\\" {
        end += 2
        continue
      }
      if text[end] == "$", !text[end - 1].isWhitespace, !(end + 1 < text.count && text[end + 1].isNumber) {
        return take(.inlineMath, content: String(text[(position + 1)..<end]), from: position + 1, upTo: end + 1)
      }
      end += 1
    }
    unmatched.insert("$")
    copy(1)
  }

  private mutating func takeDisplayMath() {
    var end = position + 2
    while !unmatched.contains("$$"), end + 1 < paragraphEnd {
      if text[end] == "\\" {
        end += 2
        continue
      }
      guard text[end] == "$", text[end + 1] == "$" else {
        end += 1
        continue
      }
      let content = String(text[(position + 2)..<end])
      let (label, after) = label(at: end + 2)
      return take(.displayMath(label: label), content: content, from: position + 2, upTo: after)
    }
    unmatched.insert("$$")
    copy(2)
  }

  /// MyST's `(name)` behind a closing `$$`.
  private func label(at index: Int) -> (label: String?, end: Int) {
    var start = index
    while start < paragraphEnd, text[start] == " " { start += 1 }
    guard start < paragraphEnd, text[start] == "(" else { return (nil, index) }
    var end = start + 1
    while end < paragraphEnd, ValuePath.isNameCharacter(text[end]) || text[end] == ":" { end += 1 }
    guard end > start + 1, end < paragraphEnd, text[end] == ")" else { return (nil, index) }
    return (String(text[(start + 1)..<end]), end + 1)
  }

  private mutating func take(_ kind: Extracts.Kind, content: String, from start: Int, upTo end: Int) {
    let extract = Extracts.Extract(
      kind: kind, content: content, raw: String(text[position..<end]),
      location: SourceLocation(file: file, line: line, column: column + start - position))
    output += extracts.placeholder(for: extract)
    advance(to: end)
  }

  private mutating func copy(_ count: Int) {
    let end = min(position + count, text.count)
    output.append(contentsOf: text[position..<end])
    advance(to: end)
  }

  private mutating func advance(to end: Int) {
    for character in text[position..<end] {
      if character == "\n" {
        line += 1
        column = firstColumn
      } else {
        column += 1
      }
    }
    position = end
  }

  private func run(of mark: Character, at start: Int) -> Int {
    var end = start
    while end < text.count, text[end] == mark { end += 1 }
    return end - start
  }

  /// Start of the next run of exactly `length` backticks within the paragraph.
  private mutating func closingRun(_ length: Int, from start: Int) -> Int? {
    let key = String(repeating: "`", count: length)
    guard !unmatched.contains(key) else { return nil }
    var index = start
    while index < paragraphEnd {
      guard text[index] == "`" else {
        index += 1
        continue
      }
      let run = self.run(of: "`", at: index)
      if run == length { return index }
      index += run
    }
    unmatched.insert(key)
    return nil
  }

  private mutating func findParagraphEnd() {
    unmatched = []
    var end = position
    while end < text.count {
      var lineEnd = end
      var blank = true
      while lineEnd < text.count, text[lineEnd] != "\n" {
        // A line of a quote may be blank, too.
        if !text[lineEnd].isWhitespace, text[lineEnd] != ">" { blank = false }
        lineEnd += 1
      }
      if blank, end > position { break }
      end = min(lineEnd + 1, text.count)
      if blank { break }
    }
    paragraphEnd = end
  }
}
