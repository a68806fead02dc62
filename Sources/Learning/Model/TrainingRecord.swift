/// What a training set out to do, and how it went.
public struct TrainingRecord: Sendable, Hashable, Codable {
  /// What was trained and how, the seed included.
  public let options: TrainingOptions
  /// The expected yields that the losses were computed with.
  public let yields: Yields
  /// One record for each epoch of all phases.
  public let history: [EpochRecord]
  /// The epoch, counted from 1 as in `history`, whose parameters were kept.
  public let bestEpoch: Int

  /// - Parameters:
  ///   - history: not empty; a record holds its own place in it, counted from 1.
  ///   - bestEpoch: in 1...history.count.
  package init(options: TrainingOptions, yields: Yields, history: [EpochRecord], bestEpoch: Int) {
    (self.options, self.yields) = (options, yields)
    (self.history, self.bestEpoch) = (history, bestEpoch)
  }

  /// The loss of the final phase.
  public var loss: Loss { options.phases.last?.loss ?? .crossEntropy }

  /// What the epoch came to whose parameters were kept; `nil` where the record lacks it.
  public var best: EpochRecord? { history.indices.contains(bestEpoch - 1) ? history[bestEpoch - 1] : nil }
}
