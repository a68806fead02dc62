import Foundation

/// Where a report's results come from, in a form that others can check: digests of all that was read, and every step with its
/// options, defaults filled in. Of the machine it tells nothing.
public struct Provenance: Codable, Hashable, Sendable {
  public struct File: Codable, Hashable, Sendable {
    /// Below the folder that holds all files of the report; a file of data that is named by its whole path keeps it.
    public var path: String
    /// SHA-256, in hexadecimal digits.
    public var digest: String
  }

  public struct Step: Codable, Hashable, Sendable {
    public var name: String
    public var kind: String
    /// Of the kind: results of another one are made in another way.
    public var version: Int
    /// SHA-256 of all that the result depends on.
    public var key: String
    public var seed: UInt64?
    /// By path, `loss.asimov.systematic`.
    public var options: [String: String]
  }

  /// Version of Asimov.
  public var version: String
  /// Path of the template below the folder that holds all files.
  public var template: String
  /// The template, what it includes and cites from, its pictures and its seeds.
  public var sources: [File]
  /// What steps read.
  public var data: [File]
  /// Parameters that were given in the place of the template's.
  public var parameters: [ParameterOverride]
  /// In the order of the text.
  public var steps: [Step]

  /// - Parameter version: of Asimov.
  public init(_ plan: Plan, version: String) {
    let folders = SourceFolders(plan)
    self.version = version
    template = folders.place(of: plan.template.file)
    sources = plan.sources.map { File(path: folders.place(of: $0.path), digest: Digest.sha256($0.bytes)) }
    let read = plan.steps.flatMap { step in step.inputs.digests.map { File(path: folders.place(of: $0), digest: $1) } }
    data = Set(read).sorted { ($0.path, $0.digest) < ($1.path, $1.digest) }
    parameters = plan.overrides
    steps = plan.steps.enumerated().sorted { ($0.element.location, $0.offset) < ($1.element.location, $1.offset) }
      .map { Step($0.element) }
  }

  /// SHA-256 of all of it.
  public var digest: String { Digest.sha256((try? StoredJSON.encode(self)) ?? []) }
}

extension Provenance.Step {
  fileprivate init(_ step: Plan.Step) {
    name = step.name
    kind = step.kind
    version = step.inputs.version
    key = step.key
    seed = step.seed
    options = OptionLeaves(step.inputs).leaves.mapValues(\.shown)
  }
}

/// The folder that holds all files of a report, in whose terms they are named wherever the report is read.
public struct SourceFolders: Sendable {
  private let root: [String]

  /// The template's own folder, or one above it where the template names files there.
  public init(_ plan: Plan) {
    let folder = URL(fileURLWithPath: plan.template.file).deletingLastPathComponent().path
    let named = plan.steps.flatMap { step in step.inputs.files.keys.filter { !$0.hasPrefix("/") } }
    let data = named.map { URL(fileURLWithPath: $0, relativeTo: URL(fileURLWithPath: folder + "/")).path }
    root = (plan.sources.map(\.path) + data).reduce(Self.parts(plan.template.file).dropLast()) { common, path in
      let pairs = zip(common, Self.parts(path).dropLast())
      return Array(pairs.prefix { $0 == $1 }.map(\.0))
    }
  }

  private static func parts(_ path: String) -> [String] {
    URL(fileURLWithPath: path).standardizedFileURL.pathComponents
  }

  /// A file's path below the folder; its whole path where it lies elsewhere.
  public func place(of path: String) -> String {
    let parts = Self.parts(path)
    return parts.starts(with: root) ? parts.dropFirst(root.count).joined(separator: "/") : path
  }
}
