import Foundation

/// The command as a user runs it.
struct Command {
  var status: Int32
  var output: String
  var errors: String

  /// Runs `asimov` with `arguments` and waits for it.
  static func asimov(_ arguments: String...) throws -> Command { try asimov(arguments) }

  /// - Parameter directory: where the command runs.
  static func asimov(_ arguments: [String], in directory: String? = nil) throws -> Command {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = folder.appendingPathComponent("asimov")
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    let files = [UUID().uuidString, UUID().uuidString].map {
      FileManager.default.temporaryDirectory.appendingPathComponent($0)
    }
    for file in files { try Data().write(to: file) }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    return Command(
      status: process.terminationStatus, output: try String(contentsOf: files[0], encoding: .utf8),
      errors: try String(contentsOf: files[1], encoding: .utf8))
  }

  /// A folder of its own for `body`, removed afterwards.
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "asimov-command-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  /// The folder of the templates that ship with Asimov.
  static let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("templates").path
}
