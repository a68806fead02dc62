/// Puts steps behind those that they read, and finds the cycles that prevent it.
enum StepOrder {
  /// `steps` in an order in which each stands behind what it reads, otherwise in the text's; without those on a cycle.
  ///
  /// - Complexity: O(steps + dependencies).
  static func sorted(_ steps: [PlannedDirective], diagnostics: inout [Diagnostic]) -> [PlannedDirective] {
    let places = Dictionary(steps.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var waiting = steps.map { step in step.dependencies.filter { places[$0] != nil }.count }
    var readers = [[Int]](repeating: [], count: steps.count)
    for (place, step) in steps.enumerated() {
      for name in step.dependencies { if let dependency = places[name] { readers[dependency].append(place) } }
    }
    var ready = steps.indices.filter { waiting[$0] == 0 }
    var order: [PlannedDirective] = []
    var next = 0
    while next < ready.count {
      let place = ready[next]
      next += 1
      order.append(steps[place])
      for reader in readers[place] {
        waiting[reader] -= 1
        if waiting[reader] == 0 { ready.append(reader) }
      }
    }
    if order.count < steps.count {
      let stuck = steps.indices.filter { waiting[$0] > 0 }
      diagnostics.append(cycle(among: stuck, steps, places, waiting))
    }
    return order
  }

  private static func cycle(
    among stuck: [Int], _ steps: [PlannedDirective], _ places: [String: Int], _ waiting: [Int]
  ) -> Diagnostic {
    var path: [Int] = []
    var place = stuck[0]
    // Every stuck step reads another stuck one, so the walk comes round.
    while !path.contains(place) {
      path.append(place)
      guard let next = steps[place].dependencies.compactMap({ places[$0] }).first(where: { waiting[$0] > 0 }) else {
        break
      }
      place = next
    }
    let round = path[(path.firstIndex(of: place) ?? 0)...] + [place]
    let names = round.map { "'\(steps[$0].name)'" }.joined(separator: " reads ")
    return Diagnostic("cycle: \(names)", at: steps[place].location, remedy: "no directive may need its own result")
  }
}
