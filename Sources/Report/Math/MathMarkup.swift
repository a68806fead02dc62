import Foundation

/// Rewrites what KaTeX makes into what browsers draw.
///
/// KaTeX writes MathML 3; browsers draw MathML Core, which knows neither `mathvariant` (other than `normal`) nor the
/// alignment, the spacing and the lines of a table's columns. Letters are replaced by those of Unicode's mathematical
/// alphabets, and the columns get their style cell by cell.
struct MathMarkup {
  private var output = ""
  private var tables: [Columns] = []
  private var alphabet: MathAlphabet?
  private var isSkipping = false
  private var isIdentifier = false

  /// What a `<mtable>` says of its columns, and which one comes next.
  private struct Columns {
    var alignments: [Substring]
    var spacings: [Substring]
    var lines: [Substring]
    var next = 0
  }

  static func portable(_ markup: String) -> String {
    var rewriter = MathMarkup()
    rewriter.rewrite(markup.unicodeScalars)
    return OperatorSpacing.spaced(rewriter.output)
  }

  /// By scalars: KaTeX may write a combining mark right behind a `>`, which Swift takes for one character.
  private mutating func rewrite(_ markup: String.UnicodeScalarView) {
    var rest = markup[...]
    while !rest.isEmpty {
      let text = rest.prefix { $0 != "<" }
      rest = rest[text.endIndex...]
      write(text: text)
      guard !rest.isEmpty else { break }
      let tag = rest.dropFirst().prefix { $0 != ">" }
      rest = rest[tag.endIndex...].dropFirst()
      write(tag: String(tag))
    }
  }

  private mutating func write(text: Substring.UnicodeScalarView) {
    guard !isSkipping else { return }
    // Browsers slant a single letter; one with a stroke through it, `\not{E}`, is two scalars to them.
    let letters = alphabet ?? (isIdentifier && Self.isStruckLetter(text) ? MathAlphabet.named["italic"] : nil)
    var isFirst = true
    for scalar in text {
      let symbol = letters?.symbol(for: scalar) ?? scalar
      if isFirst, Self.isCombining(symbol) {
        output += "&#x" + String(symbol.value, radix: 16) + ";"
      } else {
        output.unicodeScalars.append(symbol)
      }
      isFirst = false
    }
  }

  private static func isStruckLetter(_ text: Substring.UnicodeScalarView) -> Bool {
    text.count == 2 && text.last.map { isCombining($0) } == true
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass != .notReordered
  }

  private mutating func write(tag: String) {
    let name = tag.prefix { $0 != " " }
    switch name {
    case "/mtd" where isSkipping: isSkipping = false
    case _ where isSkipping, "span", "/span": break
    case "mtable": open(table: tag)
    case "/mtable":
      _ = tables.popLast()
      output += "</mtable>"
    case "mtr":
      if !tables.isEmpty { tables[tables.count - 1].next = 0 }
      output += "<mtr>"
    case "mtd": open(cell: tag)
    default:
      if tag.hasPrefix("/") { alphabet = nil }
      isIdentifier = tag == "mi"
      guard let variant = Self.attribute("mathvariant", of: tag), let known = MathAlphabet.named[String(variant)] else {
        output += "<\(tag)>"
        return
      }
      alphabet = known
      output += "<\(name)>"
    }
  }

  private mutating func open(table tag: String) {
    func list(_ name: String) -> [Substring] { Self.attribute(name, of: tag)?.split(separator: " ") ?? [] }
    tables.append(
      Columns(alignments: list("columnalign"), spacings: list("columnspacing"), lines: list("columnlines")))
    output += "<mtable>"
  }

  /// KaTeX's cells for glue and for a number that its own style sheet would fill in are left out.
  private mutating func open(cell tag: String) {
    guard !tag.holds("mtr-glue"), !tag.holds("mml-eqn-num"), !tag.holds("width=") else {
      isSkipping = true
      return
    }
    guard var columns = tables.popLast() else { return }
    let column = columns.next
    columns.next += 1
    var style: [String] = []
    if let alignment = columns.alignments[safe: column], alignment != "center" {
      style.append("text-align:\(alignment)")
    }
    if !columns.spacings.isEmpty {
      let before = column == 0 ? 0 : Self.ems(columns.spacings[safe: column - 1] ?? columns.spacings.last)
      let isLast = column + 1 >= columns.alignments.count
      let after = isLast ? 0 : Self.ems(columns.spacings[safe: column] ?? columns.spacings.last)
      style.append("padding-left:\(before / 2)em;padding-right:\(after / 2)em")
    }
    if column > 0, let line = columns.lines[safe: column - 1], line != "none" {
      style.append("border-left:1px \(line)")
    }
    tables.append(columns)
    output += style.isEmpty ? "<mtd>" : "<mtd style=\"\(style.joined(separator: ";"))\">"
  }

  private static func ems(_ length: Substring?) -> Double {
    guard let length, length.hasSuffix("em"), let ems = Double(length.dropLast(2)) else { return 0 }
    return ems
  }

  private static func attribute(_ name: String, of tag: String) -> Substring? {
    guard let start = tag.firstPlace(of: " \(name)=\"")?.upperBound else { return nil }
    return tag[start...].prefix { $0 != "\"" }
  }
}

extension Array {
  /// The element at `index`, where there is one.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
