import Foundation
import Synchronization

/// Ends the tests with the seed of a mutation that the checker does not come back from: a thread that hangs cannot be
/// stopped, and a test that waits for it would say nothing.
final class Watchdog: Sendable {
  private struct State {
    /// What each worker is at, and since when.
    var work: [Int: (seed: UInt64, start: ContinuousClock.Instant)] = [:]
    var slowest: (seed: UInt64, time: Duration) = (0, .zero)
    var isOver = false
  }

  private let state = Mutex(State())
  /// Far beyond what any check takes on a machine however busy.
  private let patience: Duration

  init(patience: Duration) { self.patience = patience }

  /// Runs `body` on `seed` as `worker`, and keeps the time that the slowest took.
  func watch<Result>(_ seed: UInt64, worker: Int, _ body: () -> Result) -> Result {
    let start = ContinuousClock.now
    state.withLock { $0.work[worker] = (seed, start) }
    let result = body()
    state.withLock { state in
      state.work[worker] = nil
      let time = start.duration(to: .now)
      if time > state.slowest.time { state.slowest = (seed, time) }
    }
    return result
  }

  var slowest: (seed: UInt64, time: Duration) { state.withLock(\.slowest) }

  func end() { state.withLock { $0.isOver = true } }

  /// Looks every second, on a thread of its own, until the end.
  func start() {
    Thread.detachNewThread { [self] in
      while !state.withLock(\.isOver) {
        let patience = patience
        let hanging = state.withLock { state in
          state.work.values.first { $0.start.duration(to: .now) > patience }?.seed
        }
        if let hanging {
          try? FileHandle.standardError.write(
            contentsOf: Data("The checker hangs on the mutation with seed \(hanging).\n".utf8))
          exit(1)
        }
        Thread.sleep(forTimeInterval: 1)
      }
    }
  }
}
