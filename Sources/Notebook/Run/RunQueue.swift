/// The steps that have to run, handed out once all that they read is there, in the order of the plan. Of several with the same
/// key the first runs, and the others wait for what it makes.
struct RunQueue {
  private let steps: [Plan.Step]
  private let places: [String: Int]
  /// How many steps each one still waits for.
  private var missing: [Int]
  private var readers: [[Int]]
  private var ready: [Int]
  private var position = 0
  private var dropped: Set<Int> = []
  private let repeated: Set<Int>

  init(_ steps: [Plan.Step]) {
    self.steps = steps
    let places = Dictionary(steps.enumerated().map { ($1.name, $0) }) { first, _ in first }
    self.places = places
    missing = steps.map { step in step.dependencies.filter { places[$0] != nil }.count }
    readers = [[Int]](repeating: [], count: steps.count)
    for (place, step) in steps.enumerated() {
      for name in step.dependencies { if let read = places[name] { readers[read].append(place) } }
    }
    var firsts: [String: Int] = [:]
    var repeated: Set<Int> = []
    for (place, step) in steps.enumerated() {
      guard let first = firsts[step.key] else {
        firsts[step.key] = place
        continue
      }
      repeated.insert(place)
      readers[first].append(place)
      missing[place] += 1
    }
    self.repeated = repeated
    let missing = missing
    ready = steps.indices.filter { missing[$0] == 0 }
  }

  /// How many steps can run now.
  var readyCount: Int { ready.count - position }

  /// A step that can run now; `nil` where none can before another has finished.
  mutating func next() -> Plan.Step? {
    guard position < ready.count else { return nil }
    defer { position += 1 }
    return steps[ready[position]]
  }

  /// Whether a step before it has made the same.
  func isRepeated(_ name: String) -> Bool { places[name].map(repeated.contains) ?? false }

  /// Tells that a step that was handed out has its result.
  mutating func finish(_ name: String) {
    guard let place = places[name] else { return }
    for reader in readers[place] {
      missing[reader] -= 1
      if missing[reader] == 0, !dropped.contains(reader) { ready.append(reader) }
    }
  }

  /// Takes out the step, and what reads it, directly or not.
  ///
  /// - Returns: names of those that read it, in the order of the plan.
  mutating func drop(_ name: String) -> [String] {
    var found: Set<Int> = []
    if let place = places[name] {
      dropped.insert(place)
      // It may not have been handed out yet.
      if let index = ready[position...].firstIndex(of: place) { ready.remove(at: index) }
    }
    var open = places[name].map { readers[$0] } ?? []
    while let place = open.popLast() {
      guard dropped.insert(place).inserted else { continue }
      found.insert(place)
      open += readers[place]
    }
    return found.sorted().map { steps[$0].name }
  }
}
