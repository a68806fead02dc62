import Notebook

/// The numbers of sections, figures, tables and equations in the order of the text, and what each name refers to.
struct Numbering {
  enum Kind: Hashable {
    case section, figure, table, equation
    /// A directive that shows neither a figure nor a table.
    case step
  }

  /// What a reference may lead to.
  struct Target: Hashable {
    var kind: Kind
    /// Empty where it has none: a step, a heading within a list.
    var number: String
    /// The `id` of its element.
    var anchor: String
    /// Its caption or heading; the formula of an equation.
    var title: [Inline]
  }

  struct Heading {
    /// 2…6: the page's title is its only `<h1>`.
    var level: Int
    var target: Target
  }

  private(set) var targets: [String: Target] = [:]
  /// By the id that the parser gave them. A heading makes way where a directive or an equation has its name.
  private(set) var headings: [String: Heading] = [:]
  /// Every picture of a `figure` directive by its id; those with a name are among the targets.
  private(set) var figures: [String: Target] = [:]
  /// The sections in the order of the text.
  private(set) var contents: [Heading] = []
  private(set) var mistakes: [Diagnostic] = []

  private let calls: [String: DirectiveCall]
  private let results: [String: StepResult]
  private var counts: [Kind: Int] = [:]
  private var sections: [Int] = []
  private var locations: [String: SourceLocation] = [:]
  private var shift = 0

  init(_ template: Template, results: [String: StepResult]) {
    calls = Dictionary(template.directives.map { ($0.name, $0) }) { first, _ in first }
    self.results = results
    let levels = template.blocks.compactMap { if case .heading(let level, _, _) = $0 { level } else { nil } }
    shift = 2 - (levels.min() ?? 2)
    collect(template.blocks)
    collectHeadings(template.blocks, isTopLevel: true)
  }

  /// The kind of thing that stands where the directive stands; without a result, the kind its own kind usually makes.
  static func kind(of call: DirectiveCall, result: StepResult?) -> Kind {
    if let result { return result.figure != nil ? .figure : result.table != nil ? .table : .step }
    return switch call.kind {
    case "plot", "figure": .figure
    case "table": .table
    default: .step
    }
  }

  private mutating func collect(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .directive(let name):
        guard let call = calls[name] else { continue }
        let kind = Self.kind(of: call, result: results[name])
        add(
          Target(kind: kind, number: kind == .step ? "" : next(kind), anchor: name, title: call.caption), call.location)
      case .math(let math):
        guard let label = math.label else { continue }
        add(
          Target(
            kind: .equation, number: next(.equation), anchor: label, title: [.math(tex: math.tex, math.origin)]),
          math.location)
      case .figure(let figure):
        let target = Target(kind: .figure, number: next(.figure), anchor: figure.id, title: figure.caption)
        figures[figure.id] = target
        if figure.isNamed { add(target, figure.location) }
        collect(block.children)
      default: collect(block.children)
      }
    }
  }

  private mutating func next(_ kind: Kind) -> String {
    counts[kind, default: 0] += 1
    return String(counts[kind, default: 0])
  }

  private mutating func add(_ target: Target, _ location: SourceLocation) {
    if let first = locations[target.anchor] {
      mistakes.append(
        Diagnostic(
          "the name '\(target.anchor)' is given twice", at: location,
          remedy: "choose another: the first stands in \(first.description(seenFrom: location))"))
    } else {
      locations[target.anchor] = location
      targets[target.anchor] = target
    }
  }

  private mutating func collectHeadings(_ blocks: [Block], isTopLevel: Bool) {
    for block in blocks {
      guard case .heading(let written, let id, let title) = block else {
        collectHeadings(block.children, isTopLevel: false)
        continue
      }
      let level = min(max(written + shift, 2), 6)
      let isTaken = targets[id].map { $0.kind != .section } ?? false
      let number = isTopLevel && level <= 4 ? nextSection(level) : ""
      let target = Target(kind: .section, number: number, anchor: isTaken ? "section:\(id)" : id, title: title)
      let heading = Heading(level: level, target: target)
      headings[id] = heading
      if !isTaken { targets[id] = target }
      if isTopLevel { contents.append(heading) }
    }
  }

  private mutating func nextSection(_ level: Int) -> String {
    let depth = level - 1
    sections = Array(sections.prefix(depth)) + Array(repeating: 0, count: max(0, depth - sections.count))
    sections[depth - 1] += 1
    return sections.map(String.init).joined(separator: ".")
  }
}

extension Block {
  /// The blocks within this one.
  var children: [Block] {
    switch self {
    case .list(let list): list.items.flatMap(\.blocks)
    case .quote(let blocks), .footnote(_, let blocks): blocks
    case .admonition(let admonition): admonition.blocks
    case .figure(let figure): figure.legend
    case .heading, .paragraph, .code, .thematicBreak, .html, .table, .math, .directive: []
    }
  }
}
