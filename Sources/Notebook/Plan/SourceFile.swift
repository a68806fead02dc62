import Foundation

/// A file that the text of a report is from: the template, what it includes and cites from, its pictures, its seeds.
public struct SourceFile: Hashable, Sendable {
  /// As the template or the user names it, or from its folder.
  public let path: String
  public let bytes: [UInt8]
}

extension CheckedTemplate {
  /// The template as it was read, and the other files as they are.
  var sources: [SourceFile] {
    let files = text + pictures + (seeds.seeds.isEmpty ? [] : [seeds.path])
    var known: Set<String> = []
    return files.compactMap { path in
      guard known.insert(URL(fileURLWithPath: path).standardizedFileURL.path).inserted else { return nil }
      if path == template.file { return SourceFile(path: path, bytes: Array(source.utf8)) }
      return FileManager.default.contents(atPath: path).map { SourceFile(path: path, bytes: Array($0)) }
    }
  }
}
