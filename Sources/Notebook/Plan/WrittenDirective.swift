/// A directive with its options as YAML, parameters put in: one step, or one for each member of its sweep.
struct WrittenDirective {
  struct Member {
    /// `asimov`, or `asimov[0.5]` in a sweep.
    var name: String
    var options: YAMLNode
  }

  let fence: TemplateParser.Fence
  /// What there is to decode; empty where the body is no YAML or its sweep is wrong.
  private(set) var members: [Member] = []
  /// The members of the sweep, with the values of its variables.
  private(set) var grid: [Sweep.Member]?
  private var sweepLocation: SourceLocation?

  init(_ fence: TemplateParser.Fence, _ parameters: Parameters, diagnostics: inout [Diagnostic]) {
    self.fence = fence
    do throws(Diagnostic) {
      let body = try YAMLReader.read(fence.body, at: fence.bodyLocation)
      if let pair = body.pairs?.first(where: { $0.key.scalar == Sweep.key }) {
        sweepLocation = pair.key.location
        grid = []
        try spread(body, over: pair, parameters.nodes, diagnostics: &diagnostics)
      } else {
        let options = ParameterReference.substitute(parameters.nodes, in: body, diagnostics: &diagnostics)
        members = [Member(name: fence.name, options: options)]
      }
    } catch {
      diagnostics.append(error)
    }
  }

  private mutating func spread(
    _ body: YAMLNode, over pair: YAMLNode.Pair, _ parameters: [String: YAMLNode], diagnostics: inout [Diagnostic]
  ) throws(Diagnostic) {
    do throws(Diagnostics) {
      let sweep = try Sweep(ParameterReference.substitute(parameters, in: pair.value, diagnostics: &diagnostics))
      var options = body
      var pairs = body.pairs?.filter { $0.key.scalar != Sweep.key } ?? []
      options.content = .mapping(pairs)
      for variable in sweep.variables where !ParameterReference.stands(variable.name, in: options) {
        // A variable that stands nowhere is an option of its own.
        guard options[variable.name] == nil else {
          throw Diagnostics([
            Diagnostic(
              "'\(variable.name)' is swept and given as well", at: variable.location,
              remedy: "drop one of them, or write ${\(variable.name)} where its values should stand")
          ])
        }
        let key = YAMLNode(content: .scalar(variable.name, isPlain: true), location: variable.location)
        let value = YAMLNode(content: .scalar("${\(variable.name)}", isPlain: true), location: variable.location)
        pairs.append(.init(key: key, value: value))
      }
      options.content = .mapping(pairs)
      grid = sweep.members
      members = sweep.members.map { member in
        let values = parameters.merging(member.values) { $1 }
        return Member(
          name: DirectiveNames.member(member.keys, of: fence.name),
          options: ParameterReference.substitute(values, in: options, diagnostics: &diagnostics))
      }
    } catch {
      diagnostics += error.all
    }
  }

  /// The sweep, if it is one.
  var sweep: PlannedSweep? {
    guard let grid, let sweepLocation else { return nil }
    let names = grid.map { ($0.keys, DirectiveNames.member($0.keys, of: fence.name)) }
    return PlannedSweep(name: fence.name, location: sweepLocation, members: names)
  }
}
