/// What others have done of a plan, such as the jobs of a cluster. Their results lie in the store.
public struct WorkElsewhere: Sendable {
  /// Why a step has no result, by name.
  public var failures: [String: Diagnostic]
  /// How long a step took, by name, where that is known.
  public var seconds: [String: Double]

  public init(failures: [String: Diagnostic] = [:], seconds: [String: Double] = [:]) {
    self.failures = failures
    self.seconds = seconds
  }
}
