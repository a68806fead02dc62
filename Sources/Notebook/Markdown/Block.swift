/// A block of a template's text, as the page shows it.
public indirect enum Block: Hashable, Sendable {
  /// `level` is 1…6; `id` is unique in the document and fit for a link's fragment.
  case heading(level: Int, id: String, [Inline])
  case paragraph([Inline])
  case list(List)
  case quote([Block])
  /// A code block that is not a directive, with its info string's first word.
  case code(language: String, String)
  case thematicBreak
  /// Raw HTML, as written.
  case html(String)
  case table(MarkdownTable)
  case math(DisplayMath)
  case admonition(Admonition)
  /// The place of a directive; its name is the key of ``Template/directives``.
  case directive(name: String)
  case footnote(id: String, [Block])
  /// A picture from a file.
  case figure(Figure)
}

/// A run of text within a block.
public indirect enum Inline: Hashable, Sendable {
  case text(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case link(destination: String, title: String, [Inline])
  case image(source: String, title: String, alt: [Inline])
  case softBreak
  case lineBreak
  /// Raw HTML, as written.
  case html(String)
  /// TeX between dollars or in a `{math}` role.
  case math(tex: String, TextOrigin)
  /// Any other role: `` {value}`scan.cut` ``.
  case role(Role)
  case footnoteReference(id: String)
}

/// A bullet list or a numbered list.
public struct List: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    /// `nil` in an ordinary item, else whether the task is ticked.
    public var task: Bool?
    public var blocks: [Block]

    public init(task: Bool? = nil, blocks: [Block]) {
      self.task = task
      self.blocks = blocks
    }
  }

  /// The first number of a numbered list; `nil` for bullets.
  public var start: Int?
  /// Whether the items stand without paragraphs around their text.
  public var tight: Bool
  public var items: [Item]

  public init(start: Int? = nil, tight: Bool, items: [Item]) {
    self.start = start
    self.tight = tight
    self.items = items
  }
}

/// A GitHub table written out in the text.
public struct MarkdownTable: Hashable, Sendable {
  public enum Alignment: Hashable, Sendable { case none, left, centre, right }

  /// One for each column.
  public var alignments: [Alignment]
  public var header: [[Inline]]
  public var rows: [[[Inline]]]

  public init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}

/// A formula on a line of its own, from `$$…$$` or a `{math}` directive.
public struct DisplayMath: Hashable, Sendable {
  public var tex: String
  /// The name that `{eq}` refers to; a formula with a label is numbered.
  public var label: String?
  public var origin: TextOrigin

  public init(tex: String, label: String? = nil, origin: TextOrigin) {
    self.tex = tex
    self.label = label
    self.origin = origin
  }

  /// - Parameter location: Place of the formula's first character.
  public init(tex: String, label: String? = nil, location: SourceLocation) {
    self.init(tex: tex, label: label, origin: TextOrigin(location))
  }

  public var location: SourceLocation { origin.start }
}

/// A note, tip, warning or the like, set apart from the text.
public struct Admonition: Hashable, Sendable {
  /// MyST's name: `note`, `tip`, `warning`, ….
  public var kind: String
  /// Empty where the author gave none.
  public var title: [Inline]
  public var blocks: [Block]

  public init(kind: String, title: [Inline], blocks: [Block]) {
    self.kind = kind
    self.title = title
    self.blocks = blocks
  }
}

/// A MyST role: `` {name}`content` ``.
public struct Role: Hashable, Sendable {
  public var name: String
  public var content: String
  public var origin: TextOrigin

  public init(name: String, content: String, origin: TextOrigin) {
    self.name = name
    self.content = content
    self.origin = origin
  }

  /// - Parameter location: Place of the content's first character.
  public init(name: String, content: String, location: SourceLocation) {
    self.init(name: name, content: content, origin: TextOrigin(location))
  }

  /// Place of the content's first character.
  public var location: SourceLocation { origin.start }

  /// Place of the name, before the brace and the backtick.
  public var nameLocation: SourceLocation {
    var place = location
    place.column = max(1, place.column - name.count - 2)
    return place
  }
}
