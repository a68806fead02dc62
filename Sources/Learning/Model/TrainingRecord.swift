/// What a training set out to do, and how it went.
public struct TrainingRecord: Sendable, Hashable, Codable {
  /// What was trained and how, the seed included.
  public let options: TrainingOptions
  /// The expected yields that the losses were computed with.
  public let yields: Yields
  /// How the untrained network did on the validation split, by the loss of the final phase; `nil` where that is not known.
  public let start: EpochMetrics?
  /// One record for each epoch of all phases.
  public let history: [EpochRecord]
  /// The epoch, counted from 1 as in `history`, whose parameters were kept.
  public let bestEpoch: Int

  /// - Parameters:
  ///   - history: not empty; a record holds its own place in it, counted from 1.
  ///   - bestEpoch: in 1...history.count.
  package init(
    options: TrainingOptions, yields: Yields, start: EpochMetrics? = nil, history: [EpochRecord], bestEpoch: Int
  ) {
    (self.options, self.yields, self.start) = (options, yields, start)
    (self.history, self.bestEpoch) = (history, bestEpoch)
  }

  /// The loss of the final phase.
  public var loss: Loss { options.phases.last?.loss ?? .crossEntropy }

  /// How many epochs, pretraining included, it took for the final phase's loss on the validation split to fall below that of the
  /// untrained network (paper, Sec. 4); `nil` where it never did, or the start is not known.
  ///
  /// In epochs of pretraining the loss follows from their s and b; the cross-entropy does not, and is not looked at there.
  public var epochsToImprove: Int? {
    guard let start else { return nil }
    return history.first { record in
      let metrics = record.validation
      let known =
        record.loss == loss
        ? metrics.loss
        : SignificanceLoss.evaluate(loss, signal: metrics.signal, background: metrics.background)?.value
      return known.map { $0 < start.loss } == true
    }?.epoch
  }

  /// What the epoch came to whose parameters were kept; `nil` where the record lacks it.
  public var best: EpochRecord? { history.indices.contains(bestEpoch - 1) ? history[bestEpoch - 1] : nil }
}
