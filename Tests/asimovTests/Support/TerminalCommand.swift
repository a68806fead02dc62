import Foundation
import Testing

@testable import Slurm

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
    var variables = surroundings.variables
    variables["TERM"] = "xterm"
    // The first terminal that the leader of a session opens is the session's own.
    id = try Spawn.start(
      [Command.program.path] + arguments, variables: variables,
      descriptors: [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].map { ($0, .file(path, flags: O_RDWR)) },
      defaults: RunningCommand.defaults, flags: Self.newSession)
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
    if status == nil { status = Spawn.status(of: id, WNOHANG) }
    return status != nil
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
