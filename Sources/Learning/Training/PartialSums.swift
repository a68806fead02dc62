/// What the parts of a batch leave for all threads to see: sums of the classes, gradients and histograms, each part's in
/// memory of its own.
final class PartialSums {
  /// Floats of a gradient.
  private let count: Int
  private let gradients: FloatBuffer
  private let classes: UnsafeMutablePointer<LossKernels.Sums>
  private let histograms: UnsafeMutablePointer<LogitHistogram>
  /// Written by thread 0 before a barrier and read behind it.
  @exclusivity(unchecked) var isInterrupted = false

  /// Sums of one part and the next lie in different cache lines.
  private static let stride = 4

  init(count: Int) {
    self.count = count
    gradients = FloatBuffer(count: 2 * BatchParts.most * count)
    classes = .allocate(capacity: BatchParts.most * Self.stride)
    classes.initialize(repeating: LossKernels.Sums(), count: BatchParts.most * Self.stride)
    histograms = .allocate(capacity: BatchParts.most)
    for part in 0..<BatchParts.most { (histograms + part).initialize(to: LogitHistogram()) }
  }

  deinit {
    classes.deallocate()
    histograms.deinitialize(count: BatchParts.most)
    histograms.deallocate()
  }

  func gradient(_ part: Int, isSignal: Bool) -> UnsafeMutablePointer<Float> {
    gradients.start + (2 * part + (isSignal ? 0 : 1)) * count
  }

  func clearSums(_ part: Int) {
    classes[part * Self.stride] = LossKernels.Sums()
    classes[part * Self.stride + 1] = LossKernels.Sums()
  }

  func clearHistograms() { for part in 0..<BatchParts.most { histograms[part].clear() } }

  /// Evaluates the loss of a block that has gone forward, and keeps its sums and its histogram.
  /// - Parameter scale: of the derivatives.
  @inline(__always)
  func add(_ block: BatchParts.Block, of pass: BlockPass, to part: Int, loss: Loss, scale: Float) {
    let place = part * Self.stride + (block.isSignal ? 0 : 1)
    if loss == .crossEntropy {
      LossKernels.entropy(
        logits: pass.logits.start, weights: pass.weights.start, events: block.events.count, isSignal: block.isSignal,
        scale: scale, derivatives: pass.derivatives.start, sums: &classes[place])
    } else {
      LossKernels.counts(
        logits: pass.logits.start, weights: pass.weights.start, events: block.events.count, isSignal: block.isSignal,
        scale: scale, derivatives: pass.derivatives.start, sums: &classes[place])
    }
    histograms[part].add(
      logits: pass.logits.start, weights: pass.weights.start, events: block.events.count, isSignal: block.isSignal)
  }

  /// The sums of both classes over the first parts, added in their order.
  func sums(_ parts: Int) -> (signal: LossKernels.Sums, background: LossKernels.Sums) {
    var sums = (signal: LossKernels.Sums(), background: LossKernels.Sums())
    for part in 0..<parts {
      sums.signal = sums.signal + classes[part * Self.stride]
      sums.background = sums.background + classes[part * Self.stride + 1]
    }
    return sums
  }

  /// The area under the ROC curve of all that was added.
  func area() -> Double {
    let all = LogitHistogram()
    for part in 0..<BatchParts.most { all.add(histograms[part]) }
    return all.area
  }
}
