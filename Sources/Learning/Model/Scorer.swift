/// Scores stretches of events, each on one thread.
struct Scorer {
  let standardiser: Standardiser
  let layout: NetworkLayout
  let parameters: UnsafeMutablePointer<Float>
  let features: UnsafeBufferPointer<Float>
  let scores: UnsafeMutableBufferPointer<Float>
  let appliesSigmoid: Bool

  /// - Returns: whether every feature is finite.
  func score(_ events: Range<Int>) -> Bool {
    var isSound = true
    let pass = BlockPass(layout: layout)
    let rows = pass.inputRows
    let filler = RowFiller(standardiser)
    for first in stride(from: events.lowerBound, to: events.upperBound, by: BlockPass.size) {
      let count = min(BlockPass.size, events.upperBound - first)
      let columns = standardiser.means.count
      isSound =
        isFinite(UnsafeBufferPointer(rebasing: features[first * columns..<(first + count) * columns])) && isSound
      for event in 0..<count { filler.fill(rows[event], from: features, event: first + event) }
      pass.forward(rows, events: count, parameters: parameters)
      if appliesSigmoid { LossKernels.sigmoid(pass.logits.start, events: count) }
      for event in 0..<count { scores[first + event] = pass.logits.start[event] }
    }
    return isSound
  }
}
