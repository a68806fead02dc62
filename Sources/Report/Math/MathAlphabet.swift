/// The mathematical alphanumeric symbols of Unicode (chapter 22.2), which MathML Core wants in the text itself where
/// older MathML had the attribute `mathvariant`.
struct MathAlphabet: Sendable {
  private var upper: UInt32
  private var lower: UInt32
  private var digits: UInt32?
  private var greek: UInt32?
  /// Letters that Unicode had before it gave the alphabet its block.
  private var exceptions: [UInt32: UInt32] = [:]

  /// The letter in this alphabet; itself where the alphabet has none.
  func symbol(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    let code = scalar.value
    if let exception = exceptions[code] { return Unicode.Scalar(exception) ?? scalar }
    let symbol: UInt32? =
      switch code {
      case 0x41...0x5A: upper + code - 0x41
      case 0x61...0x7A: lower + code - 0x61
      case 0x30...0x39: digits.map { $0 + code - 0x30 }
      case 0x391...0x3A9: greek.map { $0 + code - 0x391 }
      case 0x3B1...0x3C9: greek.map { $0 + 26 + code - 0x3B1 }
      default: Self.greekSymbols[code].flatMap { offset in greek.map { $0 + offset } }
      }
    return symbol.flatMap(Unicode.Scalar.init) ?? scalar
  }

  /// ∇ ∂ ϵ ϑ ϰ ϕ ϱ ϖ, which follow the Greek letters.
  private static let greekSymbols: [UInt32: UInt32] = [
    0x2207: 25, 0x2202: 51, 0x3F5: 52, 0x3D1: 53, 0x3F0: 54, 0x3D5: 55, 0x3F1: 56, 0x3D6: 57,
  ]

  private static let scriptExceptions: [UInt32: UInt32] = [
    0x42: 0x212C, 0x45: 0x2130, 0x46: 0x2131, 0x48: 0x210B, 0x49: 0x2110, 0x4C: 0x2112, 0x4D: 0x2133, 0x52: 0x211B,
    0x65: 0x212F, 0x67: 0x210A, 0x6F: 0x2134,
  ]
  private static let frakturExceptions: [UInt32: UInt32] = [
    0x43: 0x212D, 0x48: 0x210C, 0x49: 0x2111, 0x52: 0x211C, 0x5A: 0x2128,
  ]
  private static let doubleStruckExceptions: [UInt32: UInt32] = [
    0x43: 0x2102, 0x48: 0x210D, 0x4E: 0x2115, 0x50: 0x2119, 0x51: 0x211A, 0x52: 0x211D, 0x5A: 0x2124,
  ]

  /// By MathML's name of the variant; `normal` is none of them.
  static let named: [String: MathAlphabet] = [
    "bold": MathAlphabet(upper: 0x1D400, lower: 0x1D41A, digits: 0x1D7CE, greek: 0x1D6A8),
    "italic": MathAlphabet(upper: 0x1D434, lower: 0x1D44E, greek: 0x1D6E2, exceptions: [0x68: 0x210E]),
    "bold-italic": MathAlphabet(upper: 0x1D468, lower: 0x1D482, greek: 0x1D71C),
    "script": MathAlphabet(upper: 0x1D49C, lower: 0x1D4B6, exceptions: scriptExceptions),
    "bold-script": MathAlphabet(upper: 0x1D4D0, lower: 0x1D4EA),
    "fraktur": MathAlphabet(upper: 0x1D504, lower: 0x1D51E, exceptions: frakturExceptions),
    "bold-fraktur": MathAlphabet(upper: 0x1D56C, lower: 0x1D586),
    "double-struck": MathAlphabet(upper: 0x1D538, lower: 0x1D552, digits: 0x1D7D8, exceptions: doubleStruckExceptions),
    "sans-serif": MathAlphabet(upper: 0x1D5A0, lower: 0x1D5BA, digits: 0x1D7E2),
    "bold-sans-serif": MathAlphabet(upper: 0x1D5D4, lower: 0x1D5EE, digits: 0x1D7EC, greek: 0x1D756),
    "sans-serif-italic": MathAlphabet(upper: 0x1D608, lower: 0x1D622),
    "sans-serif-bold-italic": MathAlphabet(upper: 0x1D63C, lower: 0x1D656, greek: 0x1D790),
    "monospace": MathAlphabet(upper: 0x1D670, lower: 0x1D68A, digits: 0x1D7F6),
  ]
}
