import Foundation

/// Puts TeX's thin spaces around `\ln`, `\cos` and the like.
///
/// KaTeX joins such a name to what follows by U+2061, function application, to which MathML's operator dictionary gives
/// no space at all: `(s+b)\ln x` would read as one word. TeX sets a thin space behind the name unless a small
/// parenthesis follows, and before it where a factor stands there (The TeXbook, chapter 18).
enum OperatorSpacing {
  private static let application = "<mo>\u{2061}</mo>"
  private static let space = "<mspace width=\"0.1667em\"></mspace>"
  private static let factors = [
    "</mi>", "</mn>", "</mfrac>", "</msup>", "</msub>", "</msubsup>", "</msqrt>", "</mover>", ")</mo>", "]</mo>",
    "</mrow>",
  ]

  static func spaced(_ markup: String) -> String {
    let pieces = markup.components(separatedBy: application)
    var result = ""
    for (index, piece) in pieces.enumerated() {
      let isLast = index + 1 == pieces.count
      if index > 0, needsSpace(before: piece) { result += space }
      result += isLast ? piece : spaceBeforeName(in: piece) + application
    }
    return result
  }

  private static func needsSpace(before piece: String) -> Bool {
    let isParenthesis = piece.hasPrefix("<mo stretchy=\"false\">(") || piece.hasPrefix("<mo stretchy=\"false\">[")
    return !isParenthesis && !piece.hasPrefix("</")
  }

  private static func spaceBeforeName(in piece: String) -> String {
    guard let name = piece.range(of: "<mi", options: .backwards) else { return piece }
    let before = piece[..<name.lowerBound]
    guard factors.contains(where: before.hasSuffix), !before.hasSuffix("<mrow></mrow>") else { return piece }
    return before + space + piece[name.lowerBound...]
  }
}
