/// The grid that a directive's `for:` spans: every combination of the values of its variables is a member.
///
///     for: { systematic: [0.1, 0.3], loss: { entropy: cross-entropy, root: s/sqrt(s+b) } }
///
/// A list's values name themselves; a mapping gives names to values that are no single words: `${loss}` within a text is then the
/// name, and `${point.mass}` a part of such a value. The last variable runs fastest.
struct Sweep: Sendable {
  struct Variable: Sendable {
    var name: String
    /// Place of the name.
    var location: SourceLocation
    /// Names of the values and the values, in the order written.
    var values: [(key: String, node: YAMLNode)]
  }

  struct Member: Sendable {
    /// One for each variable: `["0.1", "entropy"]`.
    var keys: [String]
    /// The values, by variable.
    var values: [String: YAMLNode]
  }

  /// More members than this are a slip of the pen.
  static let largestCount = 10_000

  /// The key of a directive, or of an entry of a list, that makes it several.
  static let key = "for"

  private(set) var variables: [Variable] = []

  /// - Parameter node: The value of `for:`, with parameters put in.
  /// - Throws: ``Diagnostics`` with all that is wrong with it.
  init(_ node: YAMLNode) throws(Diagnostics) {
    guard let pairs = node.pairs, !pairs.isEmpty else {
      throw Diagnostics([
        Diagnostic(
          "'for' must name variables and their values, not \(node.pairs == nil ? node.kindName : "nothing")",
          at: node.location, remedy: "write for: { systematic: [0.1, 0.5] }")
      ])
    }
    var mistakes: [Diagnostic] = []
    for pair in pairs {
      do throws(Diagnostic) {
        variables.append(try Self.variable(pair))
      } catch {
        mistakes.append(error)
      }
    }
    if mistakes.isEmpty, count > Self.largestCount {
      mistakes.append(
        Diagnostic(
          "a sweep of more than \(Self.largestCount) members", at: node.location, remedy: "sweep over fewer values"))
    }
    guard mistakes.isEmpty else { throw Diagnostics(mistakes) }
  }

  /// The number of members; larger than ``largestCount`` where it would overflow.
  private var count: Int {
    variables.reduce(1) { min($0 * $1.values.count, Self.largestCount + 1) }
  }

  private static func variable(_ pair: YAMLNode.Pair) throws(Diagnostic) -> Variable {
    let name = pair.key.scalar ?? ""
    guard !name.isEmpty, name.allSatisfy(ValuePath.isNameCharacter) else {
      throw Diagnostic(
        "'\(name)' is not a name", at: pair.key.location, remedy: "use letters, digits, '-' and '_'")
    }
    var values: [(key: String, node: YAMLNode)] = []
    switch pair.value.content {
    case .sequence(let items):
      for item in items {
        guard let key = item.scalar, !item.isNull else {
          throw Diagnostic(
            "a list of 'for' holds single values, not \(item.kindName)", at: item.location,
            remedy: "name the values: { first: …, second: … }")
        }
        values.append((key, item))
      }
    case .mapping(let pairs):
      values = pairs.map { pair in
        var value = pair.value
        value.name = pair.key.scalar
        return (pair.key.scalar ?? "", value)
      }
    case .scalar:
      throw Diagnostic(
        "'\(name)' must be a list of values, not \(pair.value.kindName)", at: pair.value.location,
        remedy: "write [\(pair.value.scalar ?? "")]")
    }
    try checkKeys(values, of: name, at: pair.value.location)
    return Variable(name: name, location: pair.key.location, values: values)
  }

  private static func checkKeys(
    _ values: [(key: String, node: YAMLNode)], of name: String, at location: SourceLocation
  ) throws(Diagnostic) {
    guard !values.isEmpty else {
      throw Diagnostic("'\(name)' has no values", at: location, remedy: "name at least one")
    }
    var seen: Set<String> = []
    for (key, node) in values {
      guard !key.contains(where: { $0 == "[" || $0 == "]" || $0.isNewline }), key != DirectiveNames.wildcard,
        !key.isEmpty
      else {
        throw Diagnostic(
          "'\(key)' cannot stand in brackets", at: node.location, remedy: "name the values: { first: …, second: … }")
      }
      guard seen.insert(Double(key).map { "\($0)" } ?? key).inserted else {
        throw Diagnostic("'\(key)' stands twice in '\(name)'", at: node.location, remedy: "keep one of them")
      }
    }
  }

  /// Every combination, in order.
  var members: [Member] {
    variables.reduce([Member(keys: [], values: [:])]) { members, variable in
      members.flatMap { member in
        variable.values.map { key, node in
          Member(keys: member.keys + [key], values: member.values.merging([variable.name: node]) { $1 })
        }
      }
    }
  }
}
