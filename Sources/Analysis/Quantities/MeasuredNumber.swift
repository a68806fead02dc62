import Notebook

/// A number with its uncertainty and its unit, where it has them, as one writes them: `3.5 ± 0.3`, `228.2 +- 34.1 fb`.
struct MeasuredNumber: ScalarOption, Hashable {
  var number: Double
  /// One standard deviation.
  var uncertainty: Double?
  var unit: String?

  init(_ number: Double, uncertainty: Double? = nil, unit: String? = nil) {
    (self.number, self.uncertainty, self.unit) = (number, uncertainty, unit)
  }

  init(scalar: String) throws(Mistake) {
    let text = scalar.replacing("+-", with: "±").replacing("−", with: "-")
    let parts = text.split(separator: "±", omittingEmptySubsequences: false)
    guard let last = parts.last, parts.count <= 2 else { throw Self.mistake(scalar) }
    // A unit begins with the first letter that belongs to no number.
    let words = last.split(separator: " ", maxSplits: 1)
    guard let ending = words.first.flatMap({ Self.number($0) }) else { throw Self.mistake(scalar) }
    unit = words.count > 1 ? String(words[1]).filter { $0 != " " } : nil
    if unit?.first.map({ $0.isNumber || $0 == "." }) == true { throw Self.mistake(scalar) }
    guard parts.count == 2 else {
      (number, uncertainty) = (ending, nil)
      return
    }
    guard let value = Self.number(parts[0]), ending >= 0 else { throw Self.mistake(scalar) }
    (number, uncertainty) = (value, ending)
  }

  private static func number(_ text: Substring) -> Double? {
    let trimmed = text.drop { $0 == " " }
    let digits = trimmed.prefix { $0 != " " }
    guard trimmed.dropFirst(digits.count).allSatisfy({ $0 == " " }),
      digits.allSatisfy({ "+-.0123456789eE".contains($0) })
    else { return nil }
    return Double(digits).flatMap { $0.isFinite ? $0 : nil }
  }

  private static func mistake(_ text: String) -> Mistake {
    Mistake("'\(text)' is no number", remedy: "write for example 3.5, 3.5 ± 0.3 or 228.2 ± 34.1 fb")
  }

  var canonical: String {
    "\(number)" + (uncertainty.map { " ± \($0)" } ?? "") + (unit.map { " \($0)" } ?? "")
  }

  static let standIn = MeasuredNumber(0)
  static let form = OptionForm.words("a number such as `3.5 ± 0.3`", plural: "numbers such as `3.5 ± 0.3`")

  var value: Value { .number(number, uncertainty: uncertainty, unit: unit) }
}

extension MeasuredNumber {
  /// - Returns: `nil` for what is no number.
  init?(_ value: Value) {
    switch value {
    case .number(let number, let uncertainty, let unit): self.init(number, uncertainty: uncertainty, unit: unit)
    case .integer(let integer): self.init(Double(integer))
    case .text, .record: return nil
    }
  }
}
