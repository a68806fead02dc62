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
    self.init(number, uncertainty: uncertainty, unit: unit, form: nil)
  }

  /// A count, in full.
  init(count: Int) { value = Self.grouped(count) }

  /// - Parameter form: `nil` turns to a power of ten where the number is very large or very small.
  private init(_ number: Double, uncertainty: Double?, unit: String?, form: ValueFormat.Form?) {
    self.init(value: Self.notFinite(number), unit: unit)
    guard number.isFinite else { return }
    let known = uncertainty.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    let size = max(abs(number), known ?? 0)
    // The power of what is shown: 9.9999999 is shown as 10.
    let spread = known.map(Self.lastDecimal)
    let power = DecimalText.leadingPower(
      size, digits: spread.map { max(1, DecimalText.leadingPower(size) - $0 + 1) } ?? 4)
    let isInFull = form == .fixed || (form != .scientific && power < 6)
    let last = spread ?? (isInFull ? min(power - 3, 0) : power - 3)
    var scale = 0
    switch form {
    case .fixed: break
    case .scientific: scale = power
    default: if power >= 6 || power < -3 || (power >= 4 && last > 0) { scale = power }
    }
    set(number, uncertainty, last: last, scale: scale, trimmed: known == nil)
  }

  /// - Throws: ``Mistake`` where the unit cannot become the one that `format` asks for.
  init(_ number: Double, uncertainty: Double?, unit: String?, format: ValueFormat) throws(Mistake) {
    var (number, uncertainty, unit) = (number, uncertainty, unit)
    if let wanted = format.unit {
      guard let power = unit.flatMap({ UnitPrefix.powerOfTen(from: $0, to: wanted) }) else {
        throw Mistake(
          unit.map { "'\($0)' cannot become '\(wanted)'" } ?? "a value without a unit cannot become '\(wanted)'",
          remedy: unit.map { "write '\($0)' with another prefix, or no unit" } ?? "drop the unit")
      }
      number = UnitPrefix.shift(number, by: power)
      uncertainty = uncertainty.map { UnitPrefix.shift($0, by: power) }
      unit = wanted
    }
    if format.form == .percent {
      if let unit {
        throw Mistake("a value in '\(unit)' is no fraction to be written in percent", remedy: "drop the '%'")
      }
      (number, uncertainty, unit) = (number * 100, uncertainty.map { $0 * 100 }, "%")
    }
    if number.isFinite, let form = format.form, let digits = format.digits {
      let shown = format.showsUncertainty ? uncertainty : nil
      self.init(number, shown, unit: unit, form: form, digits: digits)
    } else {
      self.init(number, uncertainty: uncertainty, unit: unit, form: format.form)
      if !format.showsUncertainty { self.uncertainty = nil }
    }
  }

  /// A finite number with as many digits as the author asks for; the uncertainty takes the value's last decimal.
  private init(_ number: Double, _ uncertainty: Double?, unit: String?, form: ValueFormat.Form, digits: Int) {
    self.init(value: "", unit: unit)
    let known = uncertainty.flatMap { $0.isFinite ? $0 : nil }
    let size = number == 0 ? known ?? 0 : number
    switch form {
    case .fixed, .percent: set(number, uncertainty, last: -digits, scale: 0, trimmed: false)
    case .scientific:
      let power = DecimalText.leadingPower(size, digits: digits + 1)
      set(number, uncertainty, last: power - digits, scale: power, trimmed: false)
    case .significant:
      let count = max(1, digits)
      let power = DecimalText.leadingPower(size, digits: count)
      let scale = power < -4 || power >= count ? power : 0
      set(number, uncertainty, last: power - count + 1, scale: scale, trimmed: uncertainty == nil)
    }
  }

  private init(value: String, unit: String?) {
    self.value = value
    self.unit = unit
  }

  private mutating func set(_ number: Double, _ uncertainty: Double?, last: Int, scale: Int, trimmed: Bool) {
    exponent = scale == 0 ? nil : scale
    value = Self.digits(number, last: last, scale: scale, trimmed: trimmed)
    self.uncertainty = uncertainty.map {
      $0.isFinite ? Self.digits($0, last: last, scale: scale, trimmed: false) : Self.notFinite($0.magnitude)
    }
  }

  private static func notFinite(_ number: Double) -> String { number.isNaN ? "n/a" : number > 0 ? "∞" : "−∞" }

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

  private static func digits(_ number: Double, last: Int, scale: Int, trimmed: Bool) -> String {
    var text = DecimalText.digits(number, last: last, scale: scale)
    if trimmed, text.contains(".") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return grouped(text)
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
