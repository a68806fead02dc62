import Notebook

/// What a report says in numbers.
struct ReportNumbers: Codable, Hashable {
  /// In the order of the page: what its text quotes and its tables hold.
  var shown: [BuildRecord.Number]
  /// Every value of every step, in the order of the text.
  var all: [BuildRecord.Number]

  init(shown: [BuildRecord.Number], _ plan: Plan, _ results: [String: StepResult]) {
    self.shown = shown
    all = plan.steps.sorted { $0.location < $1.location }.flatMap { step in
      (results[step.name]?.values.leaves(at: step.name) ?? []).map {
        BuildRecord.Number(path: $0.path, value: $0.value)
      }
    }
  }
}

extension [BuildRecord.Number] {
  /// Paths that the others do not have, each once.
  func paths(notIn others: [BuildRecord.Number]) -> [String] {
    var known = Set(others.map(\.path))
    return map(\.path).filter { known.insert($0).inserted }
  }
}
