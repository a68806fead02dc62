import Notebook

extension NumberText {
  /// The number on one line that does not break: `(1.23 ± 0.05) × 10<sup>6</sup> GeV`.
  var html: HTML {
    var html: HTML = "\(value)"
    if let uncertainty { html += "\u{A0}±\u{A0}\(uncertainty)" }
    let isSum = uncertainty != nil
    if let exponent {
      if isSum { html = "(\(html))" }
      html += "\u{A0}×\u{A0}10<sup>\(Self.signed(exponent))</sup>"
    }
    guard let unit else { return html }
    if isSum, exponent == nil { html = "(\(html))" }
    return "\(html)\u{202F}\(Self.html(unit: unit))"
  }

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
  var html: HTML {
    switch self {
    case .number(let number, let uncertainty, let unit):
      NumberText(number, uncertainty: uncertainty, unit: unit).html
    case .integer, .text, .record: HTML(plain)
    }
  }
}
