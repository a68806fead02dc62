/// A loss evaluated on a batch.
struct BatchLoss: Sendable {
  /// The loss.
  var value: Double
  /// Σ w of the events on their own side of score ½, and of all events.
  var correct: Double
  var weight: Double
  /// What the derivatives were multiplied by: 1, unless they would have grown out of a float's reach.
  var gradientScale = 1.0

  /// The largest Σ_i |z-derivative_i| that is handed on as it is: 2⁴⁰. (s+b)/s² grows without bound as s → 0, and with it
  /// its gradient; beyond this size only the direction is kept. Adam divides the size out anyway.
  static let largestGradient = 0x1p40

  /// Evaluates a loss and its derivatives by the logits.
  /// - Parameters:
  ///   - loss: which.
  ///   - logits: one for each event, padded to a multiple of 8.
  ///   - weights: signed balanced weights, padded with 0.
  ///   - events: how many.
  ///   - yields: S and B.
  ///   - derivatives: receives ∂ℓ/∂z; may be `logits` itself.
  /// - Returns: `nil` if a counting loss finds a class without weight; `derivatives` then holds nothing of use.
  static func evaluate(
    _ loss: Loss, logits: UnsafePointer<Float>, weights: UnsafePointer<Float>, events: Int, yields: Yields,
    derivatives: UnsafeMutablePointer<Float>
  ) -> BatchLoss? {
    if loss == .crossEntropy {
      let sums = LossKernels.crossEntropy(logits: logits, weights: weights, events: events, derivatives: derivatives)
      LossKernels.scale(derivatives, events: events, by: Float(1 / Double(events)))
      return BatchLoss(value: sums.loss / Double(events), correct: sums.correct, weight: sums.weight)
    }
    let counts = LossKernels.counts(logits: logits, weights: weights, events: events, slopes: derivatives)
    guard counts.signal > 0, counts.background > 0 else { return nil }
    let (signalScale, backgroundScale) = (yields.signal / counts.signal, yields.background / counts.background)
    let (s, b) = (counts.signalPassing * signalScale, counts.backgroundPassing * backgroundScale)
    let outcome =
      if case .asimov(let systematic) = loss {
        SignificanceLoss.inverseAsimov(signal: s, background: b, systematic: systematic)
      } else {
        SignificanceLoss.inverseSquareSignificance(signal: s, background: b)
      }
    let size = abs(outcome.bySignal) * s + abs(outcome.byBackground) * b
    let gradientScale = min(1, largestGradient / size)
    LossKernels.scale(
      derivatives, events: events,
      signal: halves(of: outcome.bySignal * signalScale * gradientScale),
      background: halves(of: outcome.byBackground * backgroundScale * gradientScale))
    return BatchLoss(
      value: outcome.value, correct: counts.correct, weight: counts.signal + counts.background,
      gradientScale: gradientScale)
  }

  /// Two finite floats whose product is `factor`, which may be too large, or too small, for one.
  private static func halves(of factor: Double) -> (Float, Float) {
    guard factor.isNormal else { return (0, 0) }
    let exponent = max(-120, min(120, factor.exponent / 2))
    let half = Double(sign: .plus, exponent: exponent, significand: 1)
    let rest = max(-1e38, min(1e38, factor / half))
    return (Float(half), Float(rest))
  }
}
