/// A stretch of training with one loss.
public struct TrainingPhase: Sendable, Hashable, Codable {
  /// What to minimise.
  public var loss: Loss
  /// The largest number of epochs, ≥ 1.
  public var epochs: Int
  /// Events in a batch. The last batch of an epoch holds what is left and counts like any other, as in Keras. The paper takes
  /// 4096 for the losses made of a significance and 128 for the cross-entropy (§5).
  public var batchSize: Int
  /// Stop after this many epochs in a row without a new smallest validation loss, and go back to the parameters of the
  /// best epoch, also when `epochs` runs out first; `nil` runs all epochs and keeps the last.
  public var patience: Int?

  /// - Parameters:
  ///   - loss: what to minimise.
  ///   - epochs: the largest number of epochs.
  ///   - batchSize: events in a batch; `nil` takes the paper's, 4096 or for the cross-entropy 128.
  ///   - patience: epochs to wait for an improvement, or `nil`.
  public init(loss: Loss, epochs: Int = 100, batchSize: Int? = nil, patience: Int? = 2) {
    self.loss = loss
    self.epochs = epochs
    self.batchSize = batchSize ?? (loss == .crossEntropy ? 128 : 4096)
    self.patience = patience
  }

  /// The paper's pretraining (§4): a fixed number of epochs, without early stopping, to bring s/b to where the gradient of
  /// 1/Z_A no longer vanishes.
  public static func pretraining(_ loss: Loss = .significance, epochs: Int = 5, batchSize: Int? = nil) -> TrainingPhase
  {
    TrainingPhase(loss: loss, epochs: epochs, batchSize: batchSize, patience: nil)
  }
}

/// What to train and how.
public struct TrainingOptions: Sendable, Hashable, Codable {
  /// Widths of the hidden layers of rectified linear units, each 1...4096; none is logistic regression.
  public var hidden: [Int]
  /// One after the other. Parameters carry over; the moments of Adam start anew with each phase, as they do when a Keras model
  /// is compiled with another loss.
  public var phases: [TrainingPhase]
  /// Adam's step size α > 0.
  public var learningRate: Double
  /// Determines the initial weights and every shuffle.
  public var seed: UInt64

  /// - Parameters:
  ///   - hidden: widths of the hidden layers; the paper's results have one of 23 units.
  ///   - phases: in order.
  ///   - learningRate: Keras' default is 0.001.
  ///   - seed: any number.
  public init(hidden: [Int] = [23], phases: [TrainingPhase], learningRate: Double = 0.001, seed: UInt64 = 0) {
    self.hidden = hidden
    self.phases = phases
    self.learningRate = learningRate
    self.seed = seed
  }

  /// Finds what cannot be trained.
  /// - Parameter events: size of the training split.
  /// - Throws: `noPhases`, `badPhase`, `badBatchSize`, `badSystematic`, `badLearningRate` or `badWidth`.
  public func check(events: Int) throws(LearningError) {
    guard !phases.isEmpty else { throw .noPhases }
    for (index, phase) in phases.enumerated() {
      guard phase.epochs >= 1, phase.patience ?? 1 >= 1 else {
        throw .badPhase(index: index, epochs: phase.epochs, patience: phase.patience)
      }
      guard (1...events).contains(phase.batchSize) else { throw .badBatchSize(phase.batchSize, events: events) }
      if case .asimov(let systematic) = phase.loss, !(systematic >= 0 && systematic <= 1e6) {
        throw .badSystematic(systematic)
      }
    }
    guard learningRate > 0, learningRate.isFinite else { throw .badLearningRate(learningRate) }
    _ = try NetworkLayout(inputs: 1, hidden: hidden)
  }
}
