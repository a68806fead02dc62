import Foundation

/// Seeds that stand in for those of a template, kept beside it: `search.seeds.yaml` for `search.md`.
///
/// `asimov build --retrain` writes them, so that a training once repeated stays repeated, here and on every other machine
/// that the file is copied to.
public struct SeedFile: Sendable {
  public let path: String
  /// By the name of a directive, or of a sweep's member.
  public private(set) var seeds: [String: UInt64] = [:]
  private var nodes: [YAMLNode.Pair] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads what lies beside the template; nothing where there is no such file.
  public init(besideTemplate template: String) {
    path = URL(fileURLWithPath: template).deletingPathExtension().relativePath + ".seeds.yaml"
    do throws(Diagnostic) {
      guard let root = try YAMLReader.read(file: path, called: "the file of seeds") else { return }
      guard let pairs = root.pairs else {
        throw Diagnostic("seeds must be a mapping", at: root.location, remedy: "write name: seed")
      }
      for pair in pairs { read(pair) }
    } catch {
      diagnostics.append(error)
    }
  }

  private mutating func read(_ pair: YAMLNode.Pair) {
    guard let name = pair.key.scalar, let seed = pair.value.scalar.flatMap({ UInt64($0) }) else {
      diagnostics.append(
        Diagnostic("expected a whole number, not \(pair.value.kindName)", at: pair.value.location))
      return
    }
    seeds[name] = seed
    nodes.append(pair)
  }

  /// The seed of a step as YAML, if it is replaced.
  func node(for step: String) -> YAMLNode? { nodes.last { $0.key.scalar == step }?.value }

  /// Names of steps that the template does not have.
  func unknownNames(among names: DirectiveNames) -> [Diagnostic] {
    nodes.compactMap { pair in
      guard let name = pair.key.scalar, names.kinds[name] == nil || names.sweeps[name] != nil else { return nil }
      return Diagnostic(
        "the template has no directive '\(name)' to seed", at: pair.key.location,
        remedy: Suggestion.remedy(for: name, among: names.kinds.keys.sorted()) ?? "delete the line")
    }
  }

  /// With another seed for a step.
  public func setting(_ seed: UInt64, for step: String) -> SeedFile {
    var file = self
    file.seeds[step] = seed
    return file
  }

  /// - Throws: ``WriteError`` where the file cannot be written.
  public func write() throws(WriteError) {
    let head =
      "# Seeds in the place of the template's, written by 'asimov build --retrain'. Delete a line to go back.\n"
    let lines = seeds.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)): \($0.value)\n" }
    try AtomicFile.update(Array((head + lines.joined()).utf8), at: path)
  }

  /// A key of a sweep may hold what YAML reads as its own.
  private static func quoted(_ name: String) -> String {
    name.allSatisfy(ValuePath.isNameCharacter)
      ? name : "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
