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
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        guard count.next() == 1 else { _exit(ExitStatus.interrupted.rawValue) }
        Terminal.standardError("\n" + notice)
        task.cancel()
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    return await task.value
  }
}
