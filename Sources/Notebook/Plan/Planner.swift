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
    var calls: [DirectiveCall] = []
    var decoded: [Decoded] = []
    for fence in parsed.directives {
      let options = Self.options(of: fence, parameters, diagnostics: &diagnostics)
      let caption = options["caption"].flatMap { node in node.scalar.map { InlineParser.inlines($0, at: node.location) }
      }
      let directive = decode(fence, options, directory, &diagnostics)
      if let directive { decoded.append(directive) }
      calls.append(
        DirectiveCall(
          kind: fence.kind, name: fence.name, source: fence.body, caption: caption ?? [],
          labels: directive?.directive.labels.map { InlineParser.inlines($0, at: fence.location) } ?? [],
          location: fence.location))
    }
    let template = Template(
      file: file, metadata: parsed.frontMatter.metadata, blocks: parsed.blocks, directives: calls,
      sources: parsed.sources)
    let steps = connect(decoded, calls, &diagnostics)
    let roles = parsed.roles + calls.flatMap { $0.caption.flatMap(\.roles) }
    diagnostics += Self.checkValues(roles, decoded, parameters.outline)
    return CheckedTemplate(
      template: template, diagnostics: Diagnostics(diagnostics).all, parameters: parameters.value,
      steps: steps)
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
      let key = try StepKey.key(of: step.directive, keys: keys, digests: digests)
      keys[step.name] = key
      return Plan.Step(
        name: step.name, kind: step.kind, key: key, dependencies: step.dependencies, location: step.location,
        directive: step.directive)
    }
    return Plan(template: checked.template, steps: steps, parameters: checked.parameters)
  }

  /// A directive whose options have been read, before its names are looked up.
  private struct Decoded {
    var fence: TemplateParser.Fence
    var options: YAMLNode
    var directive: any Directive
    var scope: OptionScope
  }

  /// Keys that every directive takes and that no result depends on.
  static let presentationKeys = ["caption"]

  private static func options(
    of fence: TemplateParser.Fence, _ parameters: Parameters, diagnostics: inout [Diagnostic]
  ) -> YAMLNode {
    do {
      let written = try YAMLReader.read(fence.body, at: fence.bodyLocation)
      return ParameterReference.substitute(parameters.nodes, in: written, diagnostics: &diagnostics)
    } catch {
      diagnostics.append(error)
      return YAMLNode(content: .sequence([]), location: fence.bodyLocation)
    }
  }

  private func decode(
    _ fence: TemplateParser.Fence, _ options: YAMLNode, _ directory: String, _ diagnostics: inout [Diagnostic]
  ) -> Decoded? {
    guard let kind = kinds[fence.kind] else {
      let known = kinds.keys.sorted() + TemplateParser.textKinds
      diagnostics.append(
        Diagnostic(
          "unknown directive '\(fence.kind)'", at: fence.location,
          remedy: Suggestion.remedy(for: fence.kind, among: known)))
      return nil
    }
    // A body that is not YAML has been reported; its options say nothing.
    if case .sequence(let items) = options.content, items.isEmpty { return nil }
    let scope = OptionScope(directory: directory)
    let directive = try? decode(kind, options, scope)
    diagnostics += scope.diagnostics
    for file in scope.files where !FileManager.default.fileExists(atPath: file.path) {
      diagnostics.append(Self.missing(file))
      scope.holdsStandIns = true
    }
    return directive.map { Decoded(fence: fence, options: options, directive: $0, scope: scope) }
  }

  private func decode<D: Directive>(_ kind: D.Type, _ options: YAMLNode, _ scope: OptionScope) throws -> any Directive {
    // Where the fence holds nothing the mapping stands at the first line of the body.
    try OptionDecoder.decode(kind, from: options, in: scope, ignoring: Self.presentationKeys)
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

  private func connect(
    _ decoded: [Decoded], _ calls: [DirectiveCall], _ diagnostics: inout [Diagnostic]
  ) -> [PlannedDirective] {
    let kindsByName = Dictionary(calls.map { ($0.name, $0.kind) }) { first, _ in first }
    let outlines = Dictionary(decoded.map { ($0.fence.name, $0.directive.outline) }) { first, _ in first }
    var planned: [PlannedDirective] = []
    for step in decoded {
      for use in step.scope.references {
        diagnostics += Self.check(use, by: step.fence, kindsByName)
      }
      // Stand-ins would be blamed for nothing.
      if !step.scope.holdsStandIns {
        var context = CheckContext(root: step.options, outlines: outlines)
        step.directive.check(&context)
        diagnostics += context.diagnostics
      }
      planned.append(
        PlannedDirective(
          name: step.fence.name, kind: step.fence.kind, location: step.fence.location, directive: step.directive,
          dependencies: Set(step.scope.references.map(\.name)).filter { kindsByName[$0] != nil }.sorted(),
          files: step.scope.files))
    }
    return StepOrder.sorted(planned, diagnostics: &diagnostics)
  }

  private static func check(
    _ use: OptionScope.Use, by fence: TemplateParser.Fence, _ kinds: [String: String]
  ) -> [Diagnostic] {
    let candidates = kinds.filter { use.kind == nil || $0.value == use.kind }.keys.sorted()
    let what = (use.kind.map { "'\($0)' " } ?? "") + "directive"
    guard let found = kinds[use.name] else {
      let remedy = Suggestion.remedy(for: use.name, among: candidates) ?? "the template has no \(what) yet"
      return [Diagnostic("no \(what) is named '\(use.name)'", at: use.location, remedy: remedy)]
    }
    guard let kind = use.kind, kind != found else { return [] }
    return [
      Diagnostic(
        "'\(use.name)' is a '\(found)' directive, and '\(fence.name)' asks for a '\(kind)' directive", at: use.location,
        remedy: Suggestion.remedy(for: use.name, among: candidates))
    ]
  }

  private static func checkValues(
    _ roles: [Role], _ decoded: [Decoded], _ parameters: ValueOutline
  ) -> [Diagnostic] {
    var outlines = Dictionary(decoded.map { ($0.fence.name, $0.directive.outline) }) { first, _ in first }
    outlines["params"] = parameters
    let suspect = Set(decoded.filter { $0.scope.holdsStandIns }.map(\.fence.name))
    var diagnostics: [Diagnostic] = []
    for role in roles where role.name == "value" {
      do throws(Mistake) {
        let path = try ValueQuote(role.content).path
        if suspect.contains(path.directive) { continue }
        guard let outline = outlines[path.directive] else {
          throw Mistake(
            "no directive is named '\(path.directive)'",
            remedy: Suggestion.remedy(for: path.directive, among: outlines.keys.sorted()))
        }
        try outline.check(path.members, of: path.description)
      } catch {
        diagnostics.append(Diagnostic(error.message, at: role.location, remedy: error.remedy))
      }
    }
    return diagnostics
  }
}
