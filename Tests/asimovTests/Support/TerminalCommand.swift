import Foundation
import Testing

/// A command that a person has started at a terminal: what is typed reaches it, and Ctrl-C interrupts it.
final class TerminalCommand {
  private let id: pid_t
  private let terminal: Int32
  private(set) var shown = ""
  private var status: Int32?

  // `TIOCSPTLCK`, `TIOCGPTN` and `POSIX_SPAWN_SETSID` of Linux.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  init(_ arguments: [String], in surroundings: Surroundings) throws {
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    // What `unlockpt` and `ptsname` do, which Swift does not see.
    var (lock, number) = (Int32(0), UInt32(0))
    try #require(terminal >= 0 && ioctl(terminal, Self.setLock, &lock) == 0, "no terminal")
    try #require(ioctl(terminal, Self.getNumber, &number) == 0, "no terminal")
    let path = "/dev/pts/\(number)"
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGHUP] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    // The first terminal that the leader of a session opens is the session's own.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Self.newSession)
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, path, O_RDWR, 0)
    }
    let words = ([Command.program.path] + arguments).map { strdup($0) } + [nil]
    var variables = surroundings.variables
    variables["TERM"] = "xterm"
    let settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var id = pid_t()
    let failure = posix_spawn(&id, Command.program.path, &actions, &attributes, words, settings)
    try #require(failure == 0, "\(String(cString: strerror(failure)))")
    self.id = id
    _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
  }

  deinit {
    if status == nil {
      kill(id, SIGKILL)
      waitpid(id, nil, 0)
    }
    close(terminal)
  }

  func type(_ text: String) {
    for byte in text.utf8 { _ = withUnsafeBytes(of: byte) { write(terminal, $0.baseAddress, 1) } }
  }

  /// Waits until the screen has shown `text` so many times, or the command ends.
  func shows(_ text: String, times: Int = 1) -> Bool {
    while true {
      let ended = hasEnded
      read()
      if shown.components(separatedBy: text).count > times { return true }
      if ended { return false }
      usleep(2000)
    }
  }

  /// Waits for its end. A signal that killed it counts as 128 and its number.
  func finish() -> Int32 {
    while !hasEnded {
      read()
      usleep(2000)
    }
    read()
    return status ?? -1
  }

  private var hasEnded: Bool {
    guard status == nil else { return true }
    var code: Int32 = 0
    guard waitpid(id, &code, WNOHANG) == id else { return false }
    status = code & 0x7F == 0 ? code >> 8 & 0xFF : 128 + (code & 0x7F)
    return true
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Foundation.read(terminal, &buffer, buffer.count)
      guard count > 0 else { return }
      shown += String(decoding: buffer[..<count], as: UTF8.self)
    }
  }
}
