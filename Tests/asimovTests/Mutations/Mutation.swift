/// A template with a few random changes: bytes, characters, pieces, lines, halves of two templates, and what repeats or
/// nests without measure.
struct Mutation {
  let seed: UInt64
  /// The changed template.
  private(set) var text: [UInt8]

  /// - Parameters:
  ///   - seed: says all about the changes.
  ///   - templates: what is changed, and what it is mixed with.
  init(seed: UInt64, of templates: [[UInt8]]) {
    self.seed = seed
    var random = SplitMix64(seed: seed)
    text = templates[Int(seed % UInt64(templates.count))]
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<50: changeBytes(&random)
      case 50..<65: movePiece(&random)
      case 65..<85: changeLines(&random)
      case 85..<93: splice(templates, &random)
      case 93..<97: repeatOne(&random)
      default: nest(&random)
      }
    }
  }

  /// The changed template as the command reads it, with U+FFFD for what is no UTF-8.
  var string: String { String(decoding: text, as: UTF8.self) }

  /// What means something to Markdown, YAML, TeX, or to no one.
  private static let spice = [
    "`", "$", "{", "}", "[", "]", "(", ")", "|", "-", ":", "#", "*", "_", "\\", "\n", " ", "\"", "'", "&", "!", ">",
    "~",
    "0", "a", "\u{E000}", "\u{E001}", "\u{E010}", "é", "\u{301}", "\u{1F600}", "\0", "\t", "\r", "\r\n", "\u{2028}",
    "\u{85}", "\u{FEFF}", "%", "^", ",", ";", ".", "@", "/", "<", "=", "---\n", "```\n", "```{note}\n", "${", "$$",
    "![",
    "](", "[^a]", "[^a]: ", "{value}`", "for: ", "- ", "> ", "1. ", "\n\n", "\\frac", "&a ", "*a", "<<: ", "? ", "|-\n",
    "1e999", "www.", "://", "null", "  ",
  ].map { Array($0.utf8) }

  private func place(_ random: inout SplitMix64) -> Int { Int.random(in: 0...text.count, using: &random) }

  private mutating func changeBytes(_ random: inout SplitMix64) {
    let place = self.place(&random)
    let piece = Self.spice.randomElement(using: &random) ?? []
    switch Int.random(in: 0..<5, using: &random) {
    case 0: text.insert(contentsOf: piece, at: place)
    case 1: text.removeSubrange(place..<min(text.count, place + 1))
    case 2: text.replaceSubrange(place..<min(text.count, place + 1), with: piece)
    case 3: text.removeSubrange(place..<min(text.count, place + Int.random(in: 1...30, using: &random)))
    default: if place < text.count { text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    }
  }

  private mutating func movePiece(_ random: inout SplitMix64) {
    let start = place(&random)
    let piece = Array(text[start..<min(text.count, start + Int.random(in: 1...80, using: &random))])
    text.insert(contentsOf: piece, at: place(&random))
  }

  private mutating func changeLines(_ random: inout SplitMix64) {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
    let line = Int.random(in: 0..<lines.count, using: &random)
    let other = Int.random(in: 0..<lines.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[line], at: other)
    case 2: lines.swapAt(line, other)
    case 3: lines.insert([], at: line)
    case 4:
      lines[line].insert(
        contentsOf: Array(repeating: UInt8(ascii: " "), count: Int.random(in: 1...5, using: &random)), at: 0)
    case 5: if line + 1 < lines.count { lines[line] += lines.remove(at: line + 1) }
    default: lines.removeSubrange(min(line, other)..<max(line, other))
    }
    text = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  private mutating func splice(_ templates: [[UInt8]], _ random: inout SplitMix64) {
    let other = templates.randomElement(using: &random) ?? []
    text = Array(text[..<place(&random)] + other[Int.random(in: 0...other.count, using: &random)...])
  }

  /// Up to a few thousand of one thing.
  private static func count(_ random: inout SplitMix64) -> Int { 1 << Int.random(in: 3...12, using: &random) }

  private mutating func repeatOne(_ random: inout SplitMix64) {
    let piece = Self.spice.randomElement(using: &random) ?? []
    let repeated = Array([[UInt8]](repeating: piece, count: Self.count(&random)).joined())
    text.insert(contentsOf: repeated, at: place(&random))
  }

  private static let pairs = [
    ("[", "]"), ("{", "}"), ("(", ")"), ("*", "*"), ("**", "**"), ("_", "_"), ("![", "](a)"), ("[", "](a)"), ("> ", ""),
    ("- ", ""), ("1. ", ""), ("`", "`"), ("$", "$"), ("{a: ", "}"), ("\\left(", "\\right)"), ("{value}`", "`"),
    ("```{note}\n", "```\n"), ("\"", "\""), ("<a>", "</a>"), ("~~", "~~"), ("- [", "]"), ("? ", ""), ("&a [", "]"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  private mutating func nest(_ random: inout SplitMix64) {
    guard let pair = Self.pairs.randomElement(using: &random) else { return }
    let count = Self.count(&random)
    let start = place(&random)
    let end = min(text.count, start + Int.random(in: 0...40, using: &random))
    text.insert(contentsOf: Array([[UInt8]](repeating: pair.1, count: count).joined()), at: end)
    text.insert(contentsOf: Array([[UInt8]](repeating: pair.0, count: count).joined()), at: start)
  }
}
