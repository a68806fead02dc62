/// The graph of names.
extension Planner {
  /// What every name will hold; a sweep's members stand in its record under their keys, and on their own.
  static func outlines(
    of decoded: [Decoded], _ written: [WrittenDirective], _ parameters: Parameters
  ) -> [String: ValueOutline] {
    var outlines = Dictionary(decoded.map { ($0.written.name, $0.directive.outline) }) { first, _ in first }
    for sweep in written.compactMap(\.sweep) {
      outlines[sweep.name] =
        KeyTree(sweep.members.compactMap { keys, name in outlines[name].map { (keys, $0) } })
        .outline
    }
    outlines["params"] = parameters.outline
    return outlines
  }

  /// Directives that have a mistake of their own, or options that are no more than stand-ins.
  static func suspects(among written: [WrittenDirective], _ decoded: [Decoded]) -> Set<String> {
    let read = Set(decoded.map(\.written.name))
    let unread = written.filter { directive in directive.members.contains { !read.contains($0.name) } }
    return Set(unread.map(\.fence.name)).union(decoded.filter(\.isSuspect).map(\.fence.name))
  }

  func connect(
    _ decoded: [Decoded], _ names: DirectiveNames, _ outlines: [String: ValueOutline],
    _ diagnostics: inout [Diagnostic]
  ) -> [PlannedDirective] {
    let planned = decoded.map { step in
      PlannedDirective(
        name: step.written.name, kind: step.fence.kind, location: step.fence.location, directive: step.directive,
        written: step.written,
        dependencies: Set(step.scope.references.map(\.name)).filter { names.kinds[$0] != nil }.sorted(),
        files: step.scope.files)
    }
    let order = StepOrder(planned)
    diagnostics += order.cycles
    let known = outlines.filter { !names.isSuspect($0.key) && !order.stuck.contains($0.key) }
    let directives = Dictionary(decoded.map { ($0.written.name, $0.directive) }) { first, _ in first }
      .filter { !names.isSuspect($0.key) }
    for step in decoded {
      var outlines = known
      for use in step.scope.references {
        guard let mistake = names.mistake(in: use, by: step.fence.name) else { continue }
        diagnostics.append(Diagnostic(mistake.message, at: use.location, remedy: mistake.remedy))
        outlines[use.name] = nil
      }
      var context = CheckContext(
        root: step.written.options, outlines: outlines, standIns: step.scope.standIns,
        missingFiles: step.scope.missingFiles, source: step.scope.source, directives: directives)
      step.directive.check(&context)
      diagnostics += context.diagnostics
    }
    return order.steps
  }

  static func checkValues(
    _ roles: [Role], _ outlines: [String: ValueOutline], _ names: DirectiveNames
  ) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let known = outlines.keys.filter { $0.allSatisfy(ValuePath.isNameCharacter) }.sorted()
    for role in roles where role.name == "value" {
      let indent = role.content.prefix { $0.isWhitespace }.count
      var offset = 0
      do throws(Mistake) {
        offset = ValueFormat.startOfWrongOne(in: role.content) ?? 0
        let path = try ValueQuote(role.content).path
        offset = 0
        if names.isSuspect(path.directive) { continue }
        guard let outline = outlines[path.directive] else {
          guard names.isComplete || Suggestion.nearest(to: path.directive, among: known) != nil else { continue }
          throw Mistake(
            "no directive is named '\(path.directive)'", remedy: Suggestion.remedy(for: path.directive, among: known))
        }
        if path.directive == "params", outline == .record([:]) {
          throw Mistake(
            "the template has no parameter to be quoted", remedy: "define it under params: in the front matter")
        }
        offset = indent + (outline.firstMissing(of: path.members).map { path.start(ofMember: $0) } ?? 0)
        try outline.check(path.members, of: path.description)
      } catch {
        let location = role.origin.location(offset, in: role.content)
        diagnostics.append(Diagnostic(error.message, at: location, remedy: error.remedy))
      }
    }
    return diagnostics
  }
}

extension Planner.Decoded {
  /// Whether some option is not what the author meant.
  fileprivate var isSuspect: Bool { !scope.standIns.isEmpty || !scope.missingFiles.isEmpty }
}
