/// A picture beside the template, from a `figure` directive.
public struct Figure: Hashable, Sendable {
  public enum Width: Hashable, Sendable {
    /// Of the text's width, up to 100.
    case percent(Double)
    /// Of CSS, 96 to an inch.
    case pixels(Double)
  }

  public enum Alignment: String, Hashable, Sendable, CaseIterable {
    case left
    case centre = "center"
    case right
  }

  /// Unique in the document: the author's name for it, or one made up that no author can give.
  public var id: String
  /// Whether references may use ``id``.
  public var isNamed: Bool
  /// The file as the author wrote it, named from the template's folder.
  public var source: String
  /// What the picture shows, in words; `nil` where the author left that to the caption.
  public var alternativeText: String?
  /// `nil` for the picture's own.
  public var width: Width?
  public var alignment: Alignment
  /// The first paragraph of the body.
  public var caption: [Inline]
  /// What follows it.
  public var legend: [Block]
  /// Place of the file's name.
  public var location: SourceLocation

  public init(
    id: String, isNamed: Bool, source: String, alternativeText: String? = nil, width: Width? = nil,
    alignment: Alignment = .centre, caption: [Inline] = [], legend: [Block] = [], location: SourceLocation
  ) {
    self.id = id
    self.isNamed = isNamed
    self.source = source
    self.alternativeText = alternativeText
    self.width = width
    self.alignment = alignment
    self.caption = caption
    self.legend = legend
    self.location = location
  }
}
