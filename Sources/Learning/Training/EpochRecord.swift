/// What one epoch came to.
public struct EpochRecord: Sendable, Hashable, Codable {
  /// Counted from 1 through all phases.
  public let epoch: Int
  /// Index of the phase.
  public let phase: Int
  /// The phase's loss, which both numbers below are values of. Losses of different phases do not compare.
  public let loss: Loss
  /// Mean over the epoch's batches, each weighted by its number of events and met with the parameters of that moment, as in Keras.
  public let trainingLoss: Double
  /// The loss of the whole validation split as one batch, after the epoch. (s+b)/s² and 1/Z_A are not linear in the sample: a
  /// mean over batches would measure the batches' fluctuations (paper, Fig. 1) on top of the significance.
  public let validationLoss: Double
  /// Weighted fraction of events with their score on their own side of ½, both classes weighing the same, over the epoch's batches.
  public let trainingAccuracy: Double
  /// The same for the validation split, after the epoch.
  public let validationAccuracy: Double
}
