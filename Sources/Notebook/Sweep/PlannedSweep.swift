/// A sweep whose members are steps of a plan.
struct PlannedSweep: Sendable {
  var name: String
  /// Place of its `for`.
  var location: SourceLocation
  /// Keys and names, in order.
  var members: [(keys: [String], name: String)]

  /// What the members made, under their keys: `sweep[0.5].cut` is the value `cut` of the member `sweep[0.5]`.
  func result(from results: [String: StepResult]) -> StepResult {
    let values = KeyTree(members.compactMap { keys, name in results[name].map { (keys, $0.values) } }).value
    return StepResult(values: values, members: members.map(\.name))
  }
}

/// Things reached by a list of keys each.
struct KeyTree<Leaf> {
  private indirect enum Node {
    case leaf(Leaf)
    case branch([String: Node])
  }

  private var root = Node.branch([:])

  /// - Parameter leaves: Lists of keys of one length.
  init(_ leaves: [(keys: [String], leaf: Leaf)]) {
    root = Self.node(leaves.map { ($0.keys[...], $0.leaf) })
  }

  private static func node(_ leaves: [(keys: ArraySlice<String>, leaf: Leaf)]) -> Node {
    if let first = leaves.first, first.keys.isEmpty { return .leaf(first.leaf) }
    return .branch(
      Dictionary(grouping: leaves) { $0.keys.first ?? "" }
        .mapValues { group in node(group.map { ($0.keys.dropFirst(), $0.leaf) }) })
  }

  private static func fold<Result>(
    _ node: Node, _ leaf: (Leaf) -> Result, _ branch: ([String: Result]) -> Result
  ) -> Result {
    switch node {
    case .leaf(let value): leaf(value)
    case .branch(let members): branch(members.mapValues { fold($0, leaf, branch) })
    }
  }
}

extension KeyTree<Value> {
  /// The things as one value.
  var value: Value { Self.fold(root, { $0 }, { .record($0) }) }
}

extension KeyTree<ValueOutline> {
  /// The things as one outline.
  var outline: ValueOutline { Self.fold(root, { $0 }, { .record($0) }) }
}
