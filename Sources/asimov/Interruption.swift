import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and SIGTERM: the first asks the work to stop, the second ends the command at once. Neither can hurt the store.
enum Interruption {
  private final class Count: Sendable {
    private let value = Mutex(0)
    func next() -> Int {
      value.withLock {
        $0 += 1
        return $0
      }
    }
  }

  /// Runs `work` in a task that is cancelled by the first signal.
  static func cancelling<Result: Sendable>(
    _ notice: String, _ work: @escaping @Sendable () async -> Result
  ) async -> Result {
    let task = Task { await work() }
    let count = Count()
    let sources = listen {
      guard count.next() == 1 else { _exit(ExitStatus.interrupted.rawValue) }
      Terminal.standardError("\n" + notice)
      task.cancel()
    }
    defer {
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
    }
    return await task.value
  }

  /// Returns when either signal comes or the task is cancelled; until then neither ends the process.
  static func wait() async {
    let (notices, continuation) = AsyncStream<Void>.makeStream()
    let sources = listen { continuation.yield() }
    for await _ in notices { break }
    for source in sources { source.cancel() }
  }

  private static let signals = [SIGINT, SIGTERM]

  /// A queue of its own, which has a thread however many steps compute: the global ones share theirs with the steps, and
  /// there are no more of these than cores.
  private static let queue = DispatchQueue(label: "asimov.signals")

  private static func listen(_ handle: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handle)
      source.resume()
      return source
    }
  }
}
