/// Finds math (`$…$`, `$$…$$`, `$$…$$ (label)`) and roles (`` {name}`content` ``) in Markdown and puts placeholders in their place.
///
/// The rules are MyST's: an opening `$` has no space after it, a closing one has none before it and no digit after it;
/// neither crosses a blank line, a code span or a fence. A mistake here is harmless, since what CommonMark turns out to
/// read as code is restored.
///
/// - Complexity: O(n) in bytes: a search for a closing mark stops at the blank line, and one that failed is not tried again
///   in the same paragraph.
struct ExtractScanner {
  private let text: [UInt8]
  private var place: TextPlace
  private var position = 0
  private var output: [UInt8] = []
  private var extracts = Extracts()
  /// The character and length of the fence that is open, and how many quotes it stands in.
  private var fence: (mark: UInt8, length: Int, quotes: Int)?
  /// Where the paragraph that holds `position` ends; found once a paragraph.
  private var paragraphEnd = 0
  /// Marks for which there is no partner in the rest of the paragraph: one dollar, two, or a number of backticks.
  private var unmatched = Unmatched()

  private struct Unmatched {
    var dollar = false
    var dollars = false
    var backticks: Set<Int> = []
  }

  /// - Parameter location: Place of the first character of `text`.
  private init(_ text: String, at location: SourceLocation) {
    self.text = Array(text.utf8)
    place = TextPlace(location)
    output.reserveCapacity(self.text.count)
  }

