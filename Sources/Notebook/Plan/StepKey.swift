import Foundation

/// What a step's result depends on, as one digest.
///
/// The key is the SHA-256 of the kind, the kind's version, and the canonical JSON of the options, in which defaults are
/// filled in, a named directive stands as its key and a file as the digest of its bytes. Nothing else enters: not the
/// name, the caption, the place in the text, a file's name or its times.
enum StepKey {
  static let keysOfSteps = userInfoKey("asimov.keys-of-steps")
  static let digestsOfFiles = userInfoKey("asimov.digests-of-files")

  /// - Parameters:
  ///   - keys: Keys of the steps that `directive` names, by name.
  ///   - digests: Digests of the files that it names, by path.
  static func key(
    of directive: any Directive, keys: [String: String], digests: [String: String]
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.userInfo = [keysOfSteps: keys, digestsOfFiles: digests]
    let options = try encoder.encode(directive)
    let kind = type(of: directive)
    let header = "asimov step \(Store.formatVersion)\n\(kind.kind) \(kind.version)\n"
    return Digest.sha256(Array(header.utf8) + options)
  }

  private static func userInfoKey(_ name: String) -> CodingUserInfoKey {
    // The initialiser is failable by its protocol's history only; any name will do.
    CodingUserInfoKey(rawValue: name).unsafelyUnwrapped
  }
}
