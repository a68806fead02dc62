import Foundation

/// What the command says, and where.
enum Terminal {
  /// Whether progress goes to a person's screen, where lines can be rewritten.
  static var isInteractive: Bool {
    isatty(STDERR_FILENO) != 0 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether what is printed goes to a person's screen, where it may be bold.
  static var outputIsInteractive: Bool {
    isatty(STDOUT_FILENO) != 0 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether a person can answer a question.
  static var inputIsInteractive: Bool { isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0 }

  /// Width of the screen in characters.
  static var columns: Int { columns(of: STDERR_FILENO) }

  /// Width for what is printed; 80 characters where it goes to no screen.
  static var outputColumns: Int { columns(of: STDOUT_FILENO) }

  private static func columns(of file: Int32) -> Int {
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  static func standardError(_ line: String) { standardErrorWithoutNewline(line + "\n") }

  /// Words that cannot be written, to a log on a full disk, are no reason to end a build.
  static func standardErrorWithoutNewline(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
