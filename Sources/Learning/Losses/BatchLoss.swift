/// A loss evaluated on the sums over a batch.
struct BatchLoss: Sendable {
  /// The loss.
  var value: Double
  /// What each class's Σ ∂(scale · w y)/∂θ is multiplied by to give ∂ℓ/∂θ.
  var signalFactor: Float
  var backgroundFactor: Float
  /// What the derivatives were multiplied by: 1, unless they would have grown out of a float's reach.
  var gradientScale = 1.0

  /// The largest Σ_i |z-derivative_i| that is handed on as it is: 2⁴⁰. (s+b)/s² grows without bound as s → 0, and with it
  /// its gradient; beyond this size only the direction is kept. Adam divides the size out anyway.
  static let largestGradient = 0x1p40

  /// Powers of two that the derivatives of a batch's events are multiplied by before they are summed.
  struct Scales: Equatable {
    var signal: Float = 1
    var background: Float = 1

    /// Scales that bring sums to a float's middle; they differ from 1 only where all scores of a class lie within
    /// 10⁻¹⁸ of 0 or 1, so that gradients would otherwise be lost among the smallest floats.
    init() {}
    init(_ signal: LossKernels.Sums, _ background: LossKernels.Sums) {
      (self.signal, self.background) = (Self.scale(signal), Self.scale(background))
    }

    private static func scale(_ sums: LossKernels.Sums) -> Float {
      let slope = sums.slope
      guard slope > 0, slope < 0x1p-60 * max(sums.weight, 0x1p-60) else { return 1 }
      return Float(sign: .plus, exponent: Int(min(100, -slope.exponent)), significand: 1)
    }
  }

  /// Evaluates a loss on the sums over a batch.
  /// - Parameters:
  ///   - events: how many the batch holds; the mean cross-entropy is over them.
  ///   - scales: of the derivatives that were summed, for the losses of s and b.
  /// - Returns: `nil` for a batch in which a class has no weight, if the loss is one of s and b.
  static func evaluate(
    _ loss: Loss, signal: LossKernels.Sums, background: LossKernels.Sums, events: Int, yields: Yields,
    scales: Scales = Scales()
  ) -> BatchLoss? {
    guard loss != .crossEntropy else { return entropy(signal: signal, background: background, events: events) }
    guard signal.weight > 0, background.weight > 0 else { return nil }
    let (signalScale, backgroundScale) = (yields.signal / signal.weight, yields.background / background.weight)
    let (s, b) = (signal.passing * signalScale, background.passing * backgroundScale)
    guard let outcome = SignificanceLoss.evaluate(loss, signal: s, background: b) else { return nil }
    let size = abs(outcome.bySignal) * s + abs(outcome.byBackground) * b
    let gradientScale = min(1, largestGradient / size)
    return BatchLoss(
      value: outcome.value,
      signalFactor: factor(outcome.bySignal * signalScale * gradientScale, scale: scales.signal),
      backgroundFactor: factor(outcome.byBackground * backgroundScale * gradientScale, scale: scales.background),
      gradientScale: gradientScale)
  }

  /// The mean cross-entropy of a batch, whose derivatives have been divided by the number of events already.
  private static func entropy(signal: LossKernels.Sums, background: LossKernels.Sums, events: Int) -> BatchLoss {
    BatchLoss(
      value: (signal.entropy + background.entropy) / Double(events), signalFactor: 1, backgroundFactor: 1)
  }

  private static func factor(_ factor: Double, scale: Float) -> Float {
    let value = Float(factor / Double(scale))
    return value.isFinite ? value : (value < 0 ? -1 : 1) * .greatestFiniteMagnitude
  }
}
