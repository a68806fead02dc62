import Foundation

/// How long a run will still take, from what its steps have taken so far: those of this run by kind, and those of the last build by
/// name, where there was one.
struct TimeLeft {
  /// What is known of the steps of one kind.
  private struct Pace {
    var count = 0
    var seconds = 0.0
    /// Of the steps that the last build had too: how long they took there and now.
    var before = 0.0
    var since = 0.0

    var mean: Double? { count > 0 ? seconds / Double(count) : nil }
  }

  private let kinds: [String: String]
  /// Seconds of steps in the last build, by name; `nil` as long as nobody has looked.
  var past: [String: Double]?
  private let concurrency: Int
  private var waiting: Set<String>
  private var running: [String: (start: Double, fraction: Double?)] = [:]
  private var paces: [String: Pace] = [:]
  /// Seconds that steps have taken, one upon the other.
  private var worked = 0.0

  /// - Parameter kinds: of all steps, by name.
  init(kinds: [String: String], past: [String: Double]? = nil, concurrency: Int) {
    (self.kinds, self.past, self.concurrency) = (kinds, past, concurrency)
    waiting = Set(kinds.keys)
  }

  /// - Parameter now: seconds since the run began, here and below.
  mutating func start(_ step: String, now: Double) {
    waiting.remove(step)
    running[step] = (now, nil)
  }

  mutating func progress(_ step: String, fraction: Double?) { running[step]?.fraction = fraction }

  /// The step is over, whatever came of it; `seconds` is `nil` where it did not run.
  mutating func end(_ step: String, seconds: Double?) {
    waiting.remove(step)
    running[step] = nil
    guard let seconds, let kind = kinds[step] else { return }
    worked += seconds
    paces[kind, default: Pace()].count += 1
    paces[kind, default: Pace()].seconds += seconds
    if let before = past?[step] {
      paces[kind, default: Pace()].before += before
      paces[kind, default: Pace()].since += seconds
    }
  }

  /// `isAtLeast` where there are steps of which nothing is known.
  struct Estimate: Equatable {
    var seconds: Double
    var isAtLeast: Bool
  }

  /// - Returns: `nil` where nothing is known of what is left, or nothing is left.
  func estimate(now: Double) -> Estimate? {
    var left = 0.0
    var unknown = 0
    var known = 0
    for step in waiting {
      if let seconds = expected(step) { (left, known) = (left + seconds, known + 1) } else { unknown += 1 }
    }
    for (step, state) in running {
      let elapsed = now - state.start
      // A training that may stop early says how far it is towards the end that it may not reach.
      let byFraction = state.fraction.flatMap { $0 > 0.02 ? elapsed / $0 : nil }
      let whole = [byFraction, expected(step)].compactMap(\.self).min()
      if let whole { (left, known) = (left + max(0, whole - elapsed), known + 1) } else { unknown += 1 }
    }
    guard known > 0, known >= unknown else { return nil }
    let inTime = worked + running.values.map { now - $0.start }.reduce(0, +)
    let abreast = now > 0 ? min(max(inTime / now, 1), Double(concurrency)) : 1
    return Estimate(seconds: left / abreast, isAtLeast: unknown > 0)
  }

  /// `40 s`, `12 min` or `2.5 h`.
  static func text(_ seconds: Double) -> String {
    if seconds < 90 { return "\(Int(seconds.rounded())) s" }
    return seconds < 90 * 60 ? "\(Int((seconds / 60).rounded())) min" : String(format: "%.1f h", seconds / 3600)
  }

  private func expected(_ step: String) -> Double? {
    let pace = kinds[step].flatMap { paces[$0] }
    if let before = past?[step] {
      guard let pace, pace.before > 0 else { return before }
      return before * pace.since / pace.before
    }
    return pace?.mean
  }
}
