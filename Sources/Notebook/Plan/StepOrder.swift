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
    if order.count < steps.count { diagnostics += cycles(of: steps, places, waiting) }
    return order
  }

  /// One message for each cycle: walks from step to step that is waited for come round to it.
  private static func cycles(
    of steps: [PlannedDirective], _ places: [String: Int], _ waiting: [Int]
  ) -> [Diagnostic] {
    var walked = [Int?](repeating: nil, count: steps.count)
    return steps.indices.compactMap { start -> Diagnostic? in
      var path: [Int] = []
      var next: Int? = waiting[start] > 0 ? start : nil
      while let place = next, walked[place] == nil {
        walked[place] = start
        path.append(place)
        next = steps[place].dependencies.lazy.compactMap { places[$0] }.first { waiting[$0] > 0 }
      }
      // A walk that runs into an earlier one ends in a cycle that has been told.
      guard let place = next, walked[place] == start, let first = path.firstIndex(of: place) else { return nil }
      let names = (path[first...] + [place]).map { "'\(steps[$0].name)'" }.joined(separator: " reads ")
      return Diagnostic("cycle: \(names)", at: steps[place].location, remedy: "no directive may need its own result")
    }
  }
}
