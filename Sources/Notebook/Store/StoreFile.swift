import Foundation

/// A file of a store, known by its place and its name.
struct StoreFile: Sendable {
  enum Kind: Hashable, Sendable {
    case result, data, memo, record
    /// Unfinished work of a step.
    case draft
    /// Of steps that were handed to a cluster.
    case submission
    /// On its way to becoming one of the others.
    case temporary
  }

  let path: String
  let kind: Kind
  let bytes: Int
  let modified: Date
  /// What stands there is a folder, which no build has made.
  let isFolder: Bool

  /// The key of the result that it belongs to.
  var key: String? {
    guard kind == .result || kind == .data else { return nil }
    return URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// - Returns: `nil` where it is gone: a build that is running may have renamed it.
  init?(_ path: String, _ kind: Kind) {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    self.path = path
    self.kind = kind
    bytes = attributes[.size] as? Int ?? 0
    modified = attributes[.modificationDate] as? Date ?? .distantPast
    isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
  }

  /// All that lie in the store at `directory`, sorted by path.
  ///
  /// - Throws: ``WriteError`` where a folder cannot be listed; what is not there is empty.
  static func all(in directory: String) throws(WriteError) -> [StoreFile] {
    var files: [StoreFile] = []
    for folder in try names(in: directory) where folder == "memos" || folder == "builds" || isKeyFolder(folder) {
      for name in try names(in: directory + "/" + folder) {
        guard let kind = kind(of: name, in: folder) else { continue }
        guard let file = StoreFile("\(directory)/\(folder)/\(name)", kind) else { continue }
        files.append(file)
      }
    }
    return files
  }

  private static func kind(of name: String, in folder: String) -> Kind? {
    if let target = TemporaryFile.target(of: name) { return kind(of: target, in: folder) == nil ? nil : .temporary }
    if name.hasPrefix(".") { return nil }
    switch folder {
    case "memos": return name.hasSuffix(".memo") ? name.hasPrefix(StepDraft.prefix) ? .draft : .memo : nil
    case "builds": return name.hasSuffix(Store.recordEnding) ? .record : nil
    default:
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, OptionLeaves.isDigest(String(parts[0])), parts[0].hasPrefix(folder) else { return nil }
      return parts[1] == "result" ? .result : parts[1] == "data" ? .data : nil
    }
  }

  private static func isKeyFolder(_ name: String) -> Bool { name.utf8.count == 2 && name.allSatisfy(\.isHexDigit) }

  /// What lies in a folder, sorted; nothing where there is none.
  static func names(in folder: String) throws(WriteError) -> [String] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue else {
      return []
    }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw WriteError(path: folder, reason: WriteError.reason(for: error))
    }
  }
}
