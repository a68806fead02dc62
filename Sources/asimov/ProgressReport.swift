import Foundation
import Notebook
import Synchronization

/// Tells a person how a run goes: lines that are rewritten on a terminal, plain ones elsewhere.
final class ProgressReport: Sendable {
  private struct State {
    var done = 0
    var fromStore = 0
    /// What the steps under way last said, in the order they began.
    var running: [(step: String, message: String)] = []
    var lastPlainLine: [String: ContinuousClock.Instant] = [:]
    var statusIsShown = false
    var timeLeft: TimeLeft
  }

  private let state: Mutex<State>
  private let record: @Sendable () -> BuildRecord
  private let kinds: [String: String]
  private let total: Int
  private let quiet: Bool
  private let interactive = Terminal.isInteractive
  private let start = ContinuousClock.now

  /// - Parameter record: The last build, whose steps tell how long these will take; asked for once something has to run.
  init(_ plan: Plan, since record: @escaping @Sendable () -> BuildRecord, concurrency: Int, quiet: Bool) {
    let kinds = Dictionary(plan.steps.map { ($0.name, $0.kind) }) { first, _ in first }
    self.kinds = kinds
    self.record = record
    state = Mutex(State(timeLeft: TimeLeft(kinds: kinds, concurrency: concurrency)))
    total = plan.steps.count
    self.quiet = quiet
  }

  func report(_ event: RunEvent) {
    guard !quiet else { return }
    state.withLock { state in
      if case .started = event, state.timeLeft.past == nil {
        state.timeLeft.past = record().steps.compactMapValues(\.seconds)
      }
      state.timeLeft.note(event, now: (ContinuousClock.now - start) / .seconds(1))
      switch event {
      case .started(let step):
        state.running.append((step, ""))
        state.lastPlainLine[step] = .now
      case .progressed(let step, _, let message): progressed(step, message, &state)
      case .finished(let step, let fromStore, let duration): finished(step, fromStore, duration, &state)
      case .failed(let step, _): end(step, "failed", &state)
      case .skipped(let step, let cause): end(step, "left out, since '\(cause)' failed", &state)
      case .interrupted(let step): end(step, "interrupted", &state)
      }
      show(&state)
    }
  }

  /// Sums the run up.
  func finish() {
    guard !quiet else { return }
    state.withLock { state in
      clear(&state)
      let ran = state.done - state.fromStore
      let seconds = Self.text(ContinuousClock.now - start)
      Terminal.standardError("\(ran) of \(total) steps run, \(state.fromStore) from the store, \(seconds)")
    }
  }

  private func progressed(_ step: String, _ message: String, _ state: inout State) {
    guard let place = state.running.firstIndex(where: { $0.step == step }) else { return }
    state.running[place].message = message
    guard !interactive, let last = state.lastPlainLine[step], .now - last > .seconds(2) else { return }
    state.lastPlainLine[step] = .now
    Terminal.standardError("  \(kinds[step] ?? "") \(step): \(message)")
  }

  private func finished(_ step: String, _ fromStore: Bool, _ duration: Duration, _ state: inout State) {
    state.done += 1
    if fromStore {
      state.fromStore += 1
    } else {
      end(step, Self.text(duration), &state)
    }
  }

  private func end(_ step: String, _ how: String, _ state: inout State) {
    state.running.removeAll { $0.step == step }
    clear(&state)
    let count = "[\(min(state.done, total))/\(total)]"
    Terminal.standardError("\(count) \(kinds[step] ?? "") \(step)  \(how)\(timeLeft(state))")
  }

  /// Shows on one line what is under way.
  private func show(_ state: inout State) {
    guard interactive else { return }
    clear(&state)
    guard !state.running.isEmpty else { return }
    let line = state.running.map { "\($0.step)\($0.message.isEmpty ? "" : ": " + $0.message)" }.joined(separator: " · ")
    let left = timeLeft(state)
    Terminal.standardErrorWithoutNewline(String(line.prefix(max(1, Terminal.columns - 1 - left.count))) + left)
    state.statusIsShown = true
  }

  /// `, about 3 min left`; empty in the first seconds, when it would be a guess, and at the end.
  private func timeLeft(_ state: State) -> String {
    let now = (ContinuousClock.now - start) / .seconds(1)
    guard now > 2, let left = state.timeLeft.estimate(now: now), left.seconds >= 1 else { return "" }
    return ", \(left.isAtLeast ? "more than" : "about") \(TimeLeft.text(left.seconds)) left"
  }

  private func clear(_ state: inout State) {
    if state.statusIsShown { Terminal.standardErrorWithoutNewline("\r\u{1B}[K") }
    state.statusIsShown = false
  }

  private static func text(_ duration: Duration) -> String {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    return seconds < 60 ? String(format: "%.1f s", seconds) : "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
  }
}

extension TimeLeft {
  fileprivate mutating func note(_ event: RunEvent, now: Double) {
    switch event {
    case .started(let step): start(step, now: now)
    case .progressed(let step, let fraction, _): progress(step, fraction: fraction)
    case .finished(let step, let fromStore, let duration):
      end(step, seconds: fromStore ? nil : duration / .seconds(1))
    case .failed(let step, _), .skipped(let step, _), .interrupted(let step): end(step, seconds: nil)
    }
  }
}
