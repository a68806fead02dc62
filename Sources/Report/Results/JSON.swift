/// A JSON text with sorted keys.
enum JSON {
  case null
  case integer(Int)
  /// Written so that it reads back as the same number; what is not finite as `"inf"`, `"-inf"` or `"nan"`.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  func write(to text: inout String, indent: String = "") {
    let inner = indent + "  "
    switch self {
    case .null: text += "null"
    case .integer(let integer): text += String(integer)
    case .number(let number): text += number.isFinite ? "\(number)" : "\"\(number.isNaN ? "nan" : "\(number)")\""
    case .string(let string): Self.quote(string, to: &text)
    case .array(let elements):
      guard !elements.isEmpty else {
        text += "[]"
        return
      }
      text += "["
      for (index, element) in elements.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + inner
        element.write(to: &text, indent: inner)
      }
      text += "\n\(indent)]"
    case .object(let members):
      guard !members.isEmpty else {
        text += "{}"
        return
      }
      text += "{"
      for (index, key) in members.keys.sorted().enumerated() {
        text += (index == 0 ? "\n" : ",\n") + inner
        Self.quote(key, to: &text)
        text += ": "
        members[key]?.write(to: &text, indent: inner)
      }
      text += "\n\(indent)}"
    }
  }

  private static func quote(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\0"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
