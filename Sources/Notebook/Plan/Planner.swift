import Foundation

/// Reads a template, finds everything that is wrong with it, and makes its plan.
public struct Planner: Sendable {
  private let kinds: [String: any Directive.Type]

  public init(kinds: [any Directive.Type]) {
    self.kinds = Dictionary(kinds.map { ($0.kind, $0) }) { first, _ in first }
  }

  /// Reads and checks a template; runs nothing.
  ///
  /// - Parameters:
  ///   - text: The template.
  ///   - file: Its path, used in messages and to find the files that it names.
  ///   - overrides: Values for parameters, as YAML text.
  public func check(
    _ text: String, file: String, overriding overrides: [(name: String, value: String)] = []
  ) -> CheckedTemplate {
    let parsed = TemplateParser.parse(text, file: file)
    var diagnostics = parsed.diagnostics
    let parameters = Parameters(parsed.frontMatter.parameters, overrides: overrides, diagnostics: &diagnostics)
    let directory = URL(fileURLWithPath: file).deletingLastPathComponent().path
    let seeds = SeedFile(besideTemplate: file)
    let written = parsed.directives.map { WrittenDirective($0, parameters, seeds, diagnostics: &diagnostics) }
    let names = self.names(of: written)
    diagnostics += seeds.diagnostics + seeds.unknownNames(among: names)
    var calls: [DirectiveCall] = []
    var decoded: [Decoded] = []
    let defaults = DefaultValues()
    for directive in written {
      let steps = decode(
        directive, { OptionScope(directory: directory, names: names, defaults: defaults) }, &diagnostics)
      decoded += steps
      calls.append(Self.call(directive, steps))
    }
    var template = Template(
      file: file, metadata: parsed.frontMatter.metadata, blocks: parsed.blocks, directives: calls,
      sources: parsed.sources)
    template.bibliography = Bibliography(parsed.frontMatter.bibliography, diagnostics: &diagnostics)
    let outlines = Self.outlines(of: decoded, written, parameters)
    let steps = connect(decoded, names, outlines, &diagnostics)
    let roles = parsed.roles + calls.flatMap { $0.caption.flatMap(\.roles) }
    diagnostics += Self.checkValues(roles, outlines, suspects: decoded)
    return CheckedTemplate(
      template: template, diagnostics: Diagnostics(diagnostics).all, parameters: parameters.value,
      seeds: seeds, steps: steps, sweeps: written.compactMap(\.sweep), names: names)
  }

  /// The plan of a template that is in order.
  ///
  /// - Throws: ``Diagnostics`` with everything that is wrong.
  public func plan(_ checked: CheckedTemplate) throws -> Plan {
    guard checked.diagnostics.isEmpty else { throw Diagnostics(checked.diagnostics) }
    var keys: [String: String] = [:]
    var digests: [String: String] = [:]
    let steps = try checked.steps.map { step in
      for file in step.files where digests[file.path] == nil {
        do {
          digests[file.path] = try Digest.sha256(ofFile: file.path)
        } catch {
          throw Diagnostics([
            Diagnostic("cannot read '\(file.name)'", at: file.location, remedy: "check its permissions")
          ])
        }
      }
      let inputs = try StepInputs(of: step, keys: keys, digests: digests)
      keys[step.name] = inputs.key
      return Plan.Step(
        name: step.name, kind: step.kind, key: inputs.key, dependencies: step.dependencies, location: step.location,
        directive: step.directive, inputs: inputs, sweepsSeed: step.written.sweepsSeed)
    }
    return Plan(
      template: checked.template, steps: steps, parameters: checked.parameters, sweeps: checked.sweeps,
      names: checked.names)
  }

  /// A step whose options have been decoded, before its names are looked up.
  private struct Decoded {
    var written: WrittenDirective.Member
    var fence: TemplateParser.Fence
    var directive: any Directive
    var scope: OptionScope
  }

  /// Keys that every directive takes and that no result depends on.
  static let presentationKeys = ["caption"]

  private func names(of written: [WrittenDirective]) -> DirectiveNames {
    var names = DirectiveNames()
    for directive in written {
      names.add(directive.fence.name, kind: directive.fence.kind, members: directive.grid)
    }
    return names
  }

  private static func call(_ written: WrittenDirective, _ steps: [Decoded]) -> DirectiveCall {
    let fence = written.fence
    let caption = written.members.first?.options["caption"].flatMap { node in
      node.scalar.map { InlineParser.inlines($0, at: node.location) }
    }
    let labels = steps.flatMap(\.directive.labels)
    return DirectiveCall(
      kind: fence.kind, name: fence.name, source: fence.body + written.seedNotes, caption: caption ?? [],
      labels: labels.map { InlineParser.inlines($0, at: fence.location) }, location: fence.location)
  }

