/// Where a value is to be found: a directive's name, then members as `.name` or `[key]`.
///
///     compressed-scan[0.5].significance
///
/// A key in brackets may hold dots and is compared as a number where both sides are numbers: `[0.50]` finds `0.5`.
public struct ValuePath: Hashable, Sendable, CustomStringConvertible {
  public var directive: String
  public var members: [String]
  /// The path as the author wrote it.
  public let description: String

  /// - Throws: ``Mistake`` where `text` is not a path.
  public init(_ text: String) throws(Mistake) {
    let trimmed = text.trimmingSpaces()
    description = trimmed
    var rest = Substring(trimmed)
    let name = rest.prefix { $0 != "." && $0 != "[" }
    guard !name.isEmpty, name.allSatisfy(Self.isNameCharacter) else {
      throw Mistake("'\(trimmed)' is not a value path", remedy: "write name.member or name[key].member")
    }
    directive = String(name)
    rest.removeFirst(name.count)
    members = try Self.members(rest, of: trimmed)
  }

  /// The members alone, as a table's columns give them: `[0.5].significance`.
  public static func members(_ text: String) throws(Mistake) -> [String] {
    try members(Substring(joined(text)), of: text.trimmingSpaces())
  }

  /// The members alone as they stand behind a directive's name: `.epochs` for `epochs`, and `[0.5]` as it is.
  public static func joined(_ text: String) -> String {
    let trimmed = text.trimmingSpaces()
    return trimmed.first == "[" || trimmed.first == "." ? trimmed : "." + trimmed
  }

  private static func members(_ text: Substring, of path: String) throws(Mistake) -> [String] {
    var rest = text
    var members: [String] = []
    while let opening = rest.popFirst() {
      let member: Substring
      switch opening {
      case ".":
        member = rest.prefix { $0 != "." && $0 != "[" }
        rest.removeFirst(member.count)
      case "[":
        member = rest.prefix { $0 != "]" }
        rest.removeFirst(member.count)
        guard rest.popFirst() != nil else {
          throw Mistake("'[' without ']' in '\(path)'", remedy: "close the bracket")
        }
      default:
        throw Mistake("unexpected '\(opening)' in '\(path)'", remedy: "join members with '.' or '[…]'")
      }
      guard !member.isEmpty else {
        throw Mistake("empty member in '\(path)'", remedy: "write name.member or name[key].member")
      }
      members.append(String(member).trimmingSpaces())
    }
    return members
  }

  /// Where a member begins in ``description``, in characters.
  func start(ofMember index: Int) -> Int {
    var members = 0
    var isInBrackets = false
    for (offset, character) in description.enumerated() {
      if character == "]" { isInBrackets = false }
      guard !isInBrackets, character == "." || character == "[" else { continue }
      isInBrackets = character == "["
      if members == index { return offset + 1 }
      members += 1
    }
    return 0
  }

  /// Whether two keys are the same number.
  static func sameKey(_ a: String, _ b: String) -> Bool {
    guard let a = Double(a), let b = Double(b) else { return false }
    return a == b
  }

  /// Letters, digits, `-` and `_`: what a directive's name is made of.
  public static func isNameCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "_"
  }

  public static func == (a: ValuePath, b: ValuePath) -> Bool { a.directive == b.directive && a.members == b.members }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(directive)
    hasher.combine(members)
  }
}

extension Value {
  /// The value that `members` lead to.
  ///
  /// - Throws: ``Mistake`` that names the member that is not there and the ones that are.
  public func member(_ members: [String], of path: String) throws(Mistake) -> Value {
    var value = self
    for name in members {
      guard case .record(let record) = value else {
        throw Mistake("'\(path)' goes too far: there is nothing below a single value", remedy: "drop '\(name)'")
      }
      guard let next = record[name] ?? record.first(where: { ValuePath.sameKey($0.key, name) })?.value else {
        throw Mistake(
          "no value '\(name)' in '\(path)'", remedy: Suggestion.remedy(for: name, among: record.keys.sorted()))
      }
      value = next
    }
    return value
  }
}

extension [String: StepResult] {
  /// The single value at `path`.
  ///
  /// - Throws: ``Mistake`` where no directive of that name has run, or it made no such value.
  public func value(at path: ValuePath) throws(Mistake) -> Notebook.Value {
    guard let result = self[path.directive] else {
      throw Mistake(
        "no directive is named '\(path.directive)'",
        remedy: Suggestion.remedy(for: path.directive, among: keys.sorted()))
    }
    return try result.values.member(path.members, of: path.description)
  }
}
