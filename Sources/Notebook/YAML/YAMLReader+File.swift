import Foundation

extension YAMLReader {
  /// What a file beside a template holds; `nil` where there is no such file.
  ///
  /// - Parameter what: What a message calls the file: `the file of seeds`.
  /// - Throws: a ``Diagnostic`` where it cannot be read: going on without it would build another report than its author's.
  static func read(file path: String, called what: String) throws(Diagnostic) -> YAMLNode? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let origin = SourceLocation(file: path, line: 1, column: 1)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Diagnostic("cannot read \(what)", at: origin, remedy: "check its permissions, or remove it")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Diagnostic("not UTF-8 text", at: origin, remedy: "remove the file, or save it as UTF-8")
    }
    return try read(text, at: origin)
  }
}
