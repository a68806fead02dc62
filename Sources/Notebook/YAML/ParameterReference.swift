/// `${name}` in a directive's options: a parameter's typed value in the place of a whole value, or its text within one.
///
/// An entry of a list with a `for:` of its own becomes one entry for each member of that sweep.
enum ParameterReference {
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
      result.content = .sequence(items.flatMap { entries(for: $0, parameters, diagnostics: &diagnostics) })
    case .mapping(let pairs):
      result.content = .mapping(
        pairs.map { .init(key: $0.key, value: substitute(parameters, in: $0.value, diagnostics: &diagnostics)) })
    }
    return result
  }

  /// An entry of a list with its parameters put in; several where it has a `for:`.
  private static func entries(
    for item: YAMLNode, _ parameters: [String: YAMLNode], diagnostics: inout [Diagnostic]
  ) -> [YAMLNode] {
    guard let grid = item[Sweep.key], let pairs = item.pairs else {
      return [substitute(parameters, in: item, diagnostics: &diagnostics)]
    }
    var entry = item
    entry.content = .mapping(pairs.filter { $0.key.scalar != Sweep.key })
    do throws(Diagnostics) {
      let sweep = try Sweep(substitute(parameters, in: grid, diagnostics: &diagnostics))
      return sweep.members.map { member in
        substitute(parameters.merging(member.values) { $1 }, in: entry, diagnostics: &diagnostics)
      }
    } catch {
      diagnostics += error.all
      return []
    }
  }

  /// Whether `${name}` stands anywhere in `node`.
  static func stands(_ name: String, in node: YAMLNode) -> Bool {
    switch node.content {
    case .scalar(let text, _): text.contains("${\(name)}")
    case .sequence(let items): items.contains { stands(name, in: $0) }
    case .mapping(let pairs): pairs.contains { stands(name, in: $0.value) }
    }
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
