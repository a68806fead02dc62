import Notebook

extension NumberText {
  /// The number on one line that does not break: `(1.23 ± 0.05) × 10<sup>6</sup> GeV`.
  var html: HTML {
    var html: HTML = "\(value)"
    if let uncertainty { html += "\u{A0}±\u{A0}\(uncertainty)" }
    if isBracketed { html = "(\(html))" }
    return "\(html)\(endingHTML)"
  }

  /// Whether what follows belongs to both the value and its uncertainty.
  var isBracketed: Bool { uncertainty != nil && (exponent != nil || unit != nil) }

  /// The power of ten and the unit, with raised powers.
  var endingHTML: HTML {
    var html: HTML = ""
    if let exponent { html += "\u{A0}×\u{A0}10<sup>\(Self.signed(exponent))</sup>" }
    if let unit { html += "\u{202F}\(Self.html(unit: unit))" }
    return html
  }

  /// The same as plain text, to measure by.
  var ending: String {
    (exponent.map { "\u{A0}×\u{A0}10" + Self.raised($0) } ?? "") + (unit.map { "\u{202F}" + Self.unitText($0) } ?? "")
  }

  private static func raised(_ power: Int) -> String { unitText("^\(power)") }

  /// `fb^-1` with a raised power.
  static func html(unit: String) -> HTML {
    guard let caret = unit.firstIndex(of: "^"), let power = Int(unit[unit.index(after: caret)...]) else {
      return HTML(unit)
    }
    return "\(unit[..<caret])<sup>\(signed(power))</sup>"
  }

  private static func signed(_ number: Int) -> String { (number < 0 ? "\u{2212}" : "") + String(number.magnitude) }
}

extension Value {
  /// The value as it stands in the text or in a cell.
  ///
  /// - Throws: where `format` does not fit the value.
  func html(_ format: ValueFormat? = nil) throws(Mistake) -> HTML { try numberText(format)?.html ?? HTML(plain) }
}
