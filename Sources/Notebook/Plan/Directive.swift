/// A kind of directive: its options, and what it makes of them.
///
/// The stored properties are the options that a template may give; what a directive needs of others it names through
/// ``Reference``, and files through ``FileReference``. All else about it, such as its place in the plan and its key in
/// the store, follows from these.
public protocol Directive: Options {
  /// The word in braces: `train`.
  static var kind: String { get }
  /// Raised when the same options give other results than before, so that stored ones are made anew.
  static var version: Int { get }
  /// What the kind is there for.
  static var purpose: DirectivePurpose { get }
  /// What this one is there for, where its options make it less than its kind.
  var purpose: DirectivePurpose { get }

  /// Looks for mistakes that the types of the options do not show, before anything runs.
  func check(_ context: inout CheckContext)
  /// The values that a run will make, for `{value}` paths to be checked before it.
  var outline: ValueOutline { get }
  /// Markdown that the result will show, to be checked before it runs.
  var labels: [String] { get }
  /// What running it takes, given what the steps take that it reads.
  func cost(reading inputs: [StepCost]) -> StepCost
  /// Makes the result. Runs on any thread, and only when the store has none under the step's key.
  func run(_ context: StepContext) throws -> StepResult
}

extension Directive {
  public static var purpose: DirectivePurpose { .computation }
  public var purpose: DirectivePurpose { Self.purpose }
  public func check(_ context: inout CheckContext) {}
  public var outline: ValueOutline { .record([:]) }
  public var labels: [String] { [] }
  public func cost(reading inputs: [StepCost]) -> StepCost { StepCost(events: inputs.map(\.events).max() ?? 0) }
}

/// What a kind of directive is there for, as far as the engine has to know.
public enum DirectivePurpose: Hashable, Sendable {
  case computation
  /// Trains a network: what redrawing figures must never set going, and `--retrain` repeats.
  case training
  /// Makes a figure that stands where the directive stands, and so cannot be swept.
  case figure
  /// Makes a table that stands where the directive stands.
  case table

  /// Whether `for:` may make several of it.
  var isSwept: Bool { self == .computation || self == .training }
}

/// The shape of the values that a directive will make.
public indirect enum ValueOutline: Hashable, Sendable {
  case value
  case record([String: ValueOutline])
  /// Members of one shape, whose names are only known when they have been made.
  case members(ValueOutline)

  /// The shape of what `name` leads to; `nil` where there is nothing.
  private func member(_ name: String) -> ValueOutline? {
    switch self {
    case .value: nil
    case .record(let record): record[name] ?? record.first { ValuePath.sameKey($0.key, name) }?.value
    case .members(let each): each
    }
  }

  /// The first of `members` that there will not be.
  func firstMissing(of members: [String]) -> Int? {
    var outline = self
    for (index, name) in members.enumerated() {
      guard let next = outline.member(name) else { return index }
      outline = next
    }
    return nil
  }

  /// - Throws: ``Mistake`` where `members` will lead to nothing or to a record.
  func check(_ members: [String], of path: String) throws(Mistake) {
    var outline = self
    if case .record(let record) = self, record.isEmpty {
      throw Mistake("'\(path)' is no value: its directive makes none", remedy: "name a directive that computes some")
    }
    for name in members {
      if outline == .value {
        throw Mistake("'\(path)' goes too far: there is nothing below a single value", remedy: "drop '\(name)'")
      }
      guard let next = outline.member(name) else {
        let record = if case .record(let record) = outline { record } else { [String: ValueOutline]() }
        throw Mistake(
          "no value '\(name)' in '\(path)'", remedy: Suggestion.remedy(for: name, among: record.keys.sorted()))
      }
      outline = next
    }
    if case .members = outline {
      throw Mistake("'\(path)' is not a single value", remedy: "name what you mean in brackets behind it")
    }
    if case .record(let record) = outline {
      throw Mistake("'\(path)' is not a single value", remedy: Suggestion.remedy(for: "", among: record.keys.sorted()))
    }
  }
}

/// What a directive may look at while it checks itself.
public struct CheckContext {
  let root: YAMLNode
  let outlines: [String: ValueOutline]
  /// Paths of options that are no more than stand-ins for wrong ones: what is found there has been told.
  let standIns: [[String]]
  /// Places of files that are not there.
  let missingFiles: Set<SourceLocation>
  /// The body that the options stand in.
  let source: YAMLSource?
  /// Directives in order, by name.
  private let directives: [String: any Directive]
  private(set) var diagnostics: [Diagnostic] = []

