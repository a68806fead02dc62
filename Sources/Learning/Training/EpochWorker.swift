/// One thread's share of an epoch.
struct EpochWorker {
  let layout: NetworkLayout
  let pass: BlockPass
  let sample: Rows
  let weightColumn: Int
  let order: EpochOrder
  let parameters: UnsafeMutablePointer<Float>
  let gradient: UnsafeMutablePointer<Float>
  let partials: PartialSums
  let queue: PartQueue
  let team: WorkerTeam
  /// How many share the batches, all of the team or one alone.
  let threads: Int
  let thread: Int
  /// Over parts of batches so far; all threads count alike.
  private(set) var runs = 0

  /// A batch's loss and sums.
  struct Outcome {
    var loss: Double
    /// What the gradient was multiplied by, as ``BatchLoss/gradientScale``.
    var gradientScale: Double
    var signal: LossKernels.Sums
    var background: LossKernels.Sums
  }

  /// The stretch of the parameters that this thread moves.
  var stretch: Range<Int> {
    let vectors = layout.count / 8
    return thread * vectors / threads * 8..<(thread + 1) * vectors / threads * 8
  }

  /// Waits for the others.
  func meet() { if threads > 1 { team.meet() } }

  func parts(_ batch: Int) -> BatchParts {
    BatchParts(
      signal: order.signalStarts[batch + 1] - order.signalStarts[batch],
      background: order.backgroundStarts[batch + 1] - order.backgroundStarts[batch])
  }

  /// Leaves the gradient of a batch in this thread's stretch. All threads get the same outcome.
  /// - Parameter step: number of the batch in the training.
  /// - Returns: `nil` for a batch that says nothing about the loss; then too all threads have met.
  mutating func gather(_ batch: Int, loss: Loss, yields: Yields, step: UInt64) -> Outcome? {
    let parts = parts(batch)
    pass.mirror(parameters)
    var scales = BatchLoss.Scales()
    run(batch, parts, loss: loss, scales: loss == .crossEntropy ? .divided(by: parts.events) : scales, step: step)
    meet()
    var sums = partials.sums(parts.count)
    if loss != .crossEntropy {
      scales = BatchLoss.Scales(sums.signal, sums.background)
      if scales != BatchLoss.Scales() {
        meet()
        run(batch, parts, loss: loss, scales: scales, step: step)
        meet()
        sums = partials.sums(parts.count)
      }
    }
    let outcome = BatchLoss.evaluate(
      loss, signal: sums.signal, background: sums.background, events: parts.events, yields: yields, scales: scales)
    guard let outcome else { return nil }
    AdamKernel.gather(
      partials.gradient(0, isSignal: true), stride: layout.count, signal: parts.signalParts,
      background: parts.backgroundParts, factors: (outcome.signalFactor, outcome.backgroundFactor), into: gradient,
      range: stretch)
    return Outcome(
      loss: outcome.value, gradientScale: outcome.gradientScale, signal: sums.signal, background: sums.background)
  }

  /// Runs parts of a batch until none is left.
  private mutating func run(_ batch: Int, _ parts: BatchParts, loss: Loss, scales: BatchLoss.Scales, step: UInt64) {
    let count = parts.count
    if thread == 0 { queue.prepare(run: runs + 1, threads: threads) }
    var part = thread
    while part < count {
      let upcoming = count > threads ? queue.take(run: runs) : count
      partials.clearSums(part)
      let blocks = parts.blocks(of: part)
      var (hasSignal, hasBackground) = (false, false)
      for index in blocks {
        let block = parts.block(index)
        // Behind the last block of a part, the thread goes on with another part, or with the next batch.
        let next =
          index + 1 < blocks.upperBound
          ? rows(batch, parts.block(index + 1)) : following(batch, parts, part: upcoming)
        let slot = UInt64(block.isSignal ? block.events.lowerBound : block.events.lowerBound + parts.signal)
        pass.forward(
          sample, weightColumn: weightColumn, events: rows(batch, block), next: next, parameters: parameters,
          drop: (step &<< 32) &+ slot)
        partials.add(
          block, of: pass, to: part, loss: loss, scale: block.isSignal ? scales.signal : scales.background)
        pass.backward(
          events: block.events.count, gradient: partials.gradient(part, isSignal: block.isSignal),
          isFirst: block.isSignal ? !hasSignal : !hasBackground)
        if block.isSignal { hasSignal = true } else { hasBackground = true }
      }
      part = upcoming
    }
    runs += 1
  }

  private func rows(_ batch: Int, _ block: BatchParts.Block) -> UnsafeBufferPointer<UInt32> {
    let all = block.isSignal ? order.signal : order.background
    let start = (block.isSignal ? order.signalStarts : order.backgroundStarts)[batch] + block.events.lowerBound
    return UnsafeBufferPointer(rebasing: all[start..<start + block.events.count])
  }

  /// The first rows of a part, or of this thread's first part of the next batch.
  private func following(_ batch: Int, _ parts: BatchParts, part: Int) -> UnsafeBufferPointer<UInt32> {
    if part < parts.count { return rows(batch, parts.block(parts.blocks(of: part).lowerBound)) }
    guard batch + 1 < order.batches else { return UnsafeBufferPointer(start: nil, count: 0) }
    let next = self.parts(batch + 1)
    guard thread < next.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return rows(batch + 1, next.block(next.blocks(of: thread).lowerBound))
  }
}

extension BatchLoss.Scales {
  /// What turns a sum over events into their mean.
  static func divided(by events: Int) -> BatchLoss.Scales {
    var scales = BatchLoss.Scales()
    (scales.signal, scales.background) = (1 / Float(events), 1 / Float(events))
    return scales
  }
}
