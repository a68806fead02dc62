/// A step by itself, so that another process can run it from the store alone: its options as they were when the plan was made,
/// and what the names in them stand for.
///
/// The template may be edited meanwhile. Whoever takes the step up makes its key anew from what is here, and refuses it where
/// that is another: a result can only be kept under the key of what it was made from.
public struct PackedStep: Codable, Sendable {
  /// A directive that the step reads.
  public struct Read: Codable, Hashable, Sendable {
    public var name: String
    public var kind: String
    public var key: String
  }

  public let name: String
  public let kind: String
  public let key: String
  /// What it reads, sorted by name.
  public let reads: [Read]
  /// Place of the directive in the template.
  public let location: SourceLocation
  /// The folder that files are named from.
  let directory: String
  /// Parameters put in.
  let options: YAMLNode
  /// Of sweeps that it reads of, the keys of the members that it reads, in order; by the sweep's name.
  let sweeps: [String: [[String]]]
  /// Digests of the files that it reads, by path.
  let files: [String: String]

  init(_ step: Plan.Step, in plan: Plan, directory: String) {
    name = step.name
    kind = step.kind
    key = step.key
    location = step.location
    self.directory = directory
    options = step.inputs.written
    files = step.inputs.digests
    reads = step.dependencies.map { name in
      Read(name: name, kind: plan.names.kinds[name] ?? "", key: step.inputs.reads[name] ?? "")
    }
    let members = Dictionary(grouping: step.dependencies.filter { $0.contains("[") }) {
      String($0.prefix { $0 != "[" })
    }
    sweeps = Dictionary(uniqueKeysWithValues: members.map { ($0, Self.keys(of: $1, in: plan.names.sweeps[$0] ?? [])) })
  }

  /// Keys of some members of a sweep, in the sweep's order. One member, the usual case, needs no look at all the others.
  private static func keys(of members: [String], in sweep: [Sweep.Member]) -> [[String]] {
    if members.count == 1, let keys = DirectiveNames.keys(members[0].drop { $0 != "[" }) { return [keys] }
    let name = String(members[0].prefix { $0 != "[" })
    let wanted = Set(members)
    return sweep.map(\.keys).filter { wanted.contains(DirectiveNames.member($0, of: name)) }
  }

  /// What the names in its options stand for.
  fileprivate var names: DirectiveNames {
    var names = DirectiveNames()
    for (name, members) in sweeps.sorted(by: { $0.key < $1.key }) {
      let kind = reads.first { $0.name.hasPrefix(name + "[") }?.kind ?? ""
      names.add(name, kind: kind, members: members.map { Sweep.Member(keys: $0, values: [:]) })
    }
    for read in reads where !read.name.contains("[") { names.add(read.name, kind: read.kind) }
    return names
  }
}

extension Planner {
  /// The step that was packed.
  ///
  /// - Throws: ``Mistake`` where this program would make another step of it, ``Diagnostics`` where it would make none.
  func step(_ packed: PackedStep) throws -> Plan.Step {
    guard let kind = kinds[packed.kind] else {
      throw Mistake(
        "this program knows no directive '\(packed.kind)'", remedy: "run steps with the program that submitted them")
    }
    let scope = OptionScope(directory: packed.directory, names: packed.names)
    let directive = try? directive(kind, packed.options, scope)
    guard scope.diagnostics.isEmpty, let directive else { throw Diagnostics(scope.diagnostics) }
    let planned = PlannedDirective(
      name: packed.name, kind: packed.kind, location: packed.location, directive: directive,
      written: WrittenDirective.Member(name: packed.name, options: packed.options),
      dependencies: packed.reads.map(\.name), files: scope.files)
    let keys = Dictionary(packed.reads.map { ($0.name, $0.key) }) { first, _ in first }
    let inputs = try StepInputs(of: planned, keys: keys, digests: packed.files)
    guard inputs.key == packed.key else {
      throw Mistake(
        "this program would make another result of \(packed.kind) '\(packed.name)'",
        remedy: "run steps with the program that submitted them, and leave the files that they read as they are")
    }
    return Plan.Step(
      name: packed.name, kind: packed.kind, key: inputs.key, dependencies: planned.dependencies,
      location: packed.location, directive: directive, inputs: inputs, sweepsSeed: false)
  }
}