  init(
    root: YAMLNode, outlines: [String: ValueOutline], standIns: [[String]] = [],
    missingFiles: Set<SourceLocation> = [], source: YAMLSource? = nil, directives: [String: any Directive] = [:]
  ) {
    self.root = root
    self.outlines = outlines
    self.directives = directives
    self.standIns = standIns
    self.missingFiles = missingFiles
    self.source = source
  }

  /// Whether the author gave the option `key`.
  public func isGiven(_ key: String) -> Bool { root[key] != nil }

  /// Whether the option that `keys` lead to, and all in it, is as the author wrote it. Where two options are compared,
  /// both have to be.
  public func isWritten(_ keys: String...) -> Bool { isWritten(keys) }

  private func isWritten(_ keys: [String]) -> Bool {
    !standIns.contains { $0.starts(with: keys) || keys.starts(with: $0) }
  }

  /// Reports a mistake in the option that `keys` lead to, or at the nearest level that the author wrote.
  public mutating func report(_ message: String, at keys: String..., remedy: String? = nil) {
    guard isWritten(keys) else { return }
    diagnostics.append(Diagnostic(message, at: location(keys), remedy: remedy))
  }

  /// Reports what was thrown, in the same place.
  public mutating func report(_ error: any Error, at keys: String...) { report(error, at: keys) }

  /// Reports what was thrown, in the same place.
  public mutating func report(_ error: any Error, at keys: [String]) {
    guard isWritten(keys) else { return }
    let mistake = error as? Mistake ?? Mistake("\(error)")
    let place = node(keys).place(of: mistake.character, in: source)
    diagnostics.append(Diagnostic(mistake.message, at: place, remedy: mistake.remedy))
  }

  /// Reports a mistake at a place that an option carries itself.
  public mutating func report(_ message: String, at location: SourceLocation, remedy: String? = nil) {
    // A stand-in stands nowhere.
    guard !missingFiles.contains(location), !location.file.isEmpty else { return }
    diagnostics.append(Diagnostic(message, at: location, remedy: remedy))
  }

  /// Whether `members` of the directive `name` will be a single value. A name that is not there is reported elsewhere.
  public func checkValue(_ members: [String], of name: String, path: String) throws(Mistake) {
    try outlines[name]?.check(members, of: path)
  }

  /// The directive that an option names, with its options; `nil` where there is none, or it has a mistake of its own.
  public func directive<Target>(of reference: Reference<Target>) -> Target? {
    directives[reference.name] as? Target
  }

  private func location(_ keys: [String]) -> SourceLocation { node(keys).location }

  private func node(_ keys: [String]) -> YAMLNode {
    var node = root
    for key in keys {
      if let next = node[key] {
        node = next
      } else if case .sequence(let items) = node.content, let index = Int(key), items.indices.contains(index) {
        node = items[index]
      } else {
        break
      }
    }
    return node
  }
}

/// What a directive may use while it runs.
public struct StepContext: Sendable {
  /// The results of the steps that it names.
  let results: [String: StepResult]
  /// Tells how far the step is: a fraction done where it is known, and a few words.
  public let progress: @Sendable (Double?, String) -> Void
  /// Whether to stop early, by throwing `CancellationError`.
  public let isCancelled: @Sendable () -> Bool
  /// How many threads the step may use. Its result must not depend on it.
  public let threads: Int
  /// What the step has kept of work that it was stopped at.
  public let draft: StepDraft
  /// A folder for what does not fit into memory, which leaves nothing there; `nil` where there is none.
  public let scratch: String?

  public init(
    results: [String: StepResult], progress: @escaping @Sendable (Double?, String) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }, threads: Int = 1, draft: StepDraft = StepDraft(),
    scratch: String? = nil
  ) {
    self.results = results
    self.threads = threads
    self.draft = draft
    self.scratch = scratch
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// The result of the directive that an option names.
  public func result<Target>(of reference: Reference<Target>) throws(Mistake) -> StepResult {
    try result(of: AnyReference(reference.name))
  }

  /// The result of the directive that an option names.
  public func result(of reference: AnyReference) throws(Mistake) -> StepResult {
    guard let result = results[reference.name] else {
      throw Mistake("no result of '\(reference.name)'")
    }
    return result
  }
}
