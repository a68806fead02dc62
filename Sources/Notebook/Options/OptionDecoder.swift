/// Decodes options from YAML, writes down every mistake with its place, and goes on behind it with a stand-in.
struct OptionDecoder: Decoder {
  /// `nil` makes stand-ins: zeros, empty lists and missing optionals.
  let node: YAMLNode?
  let scope: OptionScope
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  let defaults: [String: String]
  let read = ReadKeys()

  /// The keys that an initialiser asked for, in the order it did.
  final class ReadKeys {
    private(set) var names: [String] = []
    private var known: Set<String> = []
    /// Keys that are not there and have to be.
    var missing: [(name: String, diagnostic: Diagnostic)] = []
    /// The author's values by key, once the initialiser has asked for any.
    var values: [String: YAMLNode]?

    func insert(_ name: String) { if known.insert(name).inserted { names.append(name) } }

    func contains(_ name: String) -> Bool { known.contains(name) }
  }

  var isStandIn: Bool { node == nil }

  /// The value of `node`.
  ///
  /// - Parameter ignored: Keys that are read elsewhere.
  /// - Throws: ``AlreadyDiagnosed`` where no stand-in can be made for a wrong value.
  static func decode<T: Decodable>(
    _ type: T.Type, from node: YAMLNode?, in scope: OptionScope, path: [any CodingKey] = [],
    ignoring ignored: [String] = []
  ) throws -> T {
    let defaults = (type as? any Options.Type)?.defaults ?? [:]
    let decoder = OptionDecoder(node: node, scope: scope, codingPath: path, defaults: defaults)
    guard let node else { return try T(from: decoder) }
    if node.isUndefined { return try standIn(type, in: scope, path) }
    do {
      let value = try T(from: decoder)
      decoder.diagnoseUnknownKeys(ignoring: ignored)
      return value
    } catch is AlreadyDiagnosed {
      scope.diagnostics += decoder.read.missing.map(\.diagnostic)
      // Which keys there are is not known where the initialiser left before it asked for all of them.
    } catch let error as Mistake {
      scope.diagnostics.append(
        Diagnostic(error.message, at: node.place(of: error.character, in: scope.source), remedy: error.remedy))
    } catch DecodingError.dataCorrupted(let context) {
      scope.diagnostics.append(Diagnostic(context.debugDescription, at: node.location))
    }
    return try standIn(type, in: scope, path)
  }

  private static func standIn<T: Decodable>(
    _ type: T.Type, in scope: OptionScope, _ path: [any CodingKey]
  ) throws -> T {
    scope.standIns.append(path.map(\.stringValue))
    do {
      return try T(from: OptionDecoder(node: nil, scope: scope, codingPath: path, defaults: [:]))
    } catch {
      throw AlreadyDiagnosed()
    }
  }

  /// Tells of keys that nobody asked for, and of those that are missing; where one was written wrongly, it is not missing too.
  private func diagnoseUnknownKeys(ignoring ignored: [String]) {
    var missing = read.missing
    defer { scope.diagnostics += missing.map(\.diagnostic) }
    guard read.values != nil, let pairs = node?.pairs else { return }
    for pair in pairs {
      let name = pair.key.scalar ?? ""
      guard !read.contains(name), !ignored.contains(name) else { continue }
      if let near = Suggestion.nearest(to: name, among: read.names + ignored) {
        missing.removeAll { $0.name == near }
        scope.standIns.append(codingPath.map(\.stringValue) + [near])
      }
      scope.diagnostics.append(
        Diagnostic(
          "unknown key '\(name)'", at: pair.key.location,
          remedy: Suggestion.remedy(for: name, among: read.names + ignored, limit: 40)))
    }
  }

  /// Writes the mistake down and leaves.
  func stop(_ message: String, remedy: String? = nil) -> AlreadyDiagnosed {
    if let node { scope.diagnostics.append(Diagnostic(message, at: node.location, remedy: remedy)) }
    return AlreadyDiagnosed()
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    if let node, node.pairs == nil, !node.isNull {
      throw stop("expected a mapping, not \(node.kindName)", remedy: "write { key: value }")
    }
    if read.values == nil {
      let pairs = (node?.pairs ?? []).map { ($0.key.scalar ?? "", $0.value) }
      read.values = Dictionary(pairs) { first, _ in first }
    }
    return KeyedDecodingContainer(OptionKeys(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let node else { return OptionList(decoder: self, items: []) }
    guard case .sequence(let items) = node.content else {
      let written = node.scalar ?? (node.pairs == nil ? "…" : "{ … }")
      throw stop("expected a list, not \(node.kindName)", remedy: "write [\(written)]")
    }
    return OptionList(decoder: self, items: items)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { OptionValue(decoder: self) }
}

/// A number, truth value or text that YAML writes as one scalar.
protocol YAMLScalar {
  init?(yaml text: String)
  static var nothing: Self { get }
  static var expected: String { get }
}

extension YAMLScalar where Self: FixedWidthInteger {
  init?(yaml text: String) { self.init(text) }
  static var nothing: Self { 0 }
  static var expected: String { isSigned ? "a whole number" : "a whole number of at least 0" }
}

extension Int: YAMLScalar {}
extension Int8: YAMLScalar {}
extension Int16: YAMLScalar {}
extension Int32: YAMLScalar {}
extension Int64: YAMLScalar {}
extension UInt: YAMLScalar {}
extension UInt8: YAMLScalar {}
extension UInt16: YAMLScalar {}
extension UInt32: YAMLScalar {}
extension UInt64: YAMLScalar {}

extension Double: YAMLScalar {
  /// Finite decimal numbers only: infinities and hexadecimal forms are not options anybody means.
  init?(yaml text: String) {
    guard let number = Double(text), number.isFinite, !text.contains("x"), !text.contains("X") else { return nil }
    self = number
  }
  static var nothing: Double { 0 }
  static var expected: String { "a number" }
}

extension Float: YAMLScalar {
  init?(yaml text: String) {
    guard let number = Double(yaml: text) else { return nil }
    self = Float(number)
  }
  static var nothing: Float { 0 }
  static var expected: String { "a number" }
}

extension Bool: YAMLScalar {
  init?(yaml text: String) {
    switch text {
    case "true", "True", "TRUE", "yes", "on": self = true
    case "false", "False", "FALSE", "no", "off": self = false
    default: return nil
    }
  }
  static var nothing: Bool { false }
  static var expected: String { "true or false" }
}

extension String: YAMLScalar {
  init?(yaml text: String) { self = text }
  static var nothing: String { "" }
  static var expected: String { "text" }
}
