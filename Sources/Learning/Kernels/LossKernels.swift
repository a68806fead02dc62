/// From logits to losses and their derivatives, for events of one class, eight at a time. About 40 instructions for eight
/// events.
enum LossKernels {
  /// Sums over events of one class, y being an event's score.
  struct Sums {
    /// Σ w, Σ w y, Σ w y(1 − y).
    var weight = 0.0
    var passing = 0.0
    var slope = 0.0
    /// Σ w of the events on their own side of y = ½.
    var correct = 0.0
    /// Σ w softplus(∓z), the cross-entropy; only ``entropy(logits:weights:events:isSignal:derivatives:sums:)`` sums it.
    var entropy = 0.0

    static func + (left: Sums, right: Sums) -> Sums {
      Sums(
        weight: left.weight + right.weight, passing: left.passing + right.passing, slope: left.slope + right.slope,
        correct: left.correct + right.correct, entropy: left.entropy + right.entropy)
    }
  }

  /// w y(1 − y) for each event: what ∂s/∂z and ∂b/∂z are proportional to, times a power of two.
  ///
  /// y(1 − y) is the product of the two sigmoids, not a difference.
  /// - Parameters:
  ///   - weights: positive, padded with 0 to a multiple of 8.
  ///   - events: at most 128, whose sums are kept in floats before they join a Double.
  ///   - scale: a power of two.
  @inline(__always)
  static func counts(
    logits: UnsafePointer<Float>, weights: UnsafePointer<Float>, events: Int, isSignal: Bool, scale: Float,
    derivatives: UnsafeMutablePointer<Float>, sums: inout Sums
  ) {
    var (weight, passing, slope, above) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var event = 0
    while event < events {
      let (z, w) = (vector(logits + event), vector(weights + event))
      let (value, complement, _) = Vector.sigmoid(z)
      passing = passing.addingProduct(w, value)
      weight += w
      let steep = value * complement
      slope = slope.addingProduct(w, steep)
      above += w.gated(by: z)
      store(w * scale * steep, derivatives + event)
      event &+= 8
    }
    sums.weight += Double(weight.laneSum)
    sums.passing += Double(passing.laneSum)
    sums.slope += Double(slope.laneSum)
    sums.correct += Double((isSignal ? above : weight - above).laneSum)
  }

  /// The derivative of w · softplus(∓z) times `scale`.
  ///
  /// With u = −z for signal and z for background, softplus(u) = max(u, 0) + ln(1 + e^−|u|) cannot overflow, and the
  /// derivative is ∓w · sigmoid(u), the probability of being wrong.
  @inline(__always)
  static func entropy(
    logits: UnsafePointer<Float>, weights: UnsafePointer<Float>, events: Int, isSignal: Bool, scale: Float,
    derivatives: UnsafeMutablePointer<Float>, sums: inout Sums
  ) {
    var (weight, passing, loss, above) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    let side: Float = isSignal ? -1 : 1
    var event = 0
    while event < events {
      let (z, w) = (vector(logits + event), vector(weights + event))
      let u = z * side
      let (wrong, right, decay) = Vector.sigmoid(u)
      loss = loss.addingProduct(w, u.rectified + Vector.logarithmOfOne(plus: decay))
      passing = passing.addingProduct(w, isSignal ? right : wrong)
      weight += w
      above += w.gated(by: z)
      store(w * wrong * (side * scale), derivatives + event)
      event &+= 8
    }
    sums.weight += Double(weight.laneSum)
    sums.passing += Double(passing.laneSum)
    sums.entropy += Double(loss.laneSum)
    sums.correct += Double((isSignal ? above : weight - above).laneSum)
  }

  /// 1/(1 + e⁻ᶻ) in place, as precise in its distance from 0 as floats are.
  static func sigmoid(_ values: UnsafeMutablePointer<Float>, events: Int) {
    for event in stride(from: 0, to: events, by: 8) {
      store(Vector.sigmoid(vector(values + event)).value, values + event)
    }
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
