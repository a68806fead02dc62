/// Scores stretches of events on one thread.
struct Scorer {
  let standardiser: Standardiser
  let layout: NetworkLayout
  let parameters: UnsafeMutablePointer<Float>
  let features: UnsafeBufferPointer<Float>
  let scores: UnsafeMutableBufferPointer<Float>
  let appliesSigmoid: Bool

  /// - Returns: whether every feature is finite.
  func score(_ queue: EventQueue) -> Bool {
    guard let features = features.baseAddress, let scores = scores.baseAddress else { return true }
    var isSound = true
    let pass = BlockPass(layout: layout)
    let rows = pass.inputRows
    let (quick, precise) = (FloatStandardiser(standardiser), RowFiller(standardiser))
    let columns = layout.inputs
    for event in 0..<BlockPass.size { rows[event][columns] = 1 }
    while let events = queue.take() {
      for first in stride(from: events.lowerBound, to: events.upperBound, by: BlockPass.size) {
        let count = min(BlockPass.size, events.upperBound - first)
        let start = features + first &* columns
        if let quick {
          isSound = quick.fill(rows, from: start, events: count) && isSound
        } else {
          let block = UnsafeBufferPointer(start: start, count: count &* columns)
          isSound = isFinite(block) && isSound
          for event in 0..<count { precise.fill(rows[event], from: block, event: event) }
        }
        pass.forward(rows, events: count, parameters: parameters) { _ in }
        if appliesSigmoid { LossKernels.sigmoid(pass.logits.start, events: count) }
        (scores + first).update(from: pass.logits.start, count: count)
      }
    }
    return isSound
  }
}
