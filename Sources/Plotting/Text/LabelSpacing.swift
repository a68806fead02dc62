/// The room that TeX leaves around the signs of a formula.
enum LabelSpacing {
  private static let thin = 3.0 / 18
  private static let medium = 4.0 / 18
  private static let thick = 5.0 / 18

  /// The room in ems before each node.
  static func rooms(before nodes: [LabelNode]) -> [Double] {
    let roles = resolvedRoles(nodes)
    return nodes.indices.map { index in
      guard index > 0, let before = roles[index - 1], let after = roles[index] else { return 0 }
      if before == .relation || after == .relation { return before == after ? 0 : thick }
      if before == .operation || after == .operation { return medium }
      return before == .punctuation || (before == .function && after == .ordinary) ? thin : 0
    }
  }

  /// Every node's role; nil for spaces. A + or − that does not stand between two terms is a sign, and ordinary.
  private static func resolvedRoles(_ nodes: [LabelNode]) -> [LabelNode.Role?] {
    var roles = nodes.map(role)
    for index in roles.indices where roles[index] == .operation {
      let isBetweenTerms = index > 0 && roles[index - 1] == .ordinary && index + 1 < roles.count
      if !isBetweenTerms { roles[index] = .ordinary }
    }
    return roles
  }

  private static func role(_ node: LabelNode) -> LabelNode.Role? {
    switch node {
    case .atom(" ", _, _), .space: nil
    case .atom(_, _, let role): role
    case .scripts(let base, _, _): base.last.flatMap(role) ?? .ordinary
    case .root, .bar, .accent: .ordinary
    }
  }
}
