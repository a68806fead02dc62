/// What a step takes, as far as its options tell before anything runs: whether it is worth a job of its own on a cluster.
public struct StepCost: Hashable, Sendable {
  /// Whether it takes more than a moment.
  public var isExpensive: Bool
  /// How many events it hands on to the steps that read it; 0 where that is not known.
  public var events: Int

  public init(isExpensive: Bool = false, events: Int = 0) {
    self.isExpensive = isExpensive
    self.events = events
  }
}

extension Plan {
  /// What each step takes, by name.
  ///
  /// - Complexity: O(steps + dependencies).
  var costs: [String: StepCost] {
    var costs: [String: StepCost] = [:]
    for step in steps { costs[step.name] = step.directive.cost(reading: step.dependencies.compactMap { costs[$0] }) }
    return costs
  }
}
