/// `${name}` in a directive's options: a parameter's typed value in the place of a whole value, or its text within one.
enum ParameterReference {
  private static let hiddenOpening: Character = "\u{E010}"
  private static let hiddenClosing: Character = "\u{E011}"

  /// `text` with the braces of every `${name}` replaced by characters that YAML takes as part of a plain value.
  static func hide(_ text: String) -> String {
    guard text.contains("${") else { return text }
    var characters = Array(text)
    var index = 0
    while index + 1 < characters.count {
      if characters[index] == "$", characters[index + 1] == "{" {
        let end = characters[index...].firstIndex { $0 == "}" || $0 == "\n" }
        if let end, characters[end] == "}" {
          characters[index + 1] = hiddenOpening
          characters[end] = hiddenClosing
        }
      }
      index += 1
    }
    return String(characters)
  }

  static func reveal(_ text: String) -> String {
    guard text.contains(where: { $0 == hiddenOpening || $0 == hiddenClosing }) else { return text }
    return String(text.map { $0 == hiddenOpening ? "{" : $0 == hiddenClosing ? "}" : $0 })
  }

  /// `node` with every `${name}` replaced. What cannot be replaced stays as it is and is told in `diagnostics`.
  static func substitute(
    _ parameters: [String: YAMLNode], in node: YAMLNode, diagnostics: inout [Diagnostic]
  ) -> YAMLNode {
    var result = node
    switch node.content {
    case .scalar(let text, let isPlain):
      guard text.contains("${") else { return node }
      if let name = wholeReference(text) {
        guard let value = parameters[name] else {
          diagnostics.append(undefined(name, parameters, at: node.location))
          result.isUndefined = true
          return result
        }
        result.content = value.content
      } else {
        let before = diagnostics.count
        let replaced = replace(in: text, parameters, at: node.location, diagnostics: &diagnostics)
        result.isUndefined = diagnostics.count > before
        result.content = .scalar(replaced, isPlain: isPlain)
      }
    case .sequence(let items):
      result.content = .sequence(items.map { substitute(parameters, in: $0, diagnostics: &diagnostics) })
    case .mapping(let pairs):
      result.content = .mapping(
        pairs.map { .init(key: $0.key, value: substitute(parameters, in: $0.value, diagnostics: &diagnostics)) })
    }
    return result
  }

  private static func wholeReference(_ text: String) -> String? {
    guard text.hasPrefix("${"), text.last == "}" else { return nil }
    let name = text.dropFirst(2).dropLast()
    return name.contains("}") ? nil : String(name)
  }

  private static func replace(
    in text: String, _ parameters: [String: YAMLNode], at location: SourceLocation, diagnostics: inout [Diagnostic]
  ) -> String {
    var result = ""
    var rest = Substring(text)
    while let start = rest.range(of: "${") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}") else {
        diagnostics.append(Diagnostic("'${' without '}'", at: location, remedy: "write ${name}"))
        return result + "${" + rest
      }
      let name = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      if let value = parameters[name]?.scalar {
        result += value
      } else if parameters[name] != nil {
        diagnostics.append(
          Diagnostic("parameter '\(name)' is not a single value", at: location, remedy: "let ${\(name)} stand alone"))
      } else {
        diagnostics.append(undefined(name, parameters, at: location))
      }
    }
    return result + rest
  }

  private static func undefined(
    _ name: String, _ parameters: [String: YAMLNode], at location: SourceLocation
  ) -> Diagnostic {
    let remedy = Suggestion.remedy(for: name, among: parameters.keys.sorted())
    return Diagnostic("undefined parameter '\(name)'", at: location, remedy: remedy ?? "define it under params:")
  }
}
