import Foundation

/// The command as a user runs it.
struct Command {
  var status: Int32
  var output: String
  var errors: String

  /// Runs `asimov` with `arguments` and waits for it.
  static func asimov(_ arguments: String...) throws -> Command { try asimov(arguments) }

  static func asimov(_ arguments: [String], in surroundings: Surroundings = Surroundings()) throws -> Command {
    try RunningCommand(arguments, in: surroundings).finish()
  }

  /// Runs a line of POSIX shell, in which `$asimov` is the command.
  static func shell(_ line: String, in surroundings: Surroundings = Surroundings()) throws -> Command {
    var surroundings = surroundings
    surroundings.variables["asimov"] = program.path
    return try RunningCommand(["-c", line], program: URL(fileURLWithPath: "/bin/sh"), in: surroundings).finish()
  }

  static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("asimov")

  /// A folder of its own for `body`, removed afterwards.
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "asimov-command-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  /// The folder of the templates that ship with Asimov.
  static let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("templates").path
}

/// What a command finds around it.
struct Surroundings {
  /// The working folder.
  var folder: String?
  var variables = ProcessInfo.processInfo.environment
}
