/// Steps behind those that they read, and the cycles that prevent it.
struct StepOrder {
  /// In an order in which each stands behind what it reads, otherwise in the text's; without those that wait for a cycle.
  private(set) var steps: [PlannedDirective] = []
  /// Names of those that wait for a cycle.
  private(set) var stuck: Set<String> = []
  /// The cycles, each told once.
  private(set) var cycles: [Diagnostic] = []

  /// - Complexity: O(steps + dependencies).
  init(_ steps: [PlannedDirective]) {
    let places = Dictionary(steps.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var waiting = steps.map { step in step.dependencies.filter { places[$0] != nil }.count }
    var readers = [[Int]](repeating: [], count: steps.count)
    for (place, step) in steps.enumerated() {
      for name in step.dependencies { if let dependency = places[name] { readers[dependency].append(place) } }
    }
    var ready = steps.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < ready.count {
      let place = ready[next]
      next += 1
      self.steps.append(steps[place])
      for reader in readers[place] {
        waiting[reader] -= 1
        if waiting[reader] == 0 { ready.append(reader) }
      }
    }
    guard ready.count < steps.count else { return }
    stuck = Set(steps.indices.filter { waiting[$0] > 0 }.map { steps[$0].name })
    // What a stuck step waits for first; another stuck one.
    let awaited = steps.indices.map { place in
      waiting[place] > 0 ? steps[place].dependencies.compactMap { places[$0] }.first { waiting[$0] > 0 } : nil
    }
    cycles = Self.cycles(awaited).map { Self.diagnostic($0.map { steps[$0] }) }
  }

  /// The rounds that come of going from every step to the one that it waits for.
  private static func cycles(_ awaited: [Int?]) -> [[Int]] {
    var walks = [Int?](repeating: nil, count: awaited.count)
    var cycles: [[Int]] = []
    for start in awaited.indices where awaited[start] != nil && walks[start] == nil {
      var path: [Int] = []
      var place = start
      while walks[place] == nil, let next = awaited[place] {
        walks[place] = start
        path.append(place)
        place = next
      }
      // Where it comes to a step of an earlier walk, that one's round is told.
      if walks[place] == start, let first = path.firstIndex(of: place) { cycles.append(Array(path[first...])) }
    }
    return cycles
  }

  private static func diagnostic(_ round: [PlannedDirective]) -> Diagnostic {
    let names = (round + round.prefix(1)).map { "'\($0.name)'" }.joined(separator: " reads ")
    let place = round.first?.location ?? SourceLocation(file: "", line: 1, column: 1)
    return Diagnostic("cycle: \(names)", at: place, remedy: "no directive may need its own result")
  }
}
