/// How a value is written, in the words of Python's format strings: `.2f`, `.1%`, `.3e`, `±.3g`, `.1f TeV`.
///
/// A format shows the value alone unless `±` (or `+-`) stands before it; then the uncertainty follows with the same
/// digits. Where a form is given without its number of digits, these follow the rule of ``NumberText``. A unit behind a
/// space converts between SI prefixes: `GeV` to `TeV`, `fb^-1` to `ab^-1`.
public struct ValueFormat: Hashable, Sendable, CustomStringConvertible {
  enum Form: Character, Hashable {
    /// A fixed number of digits behind the point.
    case fixed = "f"
    /// The same of a hundred times the value.
    case percent = "%"
    /// One digit before the point, and a power of ten.
    case scientific = "e"
    /// A number of significant digits; zeros at the end are left out where the value stands alone.
    case significant = "g"
  }

  /// As the author wrote it.
  public let description: String
  /// `nil` leaves both form and digits to the usual rule.
  let form: Form?
  let digits: Int?
  let showsUncertainty: Bool
  let unit: String?

  /// More digits than these say nothing: a `Double` holds seventeen.
  static let mostDigits = 20

  static let forms = "write '.2f', '.1%', '.3e', '.3g', '±' or '±.2f', with a unit if you like: '.1f TeV'"

  /// - Throws: ``Mistake`` where `text` is not a format.
  public init(_ text: String) throws(Mistake) {
    var rest = Substring(text)
    func wrong() -> Mistake { Mistake("'\(text.trimmingSpaces())' is not a format of values", remedy: Self.forms) }
    var showsUncertainty = false
    for sign in ["±", "+-"] where rest.hasPrefix(sign) {
      rest.removeFirst(sign.count)
      showsUncertainty = true
      break
    }
    var digits: Int?
    if rest.first == "." {
      rest.removeFirst()
      let written = rest.prefix { $0.isASCII && $0.isNumber }
      rest.removeFirst(written.count)
      guard !written.isEmpty else { throw wrong() }
      guard let count = Int(written), count <= Self.mostDigits else {
        throw Mistake("'\(text)' asks for too many digits", remedy: "write at most \(Self.mostDigits)")
      }
      digits = count
    }
    form = rest.first.flatMap { Form(rawValue: $0) }
    if form != nil { rest.removeFirst() }
    guard form != nil || digits == nil, rest.isEmpty || rest.first == " " else { throw wrong() }
    let unit = String(rest).trimmingSpaces()
    guard form != nil || showsUncertainty || !unit.isEmpty, !unit.contains(where: \.isWhitespace) else { throw wrong() }
    guard unit.isEmpty || form != .percent else {
      throw Mistake("a percentage has no unit '\(unit)'", remedy: Self.forms)
    }
    description = text
    self.digits = digits
    // Only a unit changes the unit alone.
    self.showsUncertainty = showsUncertainty || form == nil
    self.unit = unit.isEmpty ? nil : unit
  }

  /// The path and the format in `path:format`: the colon is the first one outside brackets.
  ///
  /// - Throws: ``Mistake`` where what stands behind the colon is not a format.
  public static func split(_ text: String) throws(Mistake) -> (path: String, format: ValueFormat?) {
    guard let colon = colon(in: text) else { return (text, nil) }
    var format = String(text[text.index(after: colon)...])
    while format.last?.isWhitespace == true { format.removeLast() }
    return (String(text[..<colon]), try ValueFormat(format))
  }

  private static func colon(in text: String) -> String.Index? {
    var isInBrackets = false
    for index in text.indices {
      switch text[index] {
      case "[": isInBrackets = true
      case "]": isInBrackets = false
      case ":" where !isInBrackets: return index
      default: break
      }
    }
    return nil
  }

  /// Where a wrong format begins in `path:format`, in characters; `nil` where it is right, or there is none.
  static func startOfWrongOne(in text: String) -> Int? {
    guard let colon = colon(in: text), (try? split(text)) == nil else { return nil }
    return text.distance(from: text.startIndex, to: colon) + 1
  }
}

extension ValueFormat: Codable {
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What a `{value}` role asks for: `scan[0.5].significance:.2f`.
public struct ValueQuote: Hashable, Sendable {
  public var path: ValuePath
  public var format: ValueFormat?

  /// - Throws: ``Mistake`` where `text` is neither a path nor a path with a format.
  public init(_ text: String) throws(Mistake) {
    let parts = try ValueFormat.split(text)
    path = try ValuePath(parts.path)
    format = parts.format
  }
}

extension Value {
  /// The parts of a number or a count as `format` asks for them; `nil` for what is no number.
  ///
  /// - Throws: ``Mistake`` where the value is text that no format fits, or its unit cannot become the one asked for.
  public func numberText(_ format: ValueFormat? = nil) throws(Mistake) -> NumberText? {
    switch self {
    case .number(let number, let uncertainty, let unit):
      guard let format else { return NumberText(number, uncertainty: uncertainty, unit: unit) }
      return try NumberText(number, uncertainty: uncertainty, unit: unit, format: format)
    case .integer(let integer):
      guard let format, format.form != nil || format.unit != nil else { return NumberText(count: integer) }
      return try NumberText(Double(integer), uncertainty: nil, unit: nil, format: format)
    case .text(let text):
      guard let format else { return nil }
      throw Mistake("'\(text)' is text, and '\(format)' writes numbers", remedy: "drop the format")
    case .record: return nil
    }
  }

  /// The value on one line of plain text.
  ///
  /// - Throws: as ``numberText(_:)`` does.
  public func plain(_ format: ValueFormat) throws(Mistake) -> String { try numberText(format)?.plain ?? plain }
}
