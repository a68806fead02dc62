import Notebook

/// One column of numbers, set so that points and ± stand below each other.
///
/// Every cell is filled up to the longest one on either side of its decimal point; the filling is drawn invisibly by the
/// style sheet and is not part of the text.
struct NumberColumn {
  private struct Width {
    var whole = ""
    var fraction = ""

    mutating func widen(to text: String) {
      let (whole, fraction) = Self.parts(text)
      if whole.count > self.whole.count { self.whole = whole }
      if fraction.count > self.fraction.count { self.fraction = fraction }
    }

    func html(_ text: String) -> HTML {
      let (whole, fraction) = Self.parts(text)
      let before = self.whole.prefix(self.whole.count - whole.count)
      let after = self.fraction.suffix(self.fraction.count - fraction.count)
      return "\(filling(before))\(text)\(filling(after))"
    }

    func filling(_ text: some StringProtocol) -> HTML {
      text.isEmpty ? "" : "<span data-fill=\"\(text)\"></span>"
    }

    /// The digits before the point; the point and the digits behind it.
    private static func parts(_ text: String) -> (whole: String, fraction: String) {
      let whole = text.prefix { $0 != "." }
      return (String(whole), String(text.dropFirst(whole.count)))
    }
  }

  private var value = Width()
  private var uncertainty = Width()
  private var hasUncertainty = false

  init(_ cells: [Value]) {
    for text in cells.compactMap(Self.aligned) {
      value.widen(to: text.value)
      guard let spread = text.uncertainty else { continue }
      uncertainty.widen(to: spread)
      hasUncertainty = true
    }
  }

  func html(_ cell: Value) -> HTML {
    guard let text = Self.aligned(cell) else { return cell.html }
    let number = value.html(text.value)
    if let spread = text.uncertainty { return "\(number)\u{A0}±\u{A0}\(uncertainty.html(spread))" }
    guard hasUncertainty else { return number }
    return "\(number)\(value.filling("\u{A0}±\u{A0}" + uncertainty.whole + uncertainty.fraction))"
  }

  /// Powers of ten, units and infinities stand for themselves.
  private static func aligned(_ cell: Value) -> NumberText? {
    switch cell {
    case .integer(let integer):
      var text = NumberText(0)
      text.value = NumberText.grouped(integer)
      return text
    case .number(let number, let uncertainty, nil) where number.isFinite:
      let text = NumberText(number, uncertainty: uncertainty)
      return text.exponent == nil ? text : nil
    case .number, .text, .record: return nil
    }
  }
}
