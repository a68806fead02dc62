extension Block {
  /// Every role in the block, in the order of the text.
  public var roles: [Role] {
    switch self {
    case .heading(_, _, let content), .paragraph(let content): content.flatMap(\.roles)
    case .list(let list): list.items.flatMap { $0.blocks.flatMap(\.roles) }
    case .quote(let blocks), .footnote(_, let blocks): blocks.flatMap(\.roles)
    case .table(let table): (table.header + table.rows.flatMap { $0 }).flatMap { $0.flatMap(\.roles) }
    case .admonition(let admonition): admonition.title.flatMap(\.roles) + admonition.blocks.flatMap(\.roles)
    case .figure(let figure): figure.caption.flatMap(\.roles) + figure.legend.flatMap(\.roles)
    case .code, .thematicBreak, .html, .math, .directive: []
    }
  }
}

extension Inline {
  /// Every role in the run of text, in its order.
  public var roles: [Role] {
    switch self {
    case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content),
      .image(_, _, let content):
      content.flatMap(\.roles)
    case .role(let role): [role]
    case .text, .code, .softBreak, .lineBreak, .html, .math, .footnoteReference: []
    }
  }
}

extension Template.Metadata {
  /// Every role in the title, the subtitle and the abstract.
  public var roles: [Role] { (title + subtitle + abstract).flatMap(\.roles) }
}
