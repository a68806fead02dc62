extension Plan {
  /// A training without which a figure cannot be drawn.
  public struct MissingTraining: Hashable, Sendable {
    public var figure: String
    public var training: String
  }

  /// The steps that redraw the figures from what `store` has, without any training.
  ///
  /// - Returns: The plan of these steps, and the figures that are left out since a network is not trained.
  public func figures(from store: Store) -> (plan: Plan, missing: [MissingTraining]) {
    var wanted: Set<String> = []
    var missing: [MissingTraining] = []
    for figure in steps where figure.purpose == .figure {
      var visited: Set = [figure.name]
      let untrained = store.holdsResult(for: figure.key) ? [] : needs(of: figure, in: store, &visited)
      if untrained.isEmpty {
        wanted.formUnion(visited)
      } else {
        missing += untrained.sorted().map { MissingTraining(figure: figure.name, training: $0) }
      }
    }
    return (keeping { wanted.contains($0.name) }, missing)
  }

  /// Takes down in `visited` what has to be looked at to run `step`, and returns the trainings that would have to run.
  private func needs(of step: Step, in store: Store, _ visited: inout Set<String>) -> Set<String> {
    var untrained: Set<String> = []
    for name in step.dependencies {
      guard let read = self.step(name), visited.insert(name).inserted else { continue }
      // The step reads data, which must be whole.
      if store.holdsResult(for: read.key), store.holdsData(for: read.key) { continue }
      if read.purpose == .training {
        untrained.insert(name)
      } else {
        untrained.formUnion(needs(of: read, in: store, &visited))
      }
    }
    return untrained
  }
}
