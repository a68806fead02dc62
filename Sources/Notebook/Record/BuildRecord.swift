import Foundation

/// What the last build of a template was made of: kept in the store, to say what a change reaches and what it moved, and
/// which entries are still of use. No result depends on it.
public struct BuildRecord: Codable, Sendable {
  /// One step of that build.
  public struct Step: Codable, Sendable {
    public var kind: String
    public var key: String
    /// How long it took when it last ran.
    public var seconds: Double?
    var version: Int
    var options: OptionLeaves
    var reads: [String: String]
    var files: [String: String]
  }

  /// A number that the report showed.
  public struct Number: Codable, Hashable, Sendable {
    /// Its value path, or its place in a table.
    public var path: String
    public var value: Value

    public init(path: String, value: Value) {
      self.path = path
      self.value = value
    }
  }

  /// The template's path, from the store's folder where it lies beside or below it.
  public let template: String
  /// By name.
  public var steps: [String: Step] = [:]
  /// In the order of the text.
  public var numbers: [Number] = []

  init(template: String) { self.template = template }

  /// Takes in the steps that have a result. What did not finish keeps its last entry.
  ///
  /// - Parameter isPart: Whether `plan` has but some of the template's steps; then the others stay.
  public mutating func update(with plan: Plan, _ outcome: RunOutcome, isPart: Bool = false) {
    var updated = isPart ? steps : [:]
    for step in plan.steps {
      let last = steps[step.name]
      guard outcome.unfinished[step.name] == nil else {
        updated[step.name] = last
        continue
      }
      // Anew even under the same key, which does not hold the names of what is read.
      var record = Step(step)
      record.seconds = outcome.seconds[step.name] ?? (last?.key == step.key ? last?.seconds : nil)
      updated[step.name] = record
    }
    steps = updated
  }
}

extension BuildRecord.Step {
  init(_ step: Plan.Step) {
    kind = step.kind
    key = step.key
    version = step.inputs.version
    options = OptionLeaves(step.inputs)
    reads = step.inputs.reads
    files = step.inputs.files
  }
}

extension Store {
  private var recordFolder: String { directory + "/builds" }

  static let recordEnding = ".record"

  private func recordPath(_ name: String) -> String {
    "\(recordFolder)/\(Digest.sha256(Array(name.utf8)).prefix(16))\(Self.recordEnding)"
  }

  /// The record of the last build of a template; an empty one where there was none, or it is damaged.
  public func record(ofTemplate path: String) -> BuildRecord {
    let name = recordedName(of: path)
    return record(at: recordPath(name)) ?? BuildRecord(template: name)
  }

  /// The record in the file at `path`, if it is whole.
  func record(at path: String) -> BuildRecord? {
    read(path).flatMap { try? StoredJSON.decode(BuildRecord.self, from: $0) }
  }

  /// - Throws: ``WriteError`` where the store cannot be written to.
  public func keep(_ record: BuildRecord) throws {
    try write([try StoredJSON.blob(record)], to: recordPath(record.template))
  }

  /// A path that stays the same when the template is moved together with its store.
  private func recordedName(of template: String) -> String {
    let home = URL(fileURLWithPath: directory).standardizedFileURL.deletingLastPathComponent().path + "/"
    let path = URL(fileURLWithPath: template).standardizedFileURL.path
    return path.hasPrefix(home) ? String(path.dropFirst(home.count)) : path
  }
}
