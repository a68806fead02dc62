import Foundation

/// A number as it should be read, in parts that a page and a terminal put together in their own ways.
///
/// With an uncertainty the digits follow the Particle Data Group's rule (Review of Particle Physics, Introduction 5.3): if the
/// three leading digits of the uncertainty lie between 100 and 354 it keeps two digits, between 355 and 949 one, and
/// above it is rounded up to 1000 and keeps two; the value stops at the same decimal. Without one it keeps four
/// significant digits.
public struct NumberText: Hashable, Sendable {
  /// The value's digits, with U+2212 for minus and without exponent: `−5.3`.
  public var value: String
  /// The uncertainty's digits, at the same power of ten.
  public var uncertainty: String?
  /// Both are times ten to this.
  public var exponent: Int?
  public var unit: String?

  public init(_ number: Double, uncertainty: Double? = nil, unit: String? = nil) {
    self.unit = unit
    guard number.isFinite else {
      value = number.isNaN ? "n/a" : number > 0 ? "∞" : "−∞"
      return
    }
    let known = uncertainty.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    let size = max(abs(number), known ?? 0)
    let power = size == 0 ? 0 : Self.leadingPower(size)
    var decimal = known.map(Self.lastDecimal) ?? (power < 6 ? min(power - 3, 0) : power - 3)
    var scale = 0
    if power >= 6 || power < -3 || (power >= 4 && decimal > 0) {
      scale = power
      exponent = power
    }
    decimal -= scale
    value = Self.digits(number, scale: scale, decimal: decimal, trimmed: known == nil)
    self.uncertainty = uncertainty.map {
      $0.isFinite ? Self.digits($0, scale: scale, decimal: decimal, trimmed: false) : "∞"
    }
  }

  /// One line of plain text: `5.3 ± 0.9`, `(1.23 ± 0.05) × 10⁶ GeV`.
  public var plain: String {
    var text = value + (uncertainty.map { " ± \($0)" } ?? "")
    if let exponent { text = (uncertainty == nil ? text : "(\(text))") + " × 10" + Self.superscript(exponent) }
    guard let unit else { return text }
    return (uncertainty != nil && exponent == nil ? "(\(text))" : text) + "\u{202F}" + Self.unitText(unit)
  }

  /// `fb^-1` as `fb⁻¹`.
  public static func unitText(_ unit: String) -> String {
    guard let caret = unit.firstIndex(of: "^"), let power = Int(unit[unit.index(after: caret)...]) else { return unit }
    return unit[..<caret] + superscript(power)
  }

  static func superscript(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return (number < 0 ? "⁻" : "") + String(String(number.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] })
  }

  /// n with 10ⁿ ≤ |number| < 10ⁿ⁺¹, exact because it is read off the printed form.
  private static func leadingPower(_ number: Double) -> Int {
    let printed = String(format: "%.16e", abs(number))
    return printed.firstIndex(of: "e").flatMap { Int(printed[printed.index(after: $0)...]) } ?? 0
  }

  /// The power of ten of the last digit that the PDG rule keeps.
  private static func lastDecimal(ofUncertainty uncertainty: Double) -> Int {
    let printed = String(format: "%.2e", uncertainty)
    let leading = Int(printed.prefix(4).filter { $0 != "." }) ?? 100
    let power = printed.firstIndex(of: "e").flatMap { Int(printed[printed.index(after: $0)...]) } ?? 0
    return switch leading {
    case ...354: power - 1
    case ...949: power
    default: power
    }
  }

  private static func digits(_ number: Double, scale: Int, decimal: Int, trimmed: Bool) -> String {
    let scaled = scale == 0 ? number : number / pow(10, Double(scale))
    var text: String
    if decimal >= 0 {
      let step = pow(10, Double(decimal))
      text = String(format: "%.0f", trimmed ? scaled : (scaled / step).rounded() * step)
    } else {
      text = String(format: "%.*f", -decimal, scaled)
      if trimmed {
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
      }
    }
    if text.allSatisfy({ "-0.".contains($0) }), text.hasPrefix("-") { text.removeFirst() }
    return grouped(text.replacingOccurrences(of: "-", with: "\u{2212}"))
  }
}

extension NumberText {
  /// A whole number with thin spaces between groups of three digits: `1 400 000`.
  public static func grouped(_ integer: Int) -> String {
    (integer < 0 ? "\u{2212}" : "") + grouped(String(integer.magnitude))
  }

  /// `text` with thin spaces between groups of three digits of its whole part, if that has more than four.
  private static func grouped(_ text: String) -> String {
    let sign = text.prefix { !$0.isNumber }
    let digits = Array(text.dropFirst(sign.count).prefix { $0.isNumber })
    guard digits.count > 4 else { return text }
    var grouped = String(sign)
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { grouped.append("\u{202F}") }
      grouped.append(digit)
    }
    return grouped + text.dropFirst(sign.count + digits.count)
  }
}

extension Value {
  /// The value on one line of plain text.
  public var plain: String {
    switch self {
    case .number(let number, let uncertainty, let unit):
      NumberText(number, uncertainty: uncertainty, unit: unit).plain
    case .integer(let integer): NumberText.grouped(integer)
    case .text(let text): text
    case .record(let members): members.keys.sorted().joined(separator: ", ")
    }
  }
}
