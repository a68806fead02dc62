/// `${name}` in a directive's options: a parameter's typed value in the place of a whole value, or its text within one.
/// `${name.member}` is what a mapping has under `member`.
///
/// An entry of a list with a `for:` of its own becomes one entry for each member of that sweep.
enum ParameterReference {
  /// What is found out while parameters are put in, in all directives of a template.
  struct Tally {
    /// Whether it is known which parameters there are; where it is not, none is missed.
    var knowsParameters = true
    var diagnostics: [Diagnostic] = []
    /// How many values came of it.
    fileprivate var values = 0
    private var hasToldOfTooMany = false

    init(knowsParameters: Bool = true) { self.knowsParameters = knowsParameters }

    /// Whether there are too many, which is told where it is found first.
    fileprivate mutating func isFull(at location: SourceLocation) -> Bool {
      guard values > largestCount else { return false }
      if !hasToldOfTooMany {
        diagnostics.append(
          Diagnostic(
            "parameters and sweeps make more than \(largestCount) values", at: location,
            remedy: "sweep over fewer values"))
      }
      hasToldOfTooMany = true
      return true
    }
  }

  /// More values than this are refused: sweeps of large parameters can ask for any number.
  static let largestCount = 500_000

  /// `node` with every `${name}` replaced. What cannot be replaced stays as it is and is told in `tally`.
  static func substitute(
    _ parameters: [String: YAMLNode], in node: YAMLNode, _ tally: inout Tally
  ) -> YAMLNode {
    var result = node
    tally.values += 1
    switch node.content {
    case .scalar(let text, let isPlain):
      guard text.holds("${") else { return node }
      if let name = wholeReference(text) {
        guard let value = value(of: name, among: parameters) else {
          tally.miss(name, parameters, at: node.location)
          result.isUndefined = true
          return result
        }
        value.count(upTo: largestCount, in: &tally.values)
        guard !tally.isFull(at: node.location) else {
          result.isUndefined = true
          return result
        }
        result.content = value.content
      } else {
        let known = replace(in: text, parameters, at: node.location, &tally)
        result.isUndefined = known == nil
        result.content = .scalar(known ?? text, isPlain: isPlain)
      }
    case .sequence(let items):
      result.content = .sequence(items.flatMap { entries(for: $0, parameters, &tally) })
    case .mapping(let pairs):
      result.content = .mapping(pairs.map { .init(key: $0.key, value: substitute(parameters, in: $0.value, &tally)) })
    }
    return result
  }

  /// An entry of a list with its parameters put in; several where it has a `for:`.
  private static func entries(
    for item: YAMLNode, _ parameters: [String: YAMLNode], _ tally: inout Tally
  ) -> [YAMLNode] {
    guard let grid = item[Sweep.key], let pairs = item.pairs else {
      return [substitute(parameters, in: item, &tally)]
    }
    var entry = item
    entry.content = .mapping(pairs.filter { $0.key.scalar != Sweep.key })
    do throws(Diagnostics) {
      let values = substitute(parameters, in: grid, &tally)
      // Values that are not known are told once.
      guard !values.holdsUndefined else { return [] }
      let sweep = try Sweep(values)
      return members(of: sweep, parameters, in: entry, at: grid.location, &tally)
    } catch {
      tally.diagnostics += error.all
      return []
    }
  }

  /// `node` for each member of a sweep; none where that makes too many values, which is told.
  static func members(
    of sweep: Sweep, _ parameters: [String: YAMLNode], in node: YAMLNode, at location: SourceLocation,
    _ tally: inout Tally
  ) -> [YAMLNode] {
    var members: [YAMLNode] = []
    for member in sweep.members {
      guard !tally.isFull(at: location) else { return [] }
      members.append(substitute(parameters.merging(member.values) { $1 }, in: node, &tally))
    }
    return members
  }

  /// Whether `${name}` stands anywhere in `node`.
  static func stands(_ name: String, in node: YAMLNode) -> Bool {
    switch node.content {
    case .scalar(let text, _): text.holds("${\(name)}") || text.holds("${\(name).")
    case .sequence(let items): items.contains { stands(name, in: $0) }
    case .mapping(let pairs): pairs.contains { stands(name, in: $0.value) }
    }
  }

  /// What a reference stands for: a parameter, or a member of one at any depth.
  private static func value(of name: String, among parameters: [String: YAMLNode]) -> YAMLNode? {
    if let value = parameters[name] { return value }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return parts.dropFirst().reduce(parameters[parts[0]]) { node, member in node?[member] }
  }

  private static func wholeReference(_ text: String) -> String? {
    guard text.hasPrefix("${"), text.last == "}" else { return nil }
    let name = text.dropFirst(2).dropLast()
    return name.contains("}") ? nil : String(name)
  }

  /// `nil` where something in it cannot be replaced.
  private static func replace(
    in text: String, _ parameters: [String: YAMLNode], at location: SourceLocation, _ tally: inout Tally
  ) -> String? {
    var result = ""
    var rest = Substring(text)
    var isKnown = true
    while let start = rest.firstPlace(of: "${") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}") else {
        tally.diagnostics.append(Diagnostic("'${' without '}'", at: location, remedy: "write ${name}"))
        return nil
      }
      let name = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      let found = value(of: name, among: parameters)
      if let value = found?.scalar ?? found?.name {
        result += value
        tally.values += value.utf8.count / 100
      } else {
        isKnown = false
        if found != nil {
          tally.diagnostics.append(
            Diagnostic("parameter '\(name)' is not a single value", at: location, remedy: "let ${\(name)} stand alone"))
        } else {
          tally.miss(name, parameters, at: location)
        }
      }
      if tally.isFull(at: location) { return nil }
    }
    return isKnown ? result + rest : nil
  }
}

extension ParameterReference.Tally {
  fileprivate mutating func miss(_ name: String, _ parameters: [String: YAMLNode], at location: SourceLocation) {
    guard knowsParameters else { return }
    // Of what begins with a parameter's name, the members of that.
    let owner = String(name.prefix { $0 != "." })
    let members = parameters[owner]?.pairs?.compactMap { pair in pair.key.scalar.map { owner + "." + $0 } }
    let remedy = Suggestion.remedy(for: name, among: members ?? parameters.keys.sorted())
    diagnostics.append(
      Diagnostic("undefined parameter '\(name)'", at: location, remedy: remedy ?? "define it under params:"))
  }
}

extension YAMLNode {
  /// Whether a parameter is missing in it.
  var holdsUndefined: Bool {
    guard !isUndefined else { return true }
    return switch content {
    case .scalar: false
    case .sequence(let items): items.contains(where: \.holdsUndefined)
    case .mapping(let pairs): pairs.contains { $0.value.holdsUndefined }
    }
  }

  /// Adds the number of values to `count`, and stops above `limit`.
  fileprivate func count(upTo limit: Int, in count: inout Int) {
    guard count <= limit else { return }
    count += 1
    switch content {
    case .scalar: return
    case .sequence(let items): for item in items { item.count(upTo: limit, in: &count) }
    case .mapping(let pairs): for pair in pairs { pair.value.count(upTo: limit, in: &count) }
    }
  }
}