  /// The text with placeholders, and what they stand for.
  static func scan(_ text: String, at location: SourceLocation) -> (text: String, extracts: Extracts) {
    guard text.utf8.contains(where: { $0 == .dollar || $0 == .opening || $0 == .backtick }) else {
      return (text, Extracts())
    }
    var scanner = ExtractScanner(text, at: location)
    scanner.scan()
    return (String(decoding: scanner.output, as: UTF8.self), scanner.extracts)
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
      case .lineFeed:
        copy(1)
        atLineStart = true
      case .backslash: copy(2)
      case .backtick: copyCodeSpan()
      case .opening: takeRole()
      case .dollar: takeMath()
      default: copyPlain()
      }
    }
  }

  /// Copies up to the next byte that means something.
  private mutating func copyPlain() {
    var end = position + 1
    while end < text.count {
      switch text[end] {
      case .lineFeed, .backslash, .backtick, .opening, .dollar: return copy(end - position)
      default: end += 1
      }
    }
    copy(end - position)
  }

  /// Copies a whole line if it opens, continues or closes a fence.
  private mutating func copyFenceLine() -> Bool {
    let end = text[position...].firstIndex(of: .lineFeed) ?? text.count
    let content = text[position..<end].drop { $0.isContainerMark }
    let quotes = text[position..<content.startIndex].reduce(0) { $1 == .quote ? $0 + 1 : $0 }
    // The end of a quote ends the fences in it.
    if let open = fence, quotes < open.quotes { fence = nil }
    guard fence != nil || content.first == .backtick || content.first == .tilde else { return false }
    let mark = content.first ?? .space
    let length = content.prefix { $0 == mark }.count
    if let open = fence {
      if mark == open.mark, length >= open.length, quotes == open.quotes,
        content.dropFirst(length).allSatisfy(\.isSpaceOrTab)
      {
        fence = nil
      }
    } else {
      guard length >= 3, mark == .tilde || !content.dropFirst(length).contains(.backtick) else { return false }
      fence = (mark, length, quotes)
    }
    copy(end - position + (end < text.count ? 1 : 0))
    return true
  }

  private mutating func copyCodeSpan() {
    let run = self.run(of: .backtick, at: position)
    if let close = closingRun(run, from: position + run) {
      copy(close + run - position)
    } else {
      take(.text, content: position..<(position + run), upTo: position + run)
    }
  }

  private mutating func takeRole() {
    var end = position + 1
    while end < text.count, text[end].isRoleCharacter { end += 1 }
    guard end > position + 1, end + 1 < text.count, text[end] == .closing, text[end + 1] == .backtick else {
      return copy(1)
    }
    let run = self.run(of: .backtick, at: end + 1)
    let start = end + 1 + run
    guard let close = closingRun(run, from: start) else { return copy(1) }
    let name = string((position + 1)..<end)
    take(name == "math" ? .inlineMath : .role(name: name), content: start..<close, upTo: close + run)
  }

  private mutating func takeMath() {
    if position + 1 < text.count, text[position + 1] == .dollar { return takeDisplayMath() }
    guard position + 1 < paragraphEnd, !text[position + 1].isWhiteSpace, !unmatched.dollar else { return copy(1) }
    var end = position + 1
    while end < paragraphEnd {
      if text[end] == .backslash {
        end += 2
        continue
      }
      if text[end] == .dollar, !text[end - 1].isWhiteSpace, !(end + 1 < text.count && text[end + 1].isDigit) {
        return take(.inlineMath, content: (position + 1)..<end, upTo: end + 1)
      }
      end += 1
    }
    unmatched.dollar = true
    copy(1)
  }

  private mutating func takeDisplayMath() {
    var end = position + 2
    while !unmatched.dollars, end + 1 < paragraphEnd {
      if text[end] == .backslash {
        end += 2
        continue
      }
      guard text[end] == .dollar, text[end + 1] == .dollar else {
        end += 1
        continue
      }
      let (label, after) = label(at: end + 2)
      return take(.displayMath(label: label), content: (position + 2)..<end, upTo: after)
    }
    unmatched.dollars = true
    copy(2)
  }

  /// MyST's `(name)` behind a closing `$$`.
  private func label(at index: Int) -> (label: String?, end: Int) {
    var start = index
    while start < paragraphEnd, text[start] == .space { start += 1 }
    guard start < paragraphEnd, text[start] == UInt8(ascii: "(") else { return (nil, index) }
    var end = start + 1
    // A byte of a longer character is judged with the others below.
    while end < paragraphEnd, text[end].isRoleCharacter || text[end] >= 0x80 { end += 1 }
    guard end > start + 1, end < paragraphEnd, text[end] == UInt8(ascii: ")") else { return (nil, index) }
    let name = string((start + 1)..<end)
    guard name.allSatisfy({ ValuePath.isNameCharacter($0) || $0 == ":" }) else { return (nil, index) }
    return (name, end + 1)
  }

  private mutating func take(_ kind: Extracts.Kind, content: Range<Int>, upTo end: Int) {
    let location = place.location(of: content.lowerBound, from: position, in: text)
    let extract = Extracts.Extract(
      kind: kind, content: string(content), raw: string(position..<end),
      origin: TextOrigin(location, firstColumn: place.firstColumn))
    output += extracts.placeholder(for: extract).utf8
    place.advance(over: position..<end, in: text)
    position = end
  }

  private mutating func copy(_ count: Int) {
    let end = min(position + count, text.count)
    output += text[position..<end]
    place.advance(over: position..<end, in: text)
    position = end
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  private func run(of mark: UInt8, at start: Int) -> Int { text[start...].prefix { $0 == mark }.count }

  /// Start of the next run of exactly `length` backticks within the paragraph.
  private mutating func closingRun(_ length: Int, from start: Int) -> Int? {
    guard !unmatched.backticks.contains(length) else { return nil }
    var index = start
    while index < paragraphEnd {
      guard text[index] == .backtick else {
        index += 1
        continue
      }
      let run = self.run(of: .backtick, at: index)
      if run == length { return index }
      index += run
    }
    unmatched.backticks.insert(length)
    return nil
  }

  private mutating func findParagraphEnd() {
    unmatched = Unmatched()
    var end = position
    while end < text.count {
      let lineEnd = text[end...].firstIndex(of: .lineFeed) ?? text.count
      // A line of a quote may be blank, too.
      let isBlank = text[end..<lineEnd].allSatisfy { $0.isWhiteSpace || $0 == .quote }
      if isBlank, end > position { break }
      end = min(lineEnd + 1, text.count)
      if isBlank { break }
    }
    paragraphEnd = end
  }
}
