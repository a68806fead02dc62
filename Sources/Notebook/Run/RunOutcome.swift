/// What happens during a run, told as it happens. Events of one step come in order.
public enum RunEvent: Sendable {
  case started(step: String)
  /// A fraction done where it is known, and a few words.
  case progressed(step: String, fraction: Double?, message: String)
  /// `fromStore` where nothing had to be computed.
  case finished(step: String, fromStore: Bool, duration: Duration)
  case failed(step: String, Diagnostic)
  /// Left out because a step that it reads failed.
  case skipped(step: String, because: String)
  /// Stopped on the way, because the run was cancelled.
  case interrupted(step: String)
}

/// The results of a run, and why there are not more.
public struct RunOutcome: Sendable {
  /// Why a step has no result.
  public enum Unfinished: Hashable, Sendable {
    case failed(Diagnostic)
    /// A step that it reads, directly or not, failed.
    case skipped(because: String)
    /// The run was cancelled before the step was done.
    case interrupted
  }

  /// By name: the steps, their sweeps, and `params`.
  public internal(set) var results: [String: StepResult]
  /// The steps without result, by name.
  public internal(set) var unfinished: [String: Unfinished] = [:]
  /// How long each step took that ran, by name.
  public internal(set) var seconds: [String: Double] = [:]

  /// What failed, in the order of the text.
  public var failures: [Diagnostic] {
    Diagnostics(unfinished.values.compactMap { if case .failed(let diagnostic) = $0 { diagnostic } else { nil } }).all
  }

  /// Why steps failed, by name.
  public var failedSteps: [String: Diagnostic] {
    unfinished.compactMapValues { if case .failed(let diagnostic) = $0 { diagnostic } else { nil } }
  }

  /// Names for each step that was left out the first of the plan's failures behind it, whichever of them came first in
  /// time: what the page says must not depend on that.
  mutating func nameCauses(in plan: Plan) {
    var causes: [String: Int] = [:]
    for (place, step) in plan.steps.enumerated() {
      switch unfinished[step.name] {
      case .failed: causes[step.name] = place
      case .skipped:
        guard let cause = step.dependencies.compactMap({ causes[$0] }).min() else { continue }
        causes[step.name] = cause
        unfinished[step.name] = .skipped(because: plan.steps[cause].name)
      case .interrupted, nil: continue
      }
    }
  }

  /// Whether the run was cancelled before all was done.
  public var isInterrupted: Bool { unfinished.values.contains(.interrupted) }
}
