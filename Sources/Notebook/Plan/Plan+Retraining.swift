extension Plan {
  /// The seeds with which the named trainings run anew: each one higher than before.
  ///
  /// - Parameter names: Directives that have a seed; a sweep's name stands for all of its members.
  /// - Throws: ``Mistake`` where a name is not there or has no seed of its own.
  public func retraining(_ names: [String], _ seeds: SeedFile) throws(Mistake) -> SeedFile {
    var seeds = seeds
    for name in names {
      let trainings = steps.filter { $0.purpose == .training }.map(\.name)
      let found = self.names.members(of: name) ?? (step(name) == nil ? [] : [name])
      guard !found.isEmpty else {
        throw Mistake(
          "no directive is named '\(name)'",
          remedy: Suggestion.remedy(for: name, among: trainings + trainingSweeps) ?? "the template trains nothing")
      }
      for member in found {
        guard let step = step(member), step.purpose == .training, let seed = step.seed else {
          throw Mistake(
            "'\(member)' is no training", remedy: Suggestion.remedy(for: member, among: trainings))
        }
        guard !step.sweepsSeed else {
          throw Mistake("the sweep gives '\(member)' its seed", remedy: "name other seeds in its 'for'")
        }
        seeds = seeds.setting(seed &+ 1, for: member)
      }
    }
    return seeds
  }

  private var trainingSweeps: [String] {
    sweeps.map(\.name).filter { name in
      names.members(of: name)?.contains { step($0)?.purpose == .training } ?? false
    }
  }
}
