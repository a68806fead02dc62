/// The value of a decimal number, `[+-] digits [. digits] [e [+-] digits]` with at least one digit before the exponent,
/// rounded correctly to double precision; `nil` for any other text. No locale, no spaces, no `inf`, `nan` or hexadecimal.
///
/// Up to 2⁵³ without the point and small powers of ten need one exact product or quotient (Clinger, PLDI 1990); only the
/// rest goes through the standard library.
func decimalNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
  var scanner = DecimalScanner(text)
  let isNegative = scanner.skip(UInt8(ascii: "-"))
  if !isNegative { _ = scanner.skip(UInt8(ascii: "+")) }
  var digits = scanner.takeDigits()
  var exponent = 0
  if scanner.skip(UInt8(ascii: ".")) {
    let decimals = scanner.takeDigits()
    exponent = -decimals
    digits += decimals
  }
  guard digits > 0 else { return nil }
  if scanner.skip(UInt8(ascii: "e")) || scanner.skip(UInt8(ascii: "E")) {
    guard let power = scanner.takeExponent() else { return nil }
    exponent += power
  }
  guard scanner.isAtEnd else { return nil }
  guard scanner.isExact, scanner.significand <= 1 << 53, -22...22 ~= exponent else {
    return Double(String(decoding: text, as: UTF8.self))
  }
  let magnitude = Double(scanner.significand)
  let value = exponent < 0 ? magnitude / powersOfTen[-exponent] : magnitude * powersOfTen[exponent]
  return isNegative ? -value : value
}

/// Goes through the text of a number from left to right.
private struct DecimalScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// The digits taken so far as one whole number, unless there were too many to be exact.
  private(set) var significand: UInt64 = 0
  private(set) var isExact = true

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { position == text.count }

  /// Steps over `byte` if it is next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard position < text.count, text[position] == byte else { return false }
    position += 1
    return true
  }

  /// The next byte as a digit, stepped over.
  private mutating func takeDigit() -> UInt8? {
    guard position < text.count else { return nil }
    let digit = text[position] &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    position += 1
    return digit
  }

  /// Takes digits into the significand and counts them.
  mutating func takeDigits() -> Int {
    let start = position
    while let digit = takeDigit() {
      // 18 digits fit in any case, and leading zeros cost nothing.
      if significand < 100_000_000_000_000_000 {
        significand = significand * 10 + UInt64(digit)
      } else {
        isExact = false
      }
    }
    return position - start
  }

  /// A signed whole number, held within ±10⁶; `nil` without a digit.
  mutating func takeExponent() -> Int? {
    let isNegative = skip(UInt8(ascii: "-"))
    if !isNegative { _ = skip(UInt8(ascii: "+")) }
    let start = position
    var power = 0
    while let digit = takeDigit() { power = min(power * 10 + Int(digit), 1_000_000) }
    guard position > start else { return nil }
    return isNegative ? -power : power
  }
}

/// The powers of ten that are exact in double precision.
private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21,
  1e22,
]
