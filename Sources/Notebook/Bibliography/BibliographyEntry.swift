/// One work of a BibTeX file, as it stands there: LaTeX and all.
public struct BibliographyEntry: Hashable, Sendable {
  /// What a field says, braces or quotes around it dropped and macros put in.
  public struct Field: Hashable, Sendable {
    public var text: String
    /// Place of its first character.
    public var location: SourceLocation

    public init(_ text: String, at location: SourceLocation) {
      self.text = text
      self.location = location
    }
  }

  /// What `{cite}` names it by.
  public var key: String
  /// `article`, `book`, …, in lower case.
  public var type: String
  /// By name, in lower case.
  public var fields: [String: Field]
  /// Place of the `@`.
  public var location: SourceLocation

  public init(key: String, type: String, fields: [String: Field] = [:], location: SourceLocation) {
    self.key = key
    self.type = type
    self.fields = fields
    self.location = location
  }

  /// The first of `names` that says anything.
  func field(_ names: String...) -> Field? {
    for name in names {
      if let field = fields[name], !field.text.allSatisfy(\.isWhitespace) { return field }
    }
    return nil
  }

  /// The first of `names` that says anything, without LaTeX.
  func text(_ names: String...) -> String? {
    for name in names {
      if let field = field(name) { return LaTeXText.plain(field.text) }
    }
    return nil
  }
}
