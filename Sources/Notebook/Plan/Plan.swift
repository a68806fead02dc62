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
    /// What the key is the digest of, for saying what has changed.
    let inputs: StepInputs
    /// Whether the sweep that it belongs to gives it its seed.
    let sweepsSeed: Bool

    /// What it is there for.
    public var purpose: DirectivePurpose { directive.purpose }
  }

  public let template: Template
  /// Each behind those that it reads.
  public private(set) var steps: [Step]
  /// What `{value}` finds under `params`.
  public let parameters: Value
  /// Parameters that the user gave in the place of the template's.
  public let overrides: [ParameterOverride]
  /// The files that the text is from, the template first.
  public let sources: [SourceFile]
  private(set) var sweeps: [PlannedSweep]
  let names: DirectiveNames
  private var places: [String: Int]

  init(_ checked: CheckedTemplate, steps: [Step]) {
    template = checked.template
    self.steps = steps
    parameters = checked.parameters
    overrides = checked.overrides
    sources = checked.sources
    sweeps = checked.sweeps
    names = checked.names
    places = Self.places(of: steps)
  }

  /// The plan of some of the steps.
  func keeping(_ isKept: (Step) -> Bool) -> Plan {
    var plan = self
    plan.steps = steps.filter(isKept)
    plan.sweeps = []
    plan.places = Self.places(of: plan.steps)
    return plan
  }

  private static func places(of steps: [Step]) -> [String: Int] {
    Dictionary(steps.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// The results of steps together with those of their sweeps and the parameters, as the text finds them.
  public func gathering(_ results: [String: StepResult]) -> [String: StepResult] {
    var gathered = results
    gathered["params"] = StepResult(values: parameters)
    for sweep in sweeps { gathered[sweep.name] = sweep.result(from: results) }
    return gathered
  }

  /// The step of that name.
  public func step(_ name: String) -> Step? { places[name].map { steps[$0] } }
}

/// A template that has been read: what it says, all that is wrong with it, and the plan if nothing is.
public struct CheckedTemplate: Sendable {
  public let template: Template
  /// As it was read.
  let source: String
  let overrides: [ParameterOverride]
  /// In the order of the text.
  public let diagnostics: [Diagnostic]
  /// What `{value}` finds under `params`.
  public let parameters: Value
  /// Seeds that replace the template's.
  public let seeds: SeedFile
  let steps: [PlannedDirective]
  let sweeps: [PlannedSweep]
  let names: DirectiveNames

  /// Whether the front matter could be read, and with it the parameters.
  public var knowsParameters: Bool { !names.isSuspect("params") }
}

/// A parameter's value, as YAML text, in the place of the template's.
public struct ParameterOverride: Codable, Hashable, Sendable {
  public var name: String
  public var value: String
}

/// A directive whose options have been read.
struct PlannedDirective: Sendable {
  var name: String
  var kind: String
  var location: SourceLocation
  var directive: any Directive
  var written: WrittenDirective.Member
  var dependencies: [String]
  var files: [FileReference]
}
