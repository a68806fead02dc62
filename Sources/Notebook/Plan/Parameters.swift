/// The parameters of a template with the values of this build.
struct Parameters {
  private(set) var nodes: [String: YAMLNode] = [:]

  /// - Parameters:
  ///   - pairs: The front matter's `params`.
  ///   - overrides: Values from the command line, as YAML text. A bare number takes the unit of the value it replaces.
  init(
    _ pairs: [YAMLNode.Pair], overrides: [(name: String, value: String)], diagnostics: inout [Diagnostic]
  ) {
    for pair in pairs { nodes[pair.key.scalar ?? ""] = pair.value }
    for (name, text) in overrides {
      let place = SourceLocation(file: "-P \(name)", line: 1, column: 1)
      guard let written = nodes[name] else {
        diagnostics.append(
          Diagnostic(
            "the template has no parameter '\(name)'", at: place,
            remedy: Suggestion.remedy(for: name, among: nodes.keys.sorted()) ?? "define it under params:"))
        continue
      }
      do {
        nodes[name] = try Self.override(written, with: text, at: place)
      } catch {
        diagnostics.append(error)
      }
    }
  }

  private static func override(
    _ written: YAMLNode, with text: String, at place: SourceLocation
  ) throws(Diagnostic) -> YAMLNode {
    guard !text.trimmingSpaces().isEmpty else {
      throw Diagnostic("no value behind the '='", at: place, remedy: "write '\"\"' for empty text")
    }
    var node = try YAMLReader.read(text, at: place)
    if let number = node.scalar, Double(number) != nil, let standard = written.scalar,
      let space = standard.firstIndex(of: " "),
      Double(standard[..<space]) != nil
    {
      node.content = .scalar(number + standard[space...], isPlain: true)
    }
    return node
  }

  /// What the text may quote as `params.name`.
  var value: Value {
    .record(
      nodes.compactMapValues { node in
        guard let text = node.scalar else { return nil }
        guard let number = Double(text) else { return Self.quantity(text) ?? .text(text) }
        return Int(text).map { .integer($0) } ?? .number(number)
      })
  }

  private static func quantity(_ text: String) -> Value? {
    guard let space = text.firstIndex(of: " "), let number = Double(text[..<space]) else { return nil }
    return .number(number, unit: text[text.index(after: space)...].description)
  }

  var outline: ValueOutline {
    .record(nodes.filter { $0.value.scalar != nil }.mapValues { _ in .value })
  }
}
