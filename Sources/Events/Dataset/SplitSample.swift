/// A sample with the split that each of its events belongs to.
struct SplitSample {
  private let sample: EventSample
  private let columns: [[Float]]
  /// What the files' weights are multiplied by.
  private let scale: Double?
  /// 0, 1 or 2 for train, validation and test; one for each event.
  private let assignment: [UInt8]

  /// - Parameters:
  ///   - isOneOfSeveral: whether its class has others, so that weights have to be comparable between them.
  ///   - counts: events for each split; they sum to the number of events.
  init(
    _ sample: EventSample, name: String, features: [String], isOneOfSeveral: Bool, counts: [Int],
    fractions: SplitFractions, random: inout Philox
  ) throws(DatasetError) {
    var columns: [[Float]] = []
    for feature in features {
      guard let column = sample.table[feature] else {
        let nearest = nearestName(to: feature, among: sample.table.columnNames)
        throw .missingFeature(feature, sample: name, nearest: nearest)
      }
      columns.append(column.values)
    }
    var assignment = [UInt8](repeating: 0, count: sample.table.count)
    for (place, event) in random.permutation(of: assignment.count).enumerated() {
      assignment[event] = place < counts[0] ? 0 : place < counts[0] + counts[1] ? 1 : 2
    }
    var hasWeight = [false, false, false]
    for (split, weight) in zip(assignment, sample.weights) where weight > 0 { hasWeight[Int(split)] = true }
    for (index, fraction) in [fractions.train, fractions.validation, fractions.test].enumerated() {
      guard fraction == 0 || hasWeight[index] else {
        throw .split(.tooFewEvents(split: Dataset.splitNames[index], sample: name))
      }
    }
    scale =
      isOneOfSeveral ? sample.expectedYield / sample.weights.reduce(0) { $0 + Double($1) } : nil
    self.sample = sample
    self.columns = columns
    self.assignment = assignment
  }

  /// Features row by row, and weights, of the events in the given split, in the order of the file.
  func rows(of split: Int) -> (features: [Float], weights: [Float]) {
    let events = assignment.indices.filter { assignment[$0] == split }
    var features = [Float](repeating: 0, count: events.count * columns.count)
    for (feature, column) in columns.enumerated() {
      var place = feature
      for event in events {
        features[place] = column[event]
        place += columns.count
      }
    }
    guard let scale else { return (features, events.map { sample.weights[$0] }) }
    return (features, events.map { Float(scale * Double(sample.weights[$0])) })
  }
}
