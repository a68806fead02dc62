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

    func before(_ text: String) -> Substring { whole.prefix(whole.count - Self.parts(text).whole.count) }

    func after(_ text: String) -> Substring { fraction.suffix(fraction.count - Self.parts(text).fraction.count) }

    /// The digits before the point; the point and the digits behind it.
    private static func parts(_ text: String) -> (whole: String, fraction: String) {
      let whole = text.prefix { $0 != "." }
      return (String(whole), String(text.dropFirst(whole.count)))
    }
  }

  private let format: ValueFormat?
  private var value = Width()
  private var uncertainty = Width()
  private var hasUncertainty = false
  private var hasBrackets = false
  /// The longest power of ten and unit.
  private var ending = ""

  /// - Parameter format: How the numbers are written; one that does not fit a cell is told by ``html(_:)``.
  init(_ cells: [Value], format: ValueFormat? = nil) {
    self.format = format
    for text in cells.compactMap(aligned) {
      value.widen(to: text.value)
      if text.isBracketed { hasBrackets = true }
      if text.ending.count > ending.count { ending = text.ending }
      guard let spread = text.uncertainty else { continue }
      uncertainty.widen(to: spread)
      hasUncertainty = true
    }
  }

  /// - Throws: where the column's format does not fit the cell.
  func html(_ cell: Value) throws(Mistake) -> HTML {
    guard let text = aligned(cell) else { return try cell.html(format) }
    let opening: HTML = !hasBrackets ? "" : text.isBracketed ? "(" : filling("(")
    var html: HTML = "\(filling(value.before(text.value)))\(opening)\(text.value)\(filling(value.after(text.value)))"
    if let spread = text.uncertainty {
      html +=
        "\u{A0}±\u{A0}\(filling(uncertainty.before(spread)))\(spread)\(filling(uncertainty.after(spread)))"
    }
    let missing = hasUncertainty && text.uncertainty == nil
    // A unit stands at its number and not across the gap that an uncertainty would fill.
    let closing: HTML = !hasBrackets ? "" : text.isBracketed ? ")" : missing ? "" : filling(")")
    html += closing
    html += text.endingHTML
    html += filling(ending.dropFirst(text.ending.count))
    guard missing else { return html }
    let gap = "\u{A0}±\u{A0}" + uncertainty.whole + uncertainty.fraction + (hasBrackets ? ")" : "")
    return "\(html)\(filling(gap))"
  }

  private func filling(_ text: some StringProtocol) -> HTML {
    text.isEmpty ? "" : "<span data-fill=\"\(text)\"></span>"
  }

  /// Without a format powers of ten, units and infinities stand for themselves.
  private func aligned(_ cell: Value) -> NumberText? {
    if case .number(let number, _, _) = cell, !number.isFinite { return nil }
    guard let text = try? cell.numberText(format) else { return nil }
    return format != nil || (text.exponent == nil && text.unit == nil) ? text : nil
  }
}
