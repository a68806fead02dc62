/// The value of a decimal number, `[+-] digits [. digits] [e [+-] digits]` with at least one digit before the exponent,
/// rounded correctly to double precision; `nil` for any other text. No locale, no spaces, no `inf`, `nan` or hexadecimal.
///
/// Up to 2⁵³ without the point and small powers of ten need one exact product or quotient (Clinger, PLDI 1990); only the rest goes
/// through the standard library.
func decimalNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
  var position = 0
  func byte() -> UInt8 { position < text.count ? text[position] : 0 }
  let isNegative = byte() == UInt8(ascii: "-")
  if isNegative || byte() == UInt8(ascii: "+") { position += 1 }

  var significand: UInt64 = 0
  var digits = 0
  var isExact = true
  func take(_ digit: UInt8) {
    // 18 digits fit in any case; leading zeros cost nothing.
    if significand < 100_000_000_000_000_000 { significand = significand * 10 + UInt64(digit) } else { isExact = false }
    digits += 1
    position += 1
  }
  while case let digit = byte() &- UInt8(ascii: "0"), digit < 10 { take(digit) }
  var exponent = 0
  if byte() == UInt8(ascii: ".") {
    position += 1
    while case let digit = byte() &- UInt8(ascii: "0"), digit < 10 {
      take(digit)
      exponent -= 1
    }
  }
  guard digits > 0 else { return nil }
  if byte() | 0x20 == UInt8(ascii: "e") {
    position += 1
    guard let power = decimalExponent(text, &position) else { return nil }
    exponent += power
  }
  guard position == text.count else { return nil }
  guard isExact, significand <= 1 << 53, -22...22 ~= exponent else {
    return Double(String(decoding: text, as: UTF8.self))
  }
  let magnitude = Double(significand)
  let value = exponent < 0 ? magnitude / powersOfTen[-exponent] : magnitude * powersOfTen[exponent]
  return isNegative ? -value : value
}

/// The signed integer at `position`, held within ±10⁶; `nil` without a digit.
private func decimalExponent(_ text: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int? {
  var isNegative = false
  if position < text.count, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
    isNegative = text[position] == UInt8(ascii: "-")
    position += 1
  }
  let start = position
  var power = 0
  while position < text.count, case let digit = text[position] &- UInt8(ascii: "0"), digit < 10 {
    power = min(power * 10 + Int(digit), 1_000_000)
    position += 1
  }
  guard position > start else { return nil }
  return isNegative ? -power : power
}

/// The powers of ten that are exact in double precision.
private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21,
  1e22,
]
