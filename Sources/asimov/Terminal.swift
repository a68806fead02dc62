import Foundation

/// What the command says, and where.
enum Terminal {
  /// Whether progress goes to a person's screen, where lines can be rewritten.
  static var isInteractive: Bool {
    isatty(STDERR_FILENO) != 0 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  static func standardError(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

  static func standardErrorWithoutNewline(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
