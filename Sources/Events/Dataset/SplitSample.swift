import Storage

/// A sample with the split that each of its events belongs to.
struct SplitSample {
  private let sample: EventSample
  /// Where each feature stands in the sample's columns.
  private let columns: [Int]
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
    var columns: [Int] = []
    for feature in features {
      guard let column = sample.rows.columnNames.firstIndex(of: feature) else {
        let nearest = nearestName(to: feature, among: sample.rows.columnNames)
        throw .missingFeature(feature, sample: name, nearest: nearest)
      }
      columns.append(column)
    }
    var assignment = [UInt8](repeating: 0, count: sample.count)
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

  /// Puts the features of each event, row by row in the order of the file, behind those of its split.
  func distribute(over splits: [FloatWriter]) throws(SystemError) {
    var buffers = splits.map { _ in [Float]() }
    let most = 1 << 16
    try sample.rows.forEachBlock(of: columns) { first, rows throws(SystemError) in
      var place = 0
      for event in first..<first + rows.count / columns.count {
        let split = Int(assignment[event])
        buffers[split] += rows[place..<place + columns.count]
        place += columns.count
        if buffers[split].count >= most { try Self.flush(&buffers[split], to: splits[split]) }
      }
    }
    for split in splits.indices { try Self.flush(&buffers[split], to: splits[split]) }
  }

  private static func flush(_ buffer: inout [Float], to split: FloatWriter) throws(SystemError) {
    try buffer.withUnsafeBufferPointer { all throws(SystemError) in try split.append(all) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// The weights of the events in the given split, in the order of the file.
  func weights(of split: Int) -> [Float] {
    let events = assignment.indices.filter { assignment[$0] == split }
    guard let scale else { return events.map { sample.weights[$0] } }
    return events.map { Float(scale * Double(sample.weights[$0])) }
  }
}
