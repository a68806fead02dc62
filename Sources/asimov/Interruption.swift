import Foundation
import Synchronization

/// Ctrl-C and SIGTERM: the first asks the work to stop, the second ends the command at once. Neither can hurt the store.
enum Interruption {
  /// What a command says that has stopped by it.
  static let stopped = "stopped; what is done is kept, and the next build goes on from there"

  /// Runs `work` in a task that is cancelled by the first signal.
  static func cancelling<Result: Sendable>(
    _ notice: String, _ work: @escaping @Sendable () async -> Result
  ) async -> Result {
    let task = Task { await work() }
    let isAsked = Mutex(false)
    let before = listen { _ in
      let isSecond = isAsked.withLock { asked in
        defer { asked = true }
        return asked
      }
      if isSecond { _exit(ExitStatus.interrupted.rawValue) }
      Terminal.standardError("\n" + notice)
      task.cancel()
    }
    defer { restore(before) }
    return await task.value
  }

  /// Returns when either signal comes or the task is cancelled; until then neither ends the process.
  static func wait() async {
    let (notices, continuation) = AsyncStream<Void>.makeStream()
    let before = listen { _ in continuation.yield() }
    for await _ in notices { break }
    restore(before)
  }

  /// Whether a signal has come, for work that asks now and then.
  final class Notice: Sendable {
    private let last = Last()
    private let before: Handler?

    private final class Last: Sendable {
      let number = Mutex<Int32?>(nil)
    }

    init() {
      let last = last
      before = Interruption.listen { number in last.number.withLock { $0 = number } }
    }

    /// Whether one has come since the last answer.
    var has: Bool { last.number.withLock { $0 != nil } }

    /// Whether it was Ctrl-C.
    var isFromKeyboard: Bool { last.number.withLock { $0 == SIGINT } }

    /// What a person answers; `nil` where there is no more to read, or another signal comes first.
    func line() -> String? {
      last.number.withLock { $0 = nil }
      var bytes: [UInt8] = []
      while !has {
        var file = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&file, 1, 100) > 0 else { continue }
        var byte: UInt8 = 0
        guard read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
        if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
        bytes.append(byte)
      }
      return nil
    }

    /// From here on signals do what they did before.
    func end() { Interruption.restore(before) }
  }

  private typealias Handler = @Sendable (Int32) -> Void

  private static let signals = [SIGINT, SIGTERM]

  /// Who is told; without anybody a signal ends the process.
  private static let handler = Mutex<Handler?>(nil)

  /// Where a signal leaves its number; a handler may do little more than write.
  nonisolated(unsafe) private static var writing: Int32 = -1

  /// Signals are caught from here on, each from the very moment: a dispatch source first ignores its signal, and hears it only once some
  /// queue has come to register it.
  private static let areCaught: Void = {
    var ends: [Int32] = [-1, -1]
    // Without one a signal ends the command at once, which does not hurt the store either.
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A handler never waits.
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    writing = ends[1]
    let reading = ends[0]
    // A thread of its own, however many steps compute: the queues share theirs with the steps, and there are no more of these than cores.
    Thread.detachNewThread {
      var number: UInt8 = 0
      while true { if read(reading, &number, 1) == 1 { deliver(Int32(number)) } }
    }
    for number in signals {
      signal(number) { number in
        let error = errno
        var byte = UInt8(number)
        _ = write(writing, &byte, 1)
        errno = error
      }
    }
  }()

  private static func deliver(_ number: Int32) {
    if let handle = handler.withLock({ $0 }) { return handle(number) }
    signal(number, SIG_DFL)
    raise(number)
  }

  /// - Returns: who was told before.
  private static func listen(_ handle: @escaping Handler) -> Handler? {
    let before = handler.withLock { current in
      defer { current = handle }
      return current
    }
    areCaught
    return before
  }

  private static func restore(_ before: Handler?) { handler.withLock { $0 = before } }
}