  private func decode(
    _ written: WrittenDirective, _ scope: () -> OptionScope, _ diagnostics: inout [Diagnostic]
  ) -> [Decoded] {
    let fence = written.fence
    guard let kind = kinds[fence.kind] else {
      let known = kinds.keys.sorted() + TemplateParser.textKinds
      diagnostics.append(
        Diagnostic(
          "unknown directive '\(fence.kind)'", at: fence.location,
          remedy: Suggestion.remedy(for: fence.kind, among: known)))
      return []
    }
    if let sweep = written.sweep, !kind.purpose.isSwept {
      diagnostics.append(
        Diagnostic(
          "a '\(fence.kind)' directive takes no 'for'", at: sweep.location,
          remedy: "sweep what it shows, or give an entry of one of its lists a 'for'"))
      return []
    }
    return written.members.compactMap { decode($0, of: fence, kind, scope(), &diagnostics) }
  }

  private func decode(
    _ written: WrittenDirective.Member, of fence: TemplateParser.Fence, _ kind: any Directive.Type,
    _ scope: OptionScope,
    _ diagnostics: inout [Diagnostic]
  ) -> Decoded? {
    let directive = try? decode(kind, written.options, scope)
    diagnostics += scope.diagnostics
    for file in scope.files where !FileManager.default.fileExists(atPath: file.path) {
      diagnostics.append(Self.missing(file))
      scope.holdsStandIns = true
    }
    return directive.map { Decoded(written: written, fence: fence, directive: $0, scope: scope) }
  }

  private func decode<D: Directive>(_ kind: D.Type, _ options: YAMLNode, _ scope: OptionScope) throws -> any Directive {
    // Where the fence holds nothing the mapping stands at the first line of the body.
    let others = Self.presentationKeys + (kind.purpose.isSwept ? [Sweep.key] : [])
    return try OptionDecoder.decode(kind, from: options, in: scope, ignoring: others)
  }

  private static func missing(_ file: FileReference) -> Diagnostic {
    let url = URL(fileURLWithPath: file.path)
    let beside = (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)) ?? []
    let near = Suggestion.nearest(to: url.lastPathComponent, among: beside.sorted())
    let folder = (file.name as NSString).deletingLastPathComponent
    let remedy = near.map { "did you mean '\(folder.isEmpty ? $0 : folder + "/" + $0)'?" }
    return Diagnostic(
      "no file '\(file.name)'", at: file.location, remedy: remedy ?? "files are named from the template's folder")
  }

  // MARK: The graph of names

  /// What every name will hold; a sweep's members stand in its record under their keys, and on their own.
  private static func outlines(
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

  private func connect(
    _ decoded: [Decoded], _ names: DirectiveNames, _ outlines: [String: ValueOutline],
    _ diagnostics: inout [Diagnostic]
  ) -> [PlannedDirective] {
    var planned: [PlannedDirective] = []
    for step in decoded {
      for use in step.scope.references {
        guard let mistake = names.mistake(in: use, by: step.fence.name) else { continue }
        diagnostics.append(Diagnostic(mistake.message, at: use.location, remedy: mistake.remedy))
      }
      // Stand-ins would be blamed for nothing.
      if !step.scope.holdsStandIns {
        var context = CheckContext(root: step.written.options, outlines: outlines)
        step.directive.check(&context)
        diagnostics += context.diagnostics
      }
      planned.append(
        PlannedDirective(
          name: step.written.name, kind: step.fence.kind, location: step.fence.location, directive: step.directive,
          written: step.written,
          dependencies: Set(step.scope.references.map(\.name)).filter { names.kinds[$0] != nil }.sorted(),
          files: step.scope.files))
    }
    return StepOrder.sorted(planned, diagnostics: &diagnostics)
  }

  private static func checkValues(
    _ roles: [Role], _ outlines: [String: ValueOutline], suspects decoded: [Decoded]
  ) -> [Diagnostic] {
    let suspect = Set(decoded.filter { $0.scope.holdsStandIns }.map(\.fence.name))
    var diagnostics: [Diagnostic] = []
    for role in roles where role.name == "value" {
      do throws(Mistake) {
        let path = try ValueQuote(role.content).path
        if suspect.contains(path.directive) { continue }
        guard let outline = outlines[path.directive] else {
          throw Mistake(
            "no directive is named '\(path.directive)'",
            remedy: Suggestion.remedy(
              for: path.directive, among: outlines.keys.filter { !$0.contains("[") }.sorted()))
        }
        try outline.check(path.members, of: path.description)
      } catch {
        diagnostics.append(Diagnostic(error.message, at: role.location, remedy: error.remedy))
      }
    }
    return diagnostics
  }
}
