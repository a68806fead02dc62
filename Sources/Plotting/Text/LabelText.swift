/// Labels where nothing can be typeset.
enum LabelText {
  /// The label without its markup: `Z_A`, `σ_b/b`, `√(s+b)`. A label that cannot be read stays as it is.
  static func plain(_ label: String) -> String {
    guard let nodes = try? LabelParser.parse(label) else { return label }
    return plain(nodes)
  }

  private static func plain(_ nodes: [LabelNode]) -> String {
    nodes.map { node in
      switch node {
      case .atom(let text, _, let role): role == .relation ? " \(text) " : text
      case .space: " "
      case .scripts(let base, let lower, let upper):
        plain(base) + (lower.map { "_" + grouped($0) } ?? "") + (upper.map { "^" + grouped($0) } ?? "")
      case .root(let inner): "√" + grouped(inner, alwaysIfLonger: true)
      case .bar(let inner): plain(inner) + "\u{304}"
      case .accent(let inner, let accent): plain(inner) + accent.combining
      }
    }.joined()
  }

  private static func grouped(_ nodes: [LabelNode], alwaysIfLonger: Bool = false) -> String {
    let text = plain(nodes)
    let isWord = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "\u{2212}" }
    return text.count == 1 || (isWord && !alwaysIfLonger) ? text : "(\(text))"
  }
}
