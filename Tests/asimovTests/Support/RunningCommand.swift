import Foundation
import Testing

/// A command that has been started. (Foundation's `Process` notices an end only where a run loop turns.)
final class RunningCommand {
  private let id: pid_t
  private let files: (output: String, errors: String)
  /// As a shell counts it, once it has ended.
  private var status: Int32?

  init(
    _ arguments: [String], program: URL = Command.program, in surroundings: Surroundings = Surroundings()
  ) throws {
    let folder = FileManager.default.temporaryDirectory
    files = (
      folder.appendingPathComponent(UUID().uuidString).path, folder.appendingPathComponent(UUID().uuidString).path
    )
    #if os(Linux)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // Whoever runs the tests may ignore some, and a child would as well.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    for (descriptor, path) in [(STDOUT_FILENO, files.output), (STDERR_FILENO, files.errors)] {
      posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    }
    var line = [program.path] + arguments
    if let folder = surroundings.folder { line = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + line }
    let words = line.map { strdup($0) } + [nil]
    let variables = surroundings.variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var id = pid_t()
    let failure = posix_spawn(&id, line[0], &actions, &attributes, words, variables)
    try #require(failure == 0, "\(line[0]): \(String(cString: strerror(failure)))")
    self.id = id
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
    guard status == nil else { return true }
    var code: Int32 = 0
    guard waitpid(id, &code, options) == id else { return false }
    status = code & 0x7F == 0 ? code >> 8 & 0xFF : 128 + (code & 0x7F)
    return true
  }

  /// What it has said on standard error so far.
  var errors: String {
    FileManager.default.contents(atPath: files.errors).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func send(_ signal: Int32) { if isRunning { kill(id, signal) } }

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
