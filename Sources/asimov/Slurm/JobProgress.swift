import Foundation
import Notebook
import Slurm

/// Tells a person how the jobs of a build go, a line for each kind of step: rewritten on a terminal, elsewhere printed where something
/// is new.
final class JobProgress {
  private let quiet: Bool
  private let isInteractive = Terminal.isInteractive
  private var shown: [String] = []
  private var last = ContinuousClock.now - .seconds(3600)

  init(quiet: Bool) { self.quiet = quiet }

  func show(_ watched: WatchedTasks) {
    guard !quiet else { return }
    let lines = Self.lines(watched)
    guard lines != shown else { return }
    if isInteractive {
      clear()
      Terminal.standardErrorWithoutNewline(lines.map { $0.prefix(max(1, Terminal.columns - 1)) + "\n" }.joined())
    } else {
      // A log is no screen: a line a second at most, and the last one in any case.
      guard watched.isSettled || ContinuousClock.now - last >= .seconds(1) else { return }
      last = .now
      for line in lines where !shown.contains(line) { Terminal.standardError(line) }
    }
    shown = lines
  }

  /// Says something in between.
  func interrupt(_ say: () -> Void) {
    if isInteractive { clear() }
    shown = []
    say()
  }

  /// What was shown stays.
  func end() { shown = [] }

  private func clear() {
    guard !shown.isEmpty else { return }
    Terminal.standardErrorWithoutNewline("\u{1B}[\(shown.count)F\u{1B}[J")
  }

  static func lines(_ watched: WatchedTasks) -> [String] {
    let groups = watched.groups
    let width = groups.map(\.kind.count).max() ?? 0
    var lines = groups.map { group in
      let reasons = group.reasons.isEmpty ? "" : " (\(group.reasons.joined(separator: ", ")))"
      let parts = [
        (group.running, "running"), (group.waiting, "waiting" + reasons), (group.done, "done"),
        (group.failed, "failed"),
        (group.leftOut, "left out"),
      ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      let padding = String(repeating: " ", count: width - group.kind.count)
      return "  \(group.kind)\(padding)  \(parts.joined(separator: ", ")) of \(group.total)"
    }
    if let left = watched.secondsLeft, !lines.isEmpty {
      lines[lines.count - 1] += ", about \(TimeLeft.text(left)) left"
    }
    return lines
  }
}
