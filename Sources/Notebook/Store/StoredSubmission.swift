import Foundation

/// What a store has of one submission to a cluster: scripts, logs, and the keys of all steps of the build that it is part of.
///
/// As long as the build is not whole, its results are in use, though no record of a build names them yet.
struct StoredSubmission {
  let name: String
  let files: [StoreFile]
  /// Of the steps that were handed over, and of all others of the build.
  let keys: Set<String>

  /// A build that nobody has come back to for so long is given up.
  private static let longestWait = 30 * 86_400.0

  static let ending = ".keys"

  /// The folder of how tasks ended.
  private static let ends = "ends"

  /// All in the store at `directory`.
  static func all(in directory: String) -> [StoredSubmission] {
    names(in: home(directory)).filter { $0 != ends }.map { StoredSubmission($0, in: home(directory)) }
  }

  /// How tasks of these steps ended.
  static func ends(of isWanted: (String) -> Bool, in directory: String) -> [StoreFile] {
    let folder = home(directory) + "/" + ends
    return names(in: folder).filter { isWanted(String($0.prefix { $0 != "." })) }
      .compactMap { file(folder + "/" + $0) }
  }

  private init(_ name: String, in home: String) {
    self.name = name
    let folder = home + "/" + name
    let names = Self.names(in: folder)
    files = names.compactMap { Self.file(folder + "/" + $0) }
    let keys = names.filter { $0.hasSuffix(Self.ending) }.flatMap { name -> [String] in
      let text = (try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").map(String.init)
    }
    self.keys = Set(keys)
  }

  /// Whether the build has all its results, or was given up.
  func isOver(_ results: Set<String>) -> Bool {
    let last = files.map(\.modified).max() ?? .distantPast
    return keys.isSubset(of: results) || last < Date(timeIntervalSinceNow: -Self.longestWait)
  }

  private static func home(_ directory: String) -> String { directory + "/slurm" }

  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  private static func file(_ path: String) -> StoreFile? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    return StoreFile(
      path: path, kind: .submission, bytes: attributes[.size] as? Int ?? 0,
      modified: attributes[.modificationDate] as? Date ?? .distantPast,
      isFolder: attributes[.type] as? FileAttributeType == .typeDirectory)
  }
}
