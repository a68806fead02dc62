import Foundation

extension Store {
  /// Where what was handed to a cluster lies, a folder for each submission; an absolute path.
  public var submissionsFolder: String { URL(fileURLWithPath: directory).path + "/slurm" }

  /// Where tasks tell how they ended, a file `KEY.json` for each step; an absolute path.
  public var endsFolder: String { submissionsFolder + "/" + StoredSubmission.ends }
}

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
  fileprivate static let ends = "ends"

  /// All in a store.
  static func all(in store: Store) -> [StoredSubmission] {
    names(in: store.submissionsFolder).filter { $0 != ends }.map { StoredSubmission($0, in: store) }
  }

  /// How tasks ended, but for those of steps with these keys.
  static func ends(except keys: Set<String>, in store: Store) -> [StoreFile] {
    names(in: store.endsFolder).filter { name in !keys.contains(String(name.prefix { $0 != "." })) }
      .compactMap { StoreFile(store.endsFolder + "/" + $0, .submission) }
  }

  private init(_ name: String, in store: Store) {
    self.name = name
    let folder = store.submissionsFolder + "/" + name
    let names = Self.names(in: folder)
    files = names.compactMap { StoreFile(folder + "/" + $0, .submission) }
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

  private static func names(in folder: String) -> [String] { (try? StoreFile.names(in: folder)) ?? [] }
}
