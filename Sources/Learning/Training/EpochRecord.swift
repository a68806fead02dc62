/// What one epoch came to.
public struct EpochRecord: Sendable, Hashable, Codable {
  /// Counted from 1 through all phases.
  public let epoch: Int
  /// Index of the phase.
  public let phase: Int
  /// The phase's loss. Losses of different phases do not compare.
  public let loss: Loss
  /// Over the epoch's batches, each met with the parameters of that moment, as in Keras.
  public let training: EpochMetrics
  /// Of the whole validation split as one batch, after the epoch. (s+b)/s² and 1/Z_A are not linear in the sample: a mean
  /// over batches would measure the batches' fluctuations (paper, Fig. 1) on top of the significance.
  public let validation: EpochMetrics
}

/// How a network does on a split.
public struct EpochMetrics: Sendable, Hashable, Codable {
  /// The phase's loss, without the L2 penalty; on the training split its mean over batches, weighted by their events.
  public let loss: Double
  /// Weighted fraction of events with their score on their own side of ½, both classes weighing the same; 0 to 1.
  public let accuracy: Double
  /// Area under the weighted ROC curve, 0 to 1, from bins of 1/128 in ln(score/(1 − score)).
  public let area: Double
  /// Expected signal and background events, each counted with its score as a weight (paper, Eqs. 4.1 and 4.2).
  public let signal: Double
  public let background: Double
  /// What the loss is made of, for these s and b: Z_A at the loss's systematic, or s/√(s+b) for (s+b)/s² and the
  /// cross-entropy.
  public let significance: Double

  init(
    loss: Loss, value: Double, signal: LossKernels.Sums, background: LossKernels.Sums, yields: Yields, area: Double
  ) {
    self.loss = value
    self.area = area
    accuracy = (signal.correct + background.correct) / (signal.weight + background.weight)
    let s = yields.signal * signal.passing / signal.weight
    let b = yields.background * background.passing / background.weight
    (self.signal, self.background) = (s, b)
    if let systematic = loss.systematic {
      significance = 1 / SignificanceLoss.inverseAsimov(signal: s, background: b, systematic: systematic).value
    } else {
      significance = s > 0 ? s / (s + b).squareRoot() : 0
    }
  }
}
