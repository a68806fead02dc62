extension Template {
  /// Where the pictures in the text and in the captions come from, as the author wrote it.
  var imageSources: [String] {
    (metadata.title + metadata.subtitle + metadata.abstract).flatMap(\.imageSources)
      + blocks.flatMap(\.imageSources) + directives.flatMap { $0.caption.flatMap(\.imageSources) }
  }
}

extension Block {
  fileprivate var imageSources: [String] {
    switch self {
    case .heading(_, _, let content), .paragraph(let content): content.flatMap(\.imageSources)
    case .list(let list): list.items.flatMap { $0.blocks.flatMap(\.imageSources) }
    case .quote(let blocks), .footnote(_, let blocks): blocks.flatMap(\.imageSources)
    case .table(let table): (table.header + table.rows.flatMap { $0 }).flatMap { $0.flatMap(\.imageSources) }
    case .admonition(let admonition):
      admonition.title.flatMap(\.imageSources) + admonition.blocks.flatMap(\.imageSources)
    case .figure(let figure):
      [figure.source] + figure.caption.flatMap(\.imageSources) + figure.legend.flatMap(\.imageSources)
    case .code, .thematicBreak, .html, .math, .directive: []
    }
  }
}

extension Inline {
  fileprivate var imageSources: [String] {
    switch self {
    case .image(let source, _, _): [source]
    case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content):
      content.flatMap(\.imageSources)
    case .role, .text, .code, .softBreak, .lineBreak, .html, .math, .footnoteReference: []
    }
  }
}
