/// What is found out about one directive's options while they are decoded.
final class OptionScope {
  struct Use {
    var name: String
    /// The kind that is asked for; `nil` takes any.
    var kind: String?
    var location: SourceLocation
  }

  var diagnostics: [Diagnostic] = []
  /// Options whose value is a stand-in, by their path: what is asked of them would be blamed for nothing.
  var standIns: [[String]] = []
  /// The directives named.
  var references: [Use] = []
  var files: [FileReference] = []
  /// Places of files that are not there.
  var missingFiles: Set<SourceLocation> = []
  /// The folder that files are named from.
  let directory: String
  /// What the names of directives stand for.
  let names: DirectiveNames
  /// The body that the options stand in, to tell where in a word a mistake is.
  var source: YAMLSource?

  private let defaults: DefaultValues

  init(
    directory: String, names: DirectiveNames = DirectiveNames(), defaults: DefaultValues = DefaultValues()
  ) {
    self.directory = directory
    self.names = names
    self.defaults = defaults
  }

  /// The value of a default's YAML text, as if it stood at `location`.
  func value(ofDefault text: String, at location: SourceLocation) -> YAMLNode? {
    defaults.value(of: text, at: location)
  }
}

/// Defaults that have been read, for all directives of a template: most are the same texts over and over.
final class DefaultValues {
  private var nodes: [String: YAMLNode] = [:]

  func value(of text: String, at location: SourceLocation) -> YAMLNode? {
    if nodes[text] == nil { nodes[text] = try? YAMLReader.read(text, at: location) }
    return nodes[text]?.moved(to: location)
  }
}

extension YAMLNode {
  /// The value with all of it at one place.
  fileprivate func moved(to location: SourceLocation) -> YAMLNode {
    var node = self
    node.location = location
    switch content {
    case .scalar: break
    case .sequence(let items): node.content = .sequence(items.map { $0.moved(to: location) })
    case .mapping(let pairs):
      node.content = .mapping(
        pairs.map { Pair(key: $0.key.moved(to: location), value: $0.value.moved(to: location)) })
    }
    return node
  }
}

/// Thrown once a mistake has been written down, to leave an initialiser.
struct AlreadyDiagnosed: Error {}
