extension Plan {
  /// What `store` holds of the steps, by name, and the names of those that have to run: steps without a result, and steps whose
  /// data these read and the store has lost.
  func results(in store: Store) -> (held: [String: StepResult], missing: Set<String>) {
    var held: [String: StepResult] = [:]
    var missing: Set<String> = []
    for step in steps {
      if let result = store.result(for: step.key) {
        held[step.name] = result
      } else {
        missing.insert(step.name)
      }
    }
    for name in damagedInputs(of: missing, in: store) {
      missing.insert(name)
      held[name] = nil
    }
    return (held, missing)
  }

  /// Steps whose results `store` holds but not the data that steps which run would read, so that they must run again
  /// themselves.
  ///
  /// - Parameter running: names of the steps that run in any case.
  /// - Complexity: reads the data of each step that is asked for once.
  func damagedInputs(of running: Set<String>, in store: Store) -> Set<String> {
    var damaged: Set<String> = []
    var whole: Set<String> = []
    // Backwards, so that a step found wanting asks for what it reads in its turn.
    for step in steps.reversed() where running.contains(step.name) || damaged.contains(step.name) {
      for name in step.dependencies where !running.contains(name) && !damaged.contains(name) && !whole.contains(name) {
        guard let read = self.step(name) else { continue }
        if store.holdsData(for: read.key) { whole.insert(name) } else { damaged.insert(name) }
      }
    }
    return damaged
  }
}
