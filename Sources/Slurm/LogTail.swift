import Foundation

/// The last lines of what a task has said.
enum LogTail {
  private static let lines = 12
  private static let bytes = 8192

  /// Indented, one below the other; empty where there is nothing.
  static func text(of path: String) -> String {
    guard let file = FileHandle(forReadingAtPath: path) else { return "" }
    defer { try? file.close() }
    let size = (try? file.seekToEnd()) ?? 0
    try? file.seek(toOffset: size > UInt64(bytes) ? size - UInt64(bytes) : 0)
    guard let data = try? file.readToEnd() else { return "" }
    let text = String(decoding: data, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).suffix(lines).map { "\n  | \($0)" }.joined()
  }
}
