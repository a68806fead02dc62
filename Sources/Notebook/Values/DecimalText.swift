import Foundation

/// Decimal digits of a number, rounded once: half to even on the number's exact binary value, as `printf` does.
enum DecimalText {
  /// The digits of `number` / 10^`scale`, down to the power of ten `last` of `number` itself.
  ///
  /// `digits(1234.5, last: 1, scale: 3)` is `1.23`. Zero has no sign.
  static func digits(_ number: Double, last: Int, scale: Int = 0) -> String {
    var units = self.units(number.magnitude, of: last)
    let fraction = max(0, scale - last)
    units += String(repeating: "0", count: max(0, last - scale))
    units = String(repeating: "0", count: max(0, fraction + 1 - units.count)) + units
    let isZero = units.allSatisfy { $0 == "0" }
    let text = fraction == 0 ? units : units.dropLast(fraction) + "." + units.suffix(fraction)
    return (number < 0 && !isZero ? "\u{2212}" : "") + text
  }

  /// n with 10ⁿ ≤ |number| < 10ⁿ⁺¹ once the number is rounded to `digits` significant digits; 0 for zero.
  static func leadingPower(_ number: Double, digits: Int = 17) -> Int {
    exponent(of: String(format: "%.*e", max(0, digits - 1), number.magnitude))
  }

  /// The whole number nearest to `number` / 10^`place`, without leading zeros but for `0` itself.
  private static func units(_ number: Double, of place: Int) -> String {
    guard place > 0 else {
      let text = String(format: "%.*f", -place, number).filter { $0 != "." }
      let digits = text.drop { $0 == "0" }
      return digits.isEmpty ? "0" : String(digits)
    }
    let power = leadingPower(number)
    guard power >= place else { return number > 0.5 * pow(10, Double(place)) ? "1" : "0" }
    let printed = String(format: "%.*e", power - place, number)
    let mantissa = printed.prefix { $0 != "e" }.filter { $0 != "." }
    // 9.99 rounds to 10.0, which has a digit more.
    return mantissa + String(repeating: "0", count: max(0, exponent(of: printed) - power))
  }

  private static func exponent(of printed: String) -> Int {
    printed.firstIndex(of: "e").flatMap { Int(printed[printed.index(after: $0)...]) } ?? 0
  }
}
