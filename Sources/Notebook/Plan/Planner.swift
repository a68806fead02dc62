import Foundation

/// Reads a template, finds everything that is wrong with it, and makes its plan.
public struct Planner: Sendable {
  let kinds: [String: any Directive.Type]

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
    var tally = ParameterReference.Tally(knowsParameters: parsed.frontMatter.isRead && parsed.frontMatter.hasParameters)
    tally.diagnostics = parsed.diagnostics
    let parameters = Parameters(parsed.frontMatter.parameters, overrides: overrides, diagnostics: &tally.diagnostics)
    let directory = URL(fileURLWithPath: file).deletingLastPathComponent().path
    let seeds = SeedFile(besideTemplate: file)
    let written = parsed.directives.map { WrittenDirective($0, parameters, seeds, &tally) }
    var diagnostics = tally.diagnostics
    var names = self.names(of: written, parsed)
    diagnostics += seeds.diagnostics + seeds.unknownNames(among: names)
    var calls: [DirectiveCall] = []
    var decoded: [Decoded] = []
    let defaults = DefaultValues()
    for directive in written {
      let steps = decode(
        directive, { OptionScope(directory: directory, names: names, defaults: defaults) }, &diagnostics)
      decoded += steps
      calls.append(Self.call(directive, steps, &diagnostics))
    }
    var template = Template(
      file: file, metadata: parsed.frontMatter.metadata, blocks: parsed.blocks, directives: calls,
      sources: parsed.sources)
    let project = ProjectFile(besideTemplate: file)
    diagnostics += project.diagnostics
    let executors = [parsed.frontMatter.executor, project.executor].compactMap(\.self)
    if let first = executors.first { template.executor = executors.dropFirst().reduce(first) { $0.filled(from: $1) } }
    template.isComplete = parsed.isComplete
    template.misnamed = parsed.misnamed
    template.bibliography = Bibliography(parsed.frontMatter.bibliography, diagnostics: &diagnostics)
    if !parsed.frontMatter.isRead { template.bibliography.isComplete = false }
    names.suspect(Self.suspects(among: written, decoded))
    if !tally.knowsParameters { names.suspect(["params"]) }
    let outlines = Self.outlines(of: decoded, written, parameters)
    let steps = connect(decoded, names, outlines, &diagnostics)
    let roles = parsed.roles + calls.flatMap { $0.caption.flatMap(\.roles) }
    diagnostics += Self.checkValues(roles, outlines, names)
    return CheckedTemplate(
      template: template, source: text, overrides: overrides.map { ParameterOverride(name: $0.name, value: $0.value) },
      diagnostics: Diagnostics(diagnostics).all, parameters: parameters.value,
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
    return Plan(checked, steps: steps)
  }

  /// A step whose options have been decoded, before its names are looked up.
  struct Decoded {
    var written: WrittenDirective.Member
    var fence: TemplateParser.Fence
    var directive: any Directive
    var scope: OptionScope
  }

  /// Keys that every directive takes and that no result depends on.
  static let presentationKeys = ["caption"]

  private func names(of written: [WrittenDirective], _ parsed: TemplateParser.Parsed) -> DirectiveNames {
    var names = DirectiveNames()
    for directive in written {
      names.add(directive.fence.name, kind: directive.fence.kind, members: directive.grid)
    }
    names.isComplete = parsed.isComplete
    names.suspect(parsed.misnamed)
    // Of what has no kind, or no members, nothing can be asked.
    names.suspect(written.filter { kinds[$0.fence.kind] == nil || $0.members.isEmpty }.map(\.fence.name))
    return names
  }

  private static func call(
    _ written: WrittenDirective, _ steps: [Decoded], _ diagnostics: inout [Diagnostic]
  ) -> DirectiveCall {
    let fence = written.fence
    let source = YAMLSource(fence.body, at: fence.bodyLocation)
    let options = written.members.first?.options
    let caption = options?["caption"]
    if let caption, caption.scalar == nil {
      diagnostics.append(
        Diagnostic(
          "caption must be text, not \(caption.kindName)", at: caption.location,
          remedy: "put the text in quotes"))
    }
    return DirectiveCall(
      kind: fence.kind, name: fence.name, source: fence.body + written.seedNotes,
      caption: caption.map { $0.isNull ? [] : source.inlines($0) } ?? [],
      labels: labels(of: steps, in: source, at: fence.location), location: fence.location)
  }

  /// Texts that results will show, each where an option of that text stands.
  private static func labels(
    of steps: [Decoded], in source: YAMLSource, at location: SourceLocation
  ) -> [[Inline]] {
    guard steps.contains(where: { !$0.directive.labels.isEmpty }) else { return [] }
    return steps.flatMap { step in
      var places = step.written.options.scalars
      return step.directive.labels.map { label in
        let node = places[label]?.popLast() ?? YAMLNode(content: .scalar(label, isPlain: true), location: location)
        return source.inlines(node)
      }
    }
  }

  private func decode(
    _ written: WrittenDirective, _ scope: () -> OptionScope, _ diagnostics: inout [Diagnostic]
  ) -> [Decoded] {
    let fence = written.fence
    guard let kind = kinds[fence.kind] else {
      let known = kinds.keys.sorted() + TemplateParser.textKinds
      diagnostics.append(
        Diagnostic(
          "unknown directive '\(fence.kind)'", at: fence.kindLocation,
          remedy: Suggestion.remedy(for: fence.kind, among: known)))
      return []
    }
    if let mistake = fence.nameMistake { diagnostics.append(mistake) }
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
    scope.source = YAMLSource(fence.body, at: fence.bodyLocation)
    let directive = try? directive(kind, written.options, scope)
    diagnostics += scope.diagnostics
    for file in scope.files {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
      guard !exists || isFolder.boolValue else { continue }
      diagnostics.append(
        exists
          ? Diagnostic("'\(file.name)' is a folder", at: file.location, remedy: "name a file in it")
          : Self.missing(file))
      scope.missingFiles.insert(file.location)
    }
    return directive.map { Decoded(written: written, fence: fence, directive: $0, scope: scope) }
  }

  func directive<D: Directive>(_ kind: D.Type, _ options: YAMLNode, _ scope: OptionScope) throws -> any Directive {
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
}
