import Foundation

/// A file that a directive reads, or all whose names match a pattern with `*` and `?`, sorted by name.
///
/// In a step's key they stand as the digests of their bytes: a file that comes to match changes it, another name does not.
public struct FilePattern: Codable, Hashable, Sendable {
  public var files: [FileReference]

  public init(_ files: [FileReference]) { self.files = files }

  public init(from decoder: any Decoder) throws {
    let one = { try FileReference(from: decoder) }
    guard let decoder = decoder as? OptionDecoder, let node = decoder.node, let pattern = node.scalar,
      pattern.contains(where: { "*?".contains($0) })
    else {
      files = [try one()]
      return
    }
    let folder = pattern.hasPrefix("/") ? "" : decoder.scope.directory + "/"
    let names = Self.names(matching: pattern, in: folder)
    guard !names.isEmpty else {
      throw Mistake(
        "no file matches '\(pattern)'", remedy: "patterns are named from the template's folder, as files are")
    }
    files = names.map { FileReference(name: $0, path: folder + $0, location: node.location) }
    decoder.scope.files += files
  }

  public func encode(to encoder: any Encoder) throws {
    if files.count == 1 { try files[0].encode(to: encoder) } else { try files.encode(to: encoder) }
  }

  /// Names of the plain files that match, from the folder as `pattern` is.
  private static func names(matching pattern: String, in folder: String) -> [String] {
    func escaped(_ text: String, _ special: String) -> String {
      text.map { special.contains($0) ? "\\\($0)" : "\($0)" }.joined()
    }
    var found = glob_t()
    defer { globfree(&found) }
    // Of the pattern's signs only the two are ours, and none in the folder's own name.
    let whole = escaped(folder, "\\*?[]") + escaped(pattern, "\\[]")
    guard glob(whole, GLOB_MARK, nil, &found) == 0 else { return [] }
    let paths = (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    return paths.filter { !$0.hasSuffix("/") }.map { String($0.dropFirst(folder.count)) }.sorted()
  }
}
