/// The name of a directive of kind `Target` that another one reads.
///
/// In a step's key it stands as the key of what it names, so that renaming changes nothing and a change upstream
/// changes everything below it.
public struct Reference<Target: Directive>: DirectiveReference, Hashable {
  public var name: String

  public init(_ name: String) { self.name = name }

  public init(from decoder: any Decoder) throws {
    name = try AnyReference(from: decoder, kind: Target.kind).name
  }

  public func encode(to encoder: any Encoder) throws { try AnyReference(name).encode(to: encoder) }
}

/// An option that names one directive. In a list of them, the name of a sweep stands for all of its members.
public protocol DirectiveReference: Codable, Sendable {}

/// The name of a directive of any kind.
public struct AnyReference: DirectiveReference, Hashable {
  public var name: String

  /// What a member of a sweep has in its brackets; empty for any other directive.
  public var keys: [String] { DirectiveNames.keys(name.drop { $0 != "[" }) ?? [] }

  public init(_ name: String) { self.name = name }

  public init(from decoder: any Decoder) throws { self = try AnyReference(from: decoder, kind: nil) }

  init(from decoder: any Decoder, kind: String?) throws {
    if let node = (decoder as? OptionDecoder)?.node, node.scalar == nil {
      let what = kind.map { "a '\($0)' directive" } ?? "a directive"
      throw Mistake("expected the name of \(what), not \(node.kindName)")
    }
    name = try decoder.singleValueContainer().decode(String.self)
    guard let decoder = decoder as? OptionDecoder, let node = decoder.node else { return }
    name = decoder.scope.names.canonical(name)
    decoder.scope.references.append(.init(name: name, kind: kind, location: node.location))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let keys = encoder.userInfo[StepInputs.keysOfSteps] as? [String: String]
    try container.encode(keys?[name] ?? name)
  }
}

/// A file that a directive reads, named from the template's folder.
///
/// In a step's key it stands as the digest of its bytes, so that its name and times count for nothing.
public struct FileReference: Codable, Hashable, Sendable {
  /// As the author wrote it.
  public var name: String
  /// Where it is.
  public var path: String
  public var location: SourceLocation

  public init(name: String, path: String, location: SourceLocation) {
    self.name = name
    self.path = path
    self.location = location
  }

  public init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
    path = name
    location = SourceLocation(file: "", line: 1, column: 1)
    guard let decoder = decoder as? OptionDecoder, let node = decoder.node else { return }
    location = node.location
    path = name.hasPrefix("/") ? name : decoder.scope.directory + "/" + name
    decoder.scope.files.append(self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let digests = encoder.userInfo[StepInputs.digestsOfFiles] as? [String: String]
    try container.encode(digests?[path] ?? name)
  }
}
