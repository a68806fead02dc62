import Foundation

/// What a step's result depends on, as one digest and in readable form.
///
/// The key is the SHA-256 of the kind, the kind's version, and the canonical JSON of the options, in which defaults are
/// filled in, a named directive stands as its key and a file as the digest of its bytes. Nothing else enters: not the
/// name, the caption, the place in the text, a file's name or its times.
struct StepInputs: Sendable {
  static let keysOfSteps = userInfoKey("asimov.keys-of-steps")
  static let digestsOfFiles = userInfoKey("asimov.digests-of-files")

  let key: String
  let version: Int
  /// The canonical JSON.
  let options: [UInt8]
  /// As the author wrote them, parameters put in.
  let written: YAMLNode
  /// Keys of the steps that it reads, by name.
  let reads: [String: String]
  /// Digests of the files that it reads, by name.
  let files: [String: String]
  /// The same digests by path.
  let digests: [String: String]

  /// - Parameters:
  ///   - keys: Keys of the steps before this one, by name.
  ///   - digests: Digests of files, by path.
  init(of step: PlannedDirective, keys: [String: String], digests: [String: String]) throws {
    reads = Dictionary(step.dependencies.map { ($0, keys[$0] ?? "") }) { first, _ in first }
    self.digests = Dictionary(step.files.map { ($0.path, digests[$0.path] ?? "") }) { first, _ in first }
    files = Dictionary(step.files.map { ($0.name, digests[$0.path] ?? "") }) { first, _ in first }
    written = step.written.options
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.userInfo = [Self.keysOfSteps: reads, Self.digestsOfFiles: self.digests]
    options = [UInt8](try encoder.encode(step.directive))
    let kind = type(of: step.directive)
    version = kind.version
    let header = "asimov step \(Store.formatVersion)\n\(kind.kind) \(kind.version)\n"
    key = Digest.sha256(Array(header.utf8) + options)
  }

  private static func userInfoKey(_ name: String) -> CodingUserInfoKey {
    // The initialiser is failable by its protocol's history only; any name will do.
    CodingUserInfoKey(rawValue: name).unsafelyUnwrapped
  }
}

extension Plan.Step {
  /// The seed of its random numbers, if it has one.
  var seed: UInt64? {
    struct Seeded: Decodable { var seed: UInt64? }
    return (try? JSONDecoder().decode(Seeded.self, from: Data(inputs.options)))?.seed
  }
}
