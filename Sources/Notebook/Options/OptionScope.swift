/// What is found out about one directive's options while they are decoded.
final class OptionScope {
  struct Use {
    var name: String
    /// The kind that is asked for; `nil` takes any.
    var kind: String?
    var location: SourceLocation
  }

  var diagnostics: [Diagnostic] = []
  /// Whether some option is a stand-in, so that the whole is not worth a second look.
  var holdsStandIns = false
  /// The directives named.
  var references: [Use] = []
  var files: [FileReference] = []
  /// The folder that files are named from.
  let directory: String
  /// What the names of directives stand for.
  let names: DirectiveNames

  init(directory: String, names: DirectiveNames = DirectiveNames()) {
    self.directory = directory
    self.names = names
  }
}

/// Thrown once a mistake has been written down, to leave an initialiser.
struct AlreadyDiagnosed: Error {}
