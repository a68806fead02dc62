/// A parsed template: the front matter, the text as blocks, and the directives in the text's order.
public struct Template: Sendable {
  /// The file's path as the user gave it.
  public var file: String
  public var metadata: Metadata
  public var blocks: [Block]
  /// In the order of the text. Names are unique.
  public var directives: [DirectiveCall]
  /// What `{cite}` may name.
  public var bibliography = Bibliography()
  /// Who runs the steps that take long: what the front matter says, and where it says nothing `asimov.yaml` beside the template.
  public var executor = ExecutorOptions(name: .local)
  /// Every file that the text is from, the template first and then what it includes: all that a live preview watches,
  /// beside data and pictures.
  public var sources: [String]
  /// Whether all of the text could be read. Where it could not, that has been told, and a name that is missed may stand in
  /// the rest.
  public var isComplete = true
  /// What authors wrote where a name belongs and is none: told, and not to be told again where it is used.
  public var misnamed: Set<String> = []

  /// - Parameter sources: `nil` where nothing is included.
  public init(
    file: String, metadata: Metadata, blocks: [Block], directives: [DirectiveCall], sources: [String]? = nil
  ) {
    self.sources = sources ?? [file]
    self.file = file
    self.metadata = metadata
    self.blocks = blocks
    self.directives = directives
  }

  /// The front matter's description of the document, less its parameters.
  public struct Metadata: Hashable, Sendable {
    public var title: [Inline] = []
    public var subtitle: [Inline] = []
    public var authors: [Author] = []
    /// As written in the front matter; the page has no clock of its own.
    public var date: String?
    public var abstract: [Inline] = []
    /// BCP 47, for the page's `lang`.
    public var language = "en"
    /// Whether HTML in the text becomes part of the page, where it is else shown as it is written. The page's policy holds all
    /// the same: nothing of it runs or is loaded.
    public var allowsHTML = false

    public init() {}
  }

  public struct Author: Hashable, Sendable {
    public var name: String
    public var affiliation: String?
    public var email: String?

    public init(name: String, affiliation: String? = nil, email: String? = nil) {
      self.name = name
      self.affiliation = affiliation
      self.email = email
    }
  }
}

/// A directive as it stands in the text: `` ```{kind} name `` and its YAML body.
public struct DirectiveCall: Hashable, Sendable {
  public var kind: String
  public var name: String
  /// The body as the author wrote it, for "show directive".
  public var source: String
  /// What stands under a figure or above a table; empty where there is none.
  public var caption: [Inline]
  /// Texts that the result will show, such as a table's headers, for the page to check before anything runs.
  public var labels: [[Inline]]
  /// Place of the opening fence.
  public var location: SourceLocation

  public init(
    kind: String, name: String, source: String, caption: [Inline], labels: [[Inline]] = [], location: SourceLocation
  ) {
    self.kind = kind
    self.name = name
    self.source = source
    self.caption = caption
    self.labels = labels
    self.location = location
  }
}
