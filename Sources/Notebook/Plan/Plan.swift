/// What a template asks to be computed: every step with its key, each behind the steps that it reads.
public struct Plan: Sendable {
  public struct Step: Sendable {
    public let name: String
    public let kind: String
    /// SHA-256 of all that the result depends on.
    public let key: String
    /// Names of the steps that this one reads, sorted.
    public let dependencies: [String]
    /// Place of the directive in the template.
    public let location: SourceLocation
    let directive: any Directive
  }

  public let template: Template
  public let steps: [Step]
  /// What `{value}` finds under `params`.
  public let parameters: Value
}

/// A template that has been read: what it says, all that is wrong with it, and the plan if nothing is.
public struct CheckedTemplate: Sendable {
  public let template: Template
  /// In the order of the text.
  public let diagnostics: [Diagnostic]
  /// What `{value}` finds under `params`.
  public let parameters: Value
  let steps: [PlannedDirective]
}

/// A directive whose options have been read.
struct PlannedDirective: Sendable {
  var name: String
  var kind: String
  var location: SourceLocation
  var directive: any Directive
  var dependencies: [String]
  var files: [FileReference]
}
