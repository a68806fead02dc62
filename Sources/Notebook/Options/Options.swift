/// A group of options in a directive's body, decoded from YAML.
///
/// A stored property is a key; its name in YAML is its coding key. A key that may be left out is an optional, or has an
/// entry in ``defaults``.
public protocol Options: Codable, Sendable, DescribedOption {
  /// What YAML to read for a key that the author left out, by key.
  static var defaults: [String: String] { get }
}

extension Options {
  public static var defaults: [String: String] { [:] }
}

/// An option written as one word or number with a form of its own, such as a quantity with a unit.
public protocol ScalarOption: Codable, Sendable, DescribedOption {
  /// - Throws: ``Mistake`` that says what was expected.
  init(scalar: String) throws(Mistake)
  /// The one form that all equal values share; part of the step's key.
  var canonical: String { get }
  /// Any value, used to go on looking for mistakes behind a wrong one. Never run.
  static var standIn: Self { get }
}

extension ScalarOption {
  public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }

  public func encode(to encoder: any Encoder) throws { try canonical.encode(to: encoder) }

  fileprivate static func decoded(from decoder: any Decoder) throws -> Self {
    if decoder.isStandIn { return standIn }
    if let node = (decoder as? OptionDecoder)?.node, node.scalar == nil {
      throw Mistake("expected a single value, not \(node.kindName)")
    }
    return try Self(scalar: decoder.singleValueContainer().decode(String.self))
  }
}

/// An option that is one of a few words.
public protocol ChoiceOption: ScalarOption, CaseIterable, RawRepresentable where RawValue == String {}

extension ChoiceOption {
  public init(scalar: String) throws(Mistake) {
    guard let found = Self(rawValue: scalar) else {
      throw Mistake(
        "unknown choice '\(scalar)'", remedy: Suggestion.remedy(for: scalar, among: Self.allCases.map(\.rawValue)))
    }
    self = found
  }

  public var canonical: String { rawValue }

  public static var standIn: Self { allCases[allCases.startIndex] }

  // Written out because `RawRepresentable` has forms of its own, and the compiler would settle for neither.

  public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }

  public func encode(to encoder: any Encoder) throws { try canonical.encode(to: encoder) }
}

/// One value, or a list of values. The name of a sweep stands for the list of its members.
public struct OneOrMore<Element: Codable & Sendable>: Codable, Sendable {
  public var all: [Element]

  public init(_ all: [Element]) { self.all = all }

  /// The one value, whatever the place, or the value at that place of the list.
  public func element(at place: Int) -> Element { all[all.count == 1 ? 0 : place] }

  /// What leads to the value at that place: one value stands alone, several in a list.
  /// - Parameter option: what leads to the option.
  public func keys(at place: Int, of option: [String]) -> [String] {
    all.count == 1 ? option : option + ["\(place)"]
  }

  public init(from decoder: any Decoder) throws {
    if let decoder = decoder as? OptionDecoder, let members = decoder.membersOfSweeps(as: Element.self) {
      all = try members.enumerated().map { place, member in
        let path = decoder.codingPath + [AnyKey(stringValue: "\(place)")]
        return try OptionDecoder.decode(Element.self, from: member, in: decoder.scope, path: path)
      }
    } else if decoder.holdsList {
      all = try [Element](from: decoder)
      if all.isEmpty, !decoder.isStandIn {
        throw Mistake("empty list", remedy: "name at least one")
      }
    } else {
      all = [try decoder.singleValueContainer().decode(Element.self)]
    }
  }

  public func encode(to encoder: any Encoder) throws { try all.encode(to: encoder) }
}

/// A mapping whose keys are the author's own and keep their order.
public struct OrderedMapping<Value: Codable & Sendable>: Codable, Sendable {
  public var pairs: [(key: String, value: Value)]

  public init(_ pairs: [(key: String, value: Value)]) { self.pairs = pairs }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    pairs = try container.allKeys.map { ($0.stringValue, try container.decode(Value.self, forKey: $0)) }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for pair in pairs {
      try container.encode(pair.key)
      try container.encode(pair.value)
    }
  }
}

extension OptionDecoder {
  /// The names in the value or list to decode, with every sweep replaced by its members; `nil` where these are no names
  /// of directives, or none is a sweep's.
  fileprivate func membersOfSweeps(as type: Any.Type) -> [YAMLNode]? {
    guard type is any DirectiveReference.Type, let node else { return nil }
    let items: [YAMLNode] = if case .sequence(let items) = node.content { items } else { [node] }
    var found = false
    let names = items.flatMap { item -> [YAMLNode] in
      guard let name = item.scalar, let members = scope.names.members(of: name), !members.isEmpty else { return [item] }
      found = true
      return members.map { YAMLNode(content: .scalar($0, isPlain: true), location: item.location) }
    }
    return found ? names : nil
  }
}

struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// Whether a value was wrong, and any will do to go on behind it; for options that come in forms of their own.
  public var isStandIn: Bool { (self as? OptionDecoder)?.isStandIn == true }

  /// Whether the value to decode is a YAML mapping; for options that come in a short and a long form.
  public var holdsMapping: Bool { (self as? OptionDecoder)?.node?.pairs != nil }

  /// Whether the value to decode is a YAML list.
  public var holdsList: Bool {
    if case .sequence = (self as? OptionDecoder)?.node?.content { true } else { false }
  }
}
