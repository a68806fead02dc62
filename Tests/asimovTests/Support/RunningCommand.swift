import Foundation
import Testing

@testable import Slurm

/// A command that has been started. (Foundation's `Process` notices an end only where a run loop turns.)
final class RunningCommand {
  private let id: pid_t
  private let files: (output: String, errors: String)
  /// Whoever runs the tests may ignore some, and a child would as well.
  static let defaults = [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ, SIGHUP]
  /// As a shell counts it, once it has ended.
  private var status: Int32?

  init(
    _ arguments: [String], program: URL = Command.program, in surroundings: Surroundings = Surroundings()
  ) throws {
    let folder = FileManager.default.temporaryDirectory
    files = (
      folder.appendingPathComponent(UUID().uuidString).path, folder.appendingPathComponent(UUID().uuidString).path
    )
    var line = [program.path] + arguments
    if let folder = surroundings.folder { line = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + line }
    id = try Spawn.start(
      line, variables: surroundings.variables,
      descriptors: [(STDOUT_FILENO, files.output), (STDERR_FILENO, files.errors)].map {
        ($0, .file($1, flags: O_WRONLY | O_CREAT | O_TRUNC))
      }, defaults: Self.defaults)
  }

  deinit {
    if isRunning {
      kill(id, SIGKILL)
      _ = wait(0)
    }
    unlink(files.output)
    unlink(files.errors)
  }

  var isRunning: Bool { !wait(WNOHANG) }

  /// - Returns: whether it has ended.
  private func wait(_ options: Int32) -> Bool {
    if status == nil { status = Spawn.status(of: id, options) }
    return status != nil
  }

  /// What it has said on standard error so far.
  var errors: String {
    FileManager.default.contents(atPath: files.errors).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func send(_ signal: Int32) { if isRunning { kill(id, signal) } }

  #if os(Linux)
    /// Whether it has neither been told to catch `signal` nor to ignore it.
    func endsAtOnce(at signal: Int32) throws -> Bool {
      guard isRunning else { return false }
      let lines = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8).split(separator: "\n")
      return try ["SigIgn:", "SigCgt:"].allSatisfy { name in
        let line = try #require(lines.first { $0.hasPrefix(name) })
        let mask = try #require(UInt64(line.dropFirst(name.count + 1), radix: 16))
        return mask >> (signal - 1) & 1 == 0
      }
    }
  #endif

  /// Waits until it says `text`, or ends.
  ///
  /// - Returns: whether it has.
  func says(_ text: String) -> Bool {
    while true {
      let isRunning = isRunning
      if errors.contains(text) { return true }
      guard isRunning else { return false }
      usleep(2000)
    }
  }

  /// Waits for its end. A signal that killed it counts as 128 and its number, as in a shell.
  func finish() throws -> Command {
    while !wait(0) {}
    return Command(
      status: try #require(status), output: try String(contentsOfFile: files.output, encoding: .utf8), errors: errors)
  }
}
