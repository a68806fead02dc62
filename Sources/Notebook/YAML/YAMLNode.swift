/// A YAML value that knows its place in the template.
struct YAMLNode: Codable, Hashable, Sendable {
  indirect enum Content: Codable, Hashable, Sendable {
    /// `isPlain` is false for quoted and block scalars, which are always text.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Pair])
  }

  struct Pair: Codable, Hashable, Sendable {
    var key: YAMLNode
    var value: YAMLNode
  }

  var content: Content
  var location: SourceLocation
  /// Whether a parameter that is not there should have given the content; told once, and not to be looked at again.
  var isUndefined = false
  /// The name that a sweep's `for` gives the value, where it has one; what stands for a list or a mapping within a text.
  var name: String?

  /// Text of a scalar.
  var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Whether YAML reads the scalar as null.
  var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  var pairs: [Pair]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }

  /// The value under `key` of a mapping.
  subscript(key: String) -> YAMLNode? {
    pairs?.first { $0.key.scalar == key }?.value
  }

  /// `text`, `list` or `mapping`, for messages.
  var kindName: String {
    switch content {
    case .scalar(let text, _): isNull ? "nothing" : "'\(text)'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

extension YAMLNode {
  /// All words, keys among them, by their text; of those with one text the first is the last.
  var scalars: [String: [YAMLNode]] {
    var found: [String: [YAMLNode]] = [:]
    collect(into: &found)
    return found
  }

  private func collect(into found: inout [String: [YAMLNode]]) {
    switch content {
    case .scalar(let text, _): found[text, default: []].append(self)
    case .sequence(let items): for item in items.reversed() { item.collect(into: &found) }
    case .mapping(let pairs):
      for pair in pairs.reversed() {
        pair.value.collect(into: &found)
        pair.key.collect(into: &found)
      }
    }
  }
}
