import Foundation
import Synchronization

/// Tells a person how far a computation is that takes more than two seconds: a line that is rewritten on a terminal, a plain
/// one now and then elsewhere. What is over sooner says nothing.
final class ShareDone: Sendable {
  private struct State {
    var next: ContinuousClock.Instant
    var isShown = false
  }

  private static let patience = Duration.seconds(2)
  private let interactive = Terminal.isInteractive
  private let state = Mutex(State(next: .now + patience))

  /// - Parameters:
  ///   - done: how much of `total`.
  ///   - what: is being done.
  func report(_ done: Int, of total: Int, _ what: String) {
    guard total > 0 else { return }
    state.withLock { state in
      guard .now >= state.next else { return }
      state.next = .now + (interactive ? .milliseconds(100) : Self.patience)
      let line = "\(what): \(100 * done / total) %"
      if interactive {
        Terminal.standardErrorWithoutNewline("\r\u{1B}[K" + line)
        state.isShown = true
      } else {
        Terminal.standardError("  " + line)
      }
    }
  }

  /// Clears the line.
  func finish() {
    state.withLock { state in
      if state.isShown { Terminal.standardErrorWithoutNewline("\r\u{1B}[K") }
      state.isShown = false
    }
  }
}
