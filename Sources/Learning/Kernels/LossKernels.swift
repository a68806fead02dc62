/// From logits to losses and their derivatives, eight events at a time. About 40 instructions for eight events.
///
/// Weights carry the label in their sign: positive for signal, negative for background, ±0 for padding.
enum LossKernels {
  /// What the counting losses need to know about a batch.
  struct Counts {
    /// Σ w y and Σ w of the signal events, then of the background events.
    var signalPassing = 0.0
    var signal = 0.0
    var backgroundPassing = 0.0
    var background = 0.0
    /// Σ w of the events on their own side of y = ½.
    var correct = 0.0
  }

  /// The sum of w · softplus(∓z), and the derivative of each term by its logit; also Σ w of the correct and of all events.
  ///
  /// With u = −z for signal and z for background, softplus(u) = max(u, 0) + ln(1 + e^−|u|) cannot overflow, and the
  /// derivative is ∓w · sigmoid(u), the probability of being wrong.
  static func crossEntropy(
    logits: UnsafePointer<Float>, weights: UnsafePointer<Float>, events: Int, derivatives: UnsafeMutablePointer<Float>
  ) -> (loss: Double, correct: Double, weight: Double) {
    var totals = (loss: 0.0, correct: 0.0, weight: 0.0)
    for start in stride(from: 0, to: events, by: chunk) {
      var (loss, correct, weight) = (Vector.zero, Vector.zero, Vector.zero)
      for event in stride(from: start, to: min(start + chunk, events), by: 8) {
        let (z, w) = (vector(logits + event), vector(weights + event))
        let u = z.replacing(with: -z, where: w .> 0)
        let decay = Vector.exponential(-u.magnitudes)
        let likely = 1 / (decay + 1)
        let wrong = (decay * likely).replacing(with: likely, where: u .> 0)
        let size = w.magnitudes
        loss = loss.addingProduct(size, u.rectified + Vector.logarithmOfOne(plus: decay))
        correct += Vector.zero.replacing(with: size, where: isCorrect(z, w))
        weight += size
        store(-w * wrong, derivatives + event)
      }
      totals.loss += Double(loss.laneSum)
      totals.correct += Double(correct.laneSum)
      totals.weight += Double(weight.laneSum)
    }
    return totals
  }

  /// The counts of a batch, and for each event w y (1 − y), the sign of w kept: what ∂s/∂z and ∂b/∂z are proportional to.
  ///
  /// y(1 − y) is the product of the two sigmoids, not a difference, and exact down to y ≈ 10⁻³⁸.
  static func counts(
    logits: UnsafePointer<Float>, weights: UnsafePointer<Float>, events: Int, slopes: UnsafeMutablePointer<Float>
  ) -> Counts {
    var counts = Counts()
    for start in stride(from: 0, to: events, by: chunk) {
      var (s, signal, b, background) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
      var correct = Vector.zero
      for event in stride(from: start, to: min(start + chunk, events), by: 8) {
        let (z, w) = (vector(logits + event), vector(weights + event))
        let decay = Vector.exponential(-z.magnitudes)
        let likely = 1 / (decay + 1)
        let unlikely = decay * likely
        let passing = w * unlikely.replacing(with: likely, where: z .> 0)
        s += Vector.zero.replacing(with: passing, where: w .> 0)
        signal += Vector.zero.replacing(with: w, where: w .> 0)
        b -= Vector.zero.replacing(with: passing, where: w .< 0)
        background -= Vector.zero.replacing(with: w, where: w .< 0)
        correct += Vector.zero.replacing(with: w.magnitudes, where: isCorrect(z, w))
        store(w * (likely * unlikely), slopes + event)
      }
      counts.signalPassing += Double(s.laneSum)
      counts.signal += Double(signal.laneSum)
      counts.backgroundPassing += Double(b.laneSum)
      counts.background += Double(background.laneSum)
      counts.correct += Double(correct.laneSum)
    }
    return counts
  }

  /// slope · signal factor for positive slopes, −slope · background factor for negative ones, in place.
  ///
  /// A factor comes in two halves, whose product may exceed a float where the slopes are small enough to meet it.
  static func scale(
    _ slopes: UnsafeMutablePointer<Float>, events: Int, signal: (Float, Float), background: (Float, Float)
  ) {
    let (s0, s1) = (Vector(repeating: signal.0), Vector(repeating: signal.1))
    let (b0, b1) = (Vector(repeating: -background.0), Vector(repeating: background.1))
    for event in stride(from: 0, to: events, by: 8) {
      let slope = vector(slopes + event)
      let isSignal = slope .> 0
      store(slope * b0.replacing(with: s0, where: isSignal) * b1.replacing(with: s1, where: isSignal), slopes + event)
    }
  }

  /// Multiplies each by a factor.
  static func scale(_ values: UnsafeMutablePointer<Float>, events: Int, by factor: Float) {
    for event in stride(from: 0, to: events, by: 8) { store(vector(values + event) * factor, values + event) }
  }

  /// 1/(1 + e⁻ᶻ) in place, as precise in its distance from 0 as floats are.
  static func sigmoid(_ values: UnsafeMutablePointer<Float>, events: Int) {
    for event in stride(from: 0, to: events, by: 8) {
      let z = vector(values + event)
      let decay = Vector.exponential(-z.magnitudes)
      let likely = 1 / (decay + 1)
      store((decay * likely).replacing(with: likely, where: z .> 0), values + event)
    }
  }

  /// Events whose sums are kept in floats before they join a Double.
  private static let chunk = 128

  /// A score above ½ is called signal.
  @inline(__always)
  private static func isCorrect(_ z: Vector, _ w: Vector) -> SIMDMask<SIMD8<Int32>> {
    (z .> 0) .== (w .> 0)
  }

  @inline(__always)
  private static func vector(_ source: UnsafePointer<Float>) -> Vector {
    UnsafeRawPointer(source).load(as: Vector.self)
  }

  @inline(__always)
  private static func store(_ vector: Vector, _ target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: vector, as: Vector.self)
  }
}
