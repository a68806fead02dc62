/// What the names of a template's directives stand for: a single one, or the members of a sweep.
///
/// A member is `name[key]`, with a pair of brackets for each variable of its sweep. Fewer brackets, or `*` in one, stand
/// for all members that agree with the rest.
struct DirectiveNames {
  static let wildcard = "*"

  /// Whether all names are known: what could not be read may hold any other.
  var isComplete = true

  /// Members by the name of their sweep, in order.
  private(set) var sweeps: [String: [Sweep.Member]] = [:]
  /// Kinds by name; members have their sweep's.
  private(set) var kinds: [String: String] = [:]
  /// Names of directives that have a mistake of their own, and names that are none: whoever uses them is not to blame.
  private(set) var suspects: Set<String> = []

  /// The name of a sweep's member: `asimov[0.5][entropy]`.
  static func member(_ keys: [String], of name: String) -> String { name + keys.map { "[\($0)]" }.joined() }

  mutating func add(_ name: String, kind: String, members: [Sweep.Member]? = nil) {
    kinds[name] = kind
    guard let members else { return }
    sweeps[name] = members
    for member in members { kinds[Self.member(member.keys, of: name)] = kind }
  }

  mutating func suspect(_ names: some Sequence<String>) { suspects.formUnion(names) }

  /// Whether `text` begins with the name of a directive that has a mistake of its own.
  func isSuspect(_ text: String) -> Bool {
    suspects.contains(text) || suspects.contains(String(text.prefix { $0 != "[" }))
  }

  /// The directives that `text` stands for; `nil` where it does not begin with a sweep's name.
  func members(of text: String) -> [String]? {
    let name = String(text.prefix { $0 != "[" })
    guard let members = sweeps[name] else { return nil }
    // The text of a member is looked up as it stands, which keeps large sweeps linear.
    if text != name, kinds[text] != nil { return [text] }
    guard let keys = Self.keys(text.dropFirst(name.count)) else { return [] }
    let found = members.filter { member in
      keys.count <= member.keys.count
        && zip(keys, member.keys).allSatisfy { $0 == Self.wildcard || $0 == $1 || ValuePath.sameKey($0, $1) }
    }
    return found.map { Self.member($0.keys, of: name) }
  }

  /// The one directive that `text` stands for, as it is named; `text` itself where there is none or more than one.
  func canonical(_ text: String) -> String {
    guard kinds[text] == nil, let members = members(of: text), members.count == 1 else { return text }
    return members[0]
  }

  static func keys(_ text: Substring) -> [String]? {
    var rest = text
    var keys: [String] = []
    while !rest.isEmpty {
      guard rest.first == "[", let end = rest.firstIndex(of: "]") else { return nil }
      keys.append(String(rest[rest.index(after: rest.startIndex)..<end]).trimmingSpaces())
      rest = rest[rest.index(after: end)...]
    }
    return keys
  }

  /// What is wrong with a directive's name, if anything is.
  func mistake(in use: OptionScope.Use, by reader: String) -> Mistake? {
    guard !isSuspect(use.name) else { return nil }
    let what = (use.kind.map { "'\($0)' " } ?? "") + "directive"
    if let members = members(of: use.name), kinds[use.name] == nil || sweeps[use.name] != nil {
      let name = String(use.name.prefix { $0 != "[" })
      guard let first = members.first else { return noMember(use.name, of: name) }
      return Mistake(
        "'\(use.name)' stands for \(members.count) directives, and '\(reader)' asks for one",
        remedy: "choose one, such as '\(first)'")
    }
    guard let found = kinds[use.name] else {
      guard isComplete || Suggestion.nearest(to: use.name, among: names(ofKind: use.kind)) != nil else { return nil }
      let remedy = nearest(to: use) ?? "the template has no \(what) yet"
      return Mistake("no \(what) is named '\(use.name)'", remedy: remedy)
    }
    guard let kind = use.kind, kind != found else { return nil }
    return Mistake(
      "'\(use.name)' is a '\(found)' directive, and '\(reader)' asks for a '\(kind)' directive",
      remedy: nearest(to: use))
  }

  /// The remedy for a wrong name; looks at every directive.
  private func nearest(to use: OptionScope.Use) -> String? {
    Suggestion.remedy(for: use.name, among: names(ofKind: use.kind))
  }

  /// The names that authors may use, without those of members.
  private func names(ofKind kind: String?) -> [String] {
    kinds.filter { (kind == nil || $0.value == kind) && $0.key.allSatisfy(ValuePath.isNameCharacter) }.keys.sorted()
  }

  private func noMember(_ text: String, of name: String) -> Mistake {
    let members = (sweeps[name] ?? []).prefix(12).map { Self.member($0.keys, of: name) }
    return Mistake(
      "the sweep '\(name)' has no member '\(text)'", remedy: Suggestion.remedy(for: text, among: Array(members)))
  }
}
