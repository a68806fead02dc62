/// A directive with its options as YAML, parameters put in: one step, or one for each member of its sweep.
struct WrittenDirective {
  struct Member {
    /// `asimov`, or `asimov[0.5]` in a sweep.
    var name: String
    var options: YAMLNode
    /// Whether a variable of the sweep is the seed.
    var sweepsSeed = false
    /// The seed that stands in for the one written.
    var seed: YAMLNode?
  }

  let fence: TemplateParser.Fence
  /// What there is to decode; empty where the body is no YAML or its sweep is wrong.
  private(set) var members: [Member] = []
  /// The members of the sweep, with the values of its variables.
  private(set) var grid: [Sweep.Member]?
  private var sweepLocation: SourceLocation?

  /// - Parameter seeds: Seeds that replace those written here.
  init(
    _ fence: TemplateParser.Fence, _ parameters: Parameters, _ seeds: SeedFile,
    _ tally: inout ParameterReference.Tally
  ) {
    self.fence = fence
    do throws(Diagnostic) {
      var body = try YAMLReader.read(fence.body, at: fence.bodyLocation)
      // What the directive as a whole lacks is told at its fence.
      if body.pairs != nil { body.location = fence.location }
      if let pair = body.pairs?.first(where: { $0.key.scalar == Sweep.key }) {
        sweepLocation = pair.key.location
        grid = []
        try spread(body, over: pair, parameters.nodes, &tally)
      } else {
        let options = ParameterReference.substitute(parameters.nodes, in: body, &tally)
        members = [Member(name: fence.name, options: options)]
      }
    } catch {
      // What an open fence swallowed need not be YAML.
      if fence.isClosed { tally.diagnostics.append(error) }
    }
    guard !seeds.seeds.isEmpty else { return }
    for place in members.indices { members[place].take(seeds.node(for: members[place].name)) }
  }

  private mutating func spread(
    _ body: YAMLNode, over pair: YAMLNode.Pair, _ parameters: [String: YAMLNode],
    _ tally: inout ParameterReference.Tally
  ) throws(Diagnostic) {
    do throws(Diagnostics) {
      let values = ParameterReference.substitute(parameters, in: pair.value, &tally)
      // Values that are not known are told once.
      guard !values.holdsUndefined else { return }
      let sweep = try Sweep(values)
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
      let grid = sweep.members
      let nodes = ParameterReference.members(of: sweep, parameters, in: options, at: pair.key.location, &tally)
      guard nodes.count == grid.count else { return }
      self.grid = grid
      members = zip(grid, nodes).map { member, options in
        Member(
          name: DirectiveNames.member(member.keys, of: fence.name), options: options,
          sweepsSeed: member.values["seed"] != nil)
      }
    } catch {
      tally.diagnostics += error.all
    }
  }

  /// Lines of YAML comment that tell a reader of the directive which seeds were replaced.
  var seedNotes: String {
    members.compactMap { member in
      member.seed.map { "# \(member.name) has seed \($0.scalar ?? ""), from the file of seeds beside the template\n" }
    }.joined()
  }

  /// The sweep, if it is one.
  var sweep: PlannedSweep? {
    guard let grid, let sweepLocation else { return nil }
    let names = grid.map { ($0.keys, DirectiveNames.member($0.keys, of: fence.name)) }
    return PlannedSweep(name: fence.name, location: sweepLocation, members: names)
  }
}

extension WrittenDirective.Member {
  /// Puts `seed` in the place of the one that is written.
  fileprivate mutating func take(_ seed: YAMLNode?) {
    guard let seed, let pairs = options.pairs else { return }
    let key = YAMLNode(content: .scalar("seed", isPlain: true), location: seed.location)
    options.content = .mapping(pairs.filter { $0.key.scalar != "seed" } + [.init(key: key, value: seed)])
    self.seed = seed
  }
}
