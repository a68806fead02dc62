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
    let folder = String(pattern[..<(pattern.lastIndex(of: "/").map { pattern.index(after: $0) } ?? pattern.startIndex)])
    guard !folder.contains(where: { "*?".contains($0) }) else {
      throw Mistake("a pattern for folders in '\(pattern)'", remedy: "name the folder, and files in it by * and ?")
    }
    let place = pattern.hasPrefix("/") ? folder : decoder.scope.directory + "/" + folder
    let names = Self.names(matching: Array(pattern.dropFirst(folder.count).utf8), in: place)
    guard !names.isEmpty else {
      throw Mistake(
        "no file matches '\(pattern)'", remedy: "patterns are named from the template's folder, as files are")
    }
    files = names.map { FileReference(name: folder + $0, path: place + $0, location: node.location) }
    decoder.scope.files += files
  }

  public func encode(to encoder: any Encoder) throws {
    if files.count == 1 { try files[0].encode(to: encoder) } else { try files.encode(to: encoder) }
  }

  /// The plain files in a folder that match, without hidden ones.
  private static func names(matching pattern: [UInt8], in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return !name.hasPrefix(".") && matches(Array(name.utf8), pattern)
        && FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }

  /// Whether `*` for any bytes and `?` for one make `pattern` the name.
  ///
  /// Of several stars only the last one is ever given more: the C library's `fnmatch` tries all, and overflows the stack on a text
  /// of thousands.
  /// - Complexity: the product of the two lengths.
  static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    var (place, at) = (0, 0)
    var star: (at: Int, place: Int)?
    while place < name.count {
      if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
        star = (at, place)
        at += 1
      } else if at < pattern.count, pattern[at] == UInt8(ascii: "?") || pattern[at] == name[place] {
        (place, at) = (place + 1, at + 1)
      } else if let last = star {
        star = (last.at, last.place + 1)
        (place, at) = (last.place + 1, last.at + 1)
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
