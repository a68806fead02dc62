/// What a build would do with a step, and why.
public enum Forecast: Hashable, Sendable {
  /// The store holds its result.
  case cached
  /// It must run; at least one reason.
  case runs(because: [String])
}

extension Store {
  /// What a build of `plan` would do, by step.
  ///
  /// - Parameter record: The last build, to say what is different now.
  public func forecast(_ plan: Plan, since record: BuildRecord) -> [String: Forecast] {
    var forecasts: [String: Forecast] = [:]
    for step in plan.steps where !holdsResult(for: step.key) {
      forecasts[step.name] = .runs(because: Self.reasons(for: step, since: record.steps[step.name]))
    }
    for name in plan.damagedInputs(of: Set(forecasts.keys), in: self) {
      forecasts[name] = .runs(because: ["its data in the store is damaged"])
    }
    for step in plan.steps where forecasts[step.name] == nil { forecasts[step.name] = .cached }
    return forecasts
  }

  private static func reasons(for step: Plan.Step, since last: BuildRecord.Step?) -> [String] {
    guard let last else { return ["not built yet"] }
    guard last.kind == step.kind else { return ["it was a '\(last.kind)' directive before"] }
    guard last.key != step.key else { return ["its result is no longer in the store, or damaged"] }
    var reasons: [String] = []
    if last.version != step.inputs.version {
      reasons.append("this version of Asimov makes '\(step.kind)' results in another way")
    }
    let now = BuildRecord.Step(step)
    for (file, digest) in now.files.sorted(by: { $0.key < $1.key }) {
      if let before = last.files[file], before != digest { reasons.append("\(file) changed") }
    }
    for (name, key) in now.reads.sorted(by: { $0.key < $1.key }) {
      if let before = last.reads[name], before != key { reasons.append("'\(name)' changed") }
    }
    reasons += changes(from: last.options.leaves, to: now.options.leaves)
    // Only the form of keys can be different where nothing else is.
    return reasons.isEmpty ? ["the store has a new format"] : reasons
  }

  private static func changes(
    from before: [String: OptionLeaves.Leaf], to now: [String: OptionLeaves.Leaf]
  ) -> [String] {
    Set(before.keys).union(now.keys).sorted().compactMap { path in
      switch (before[path], now[path]) {
      case (let old?, let new?):
        guard old.canonical != new.canonical, old.shown != new.shown else { return nil }
        return "\(path) changed \(short(old.shown)) → \(short(new.shown))"
      case (nil, let new?): return "\(path) added: \(short(new.shown))"
      case (let old?, nil): return "\(path) removed: \(short(old.shown))"
      case (nil, nil): return nil
      }
    }
  }

  private static func short(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? line.prefix(57) + "…" : line
  }
}
