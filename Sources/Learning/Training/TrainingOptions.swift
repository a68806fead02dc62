/// A stretch of training with one loss.
public struct TrainingPhase: Sendable, Hashable, Codable {
  /// What to minimise.
  public var loss: Loss
  /// The largest number of epochs, ≥ 1.
  public var epochs: Int
  /// Events in a batch, one number for each epoch, the last for all that follow: `[512, 1024, 4096]` is the paper's dynamic
  /// batch size (§4). The last batch of an epoch holds what is left and counts like any other, as in Keras. The paper
  /// takes 4096 for the losses made of a significance and 128 for the cross-entropy (§5).
  public var batchSizes: [Int]
  /// Stop after this many epochs in a row without a new smallest validation loss, and go back to the parameters of the
  /// best epoch, also when `epochs` runs out first; `nil` runs all epochs and keeps the last.
  public var patience: Int?
  /// An epoch is better only if its validation loss lies lower by more than this, ≥ 0.
  public var minimumImprovement: Double

  /// - Parameters:
  ///   - loss: what to minimise.
  ///   - epochs: the largest number of epochs.
  ///   - batchSize: events in a batch; `nil` takes the paper's, 4096 or for the cross-entropy 128.
  ///   - patience: epochs to wait for an improvement, or `nil`.
  ///   - minimumImprovement: what counts as one.
  public init(
    loss: Loss, epochs: Int = 100, batchSize: Int? = nil, patience: Int? = 2, minimumImprovement: Double = 0
  ) {
    self.init(
      loss: loss, epochs: epochs, batchSizes: batchSize.map { [$0] }, patience: patience,
      minimumImprovement: minimumImprovement)
  }

  /// The same with a batch size for each epoch.
  public init(
    loss: Loss, epochs: Int = 100, batchSizes: [Int]?, patience: Int? = 2, minimumImprovement: Double = 0
  ) {
    self.loss = loss
    self.epochs = epochs
    self.batchSizes = batchSizes ?? [loss == .crossEntropy ? 128 : 4096]
    self.patience = patience
    self.minimumImprovement = minimumImprovement
  }

  /// The paper's pretraining (§4): a fixed number of epochs, without early stopping, to bring s/b to where the gradient of
  /// 1/Z_A no longer vanishes.
  public static func pretraining(_ loss: Loss = .significance, epochs: Int = 5, batchSize: Int? = nil) -> TrainingPhase
  {
    TrainingPhase(loss: loss, epochs: epochs, batchSize: batchSize, patience: nil)
  }

  /// Events in a batch of an epoch, counted from 0 in the phase.
  func batchSize(epoch: Int) -> Int { batchSizes[min(epoch, batchSizes.count - 1)] }
}

/// How batches are made of a sample.
public enum Sampling: String, Sendable, Hashable, Codable, CaseIterable {
  /// Each batch holds both classes in the proportion of the sample, drawn at random within each class: no batch lacks
  /// background by accident.
  case stratified
  /// Batches of the whole sample in random order, as in the paper.
  case plain
}

/// What to train and how.
public struct TrainingOptions: Sendable, Hashable, Codable {
  /// Widths of the hidden layers, each 1...4096; none is logistic regression.
  public var hidden: [Int]
  /// Applied to every hidden layer.
  public var activation: DenseLayer.Activation
  /// How the weights begin.
  public var initialisation: Initialisation
  /// One after the other. Parameters carry over; the moments of Adam start anew with each phase, as they do when a Keras model
  /// is compiled with another loss.
  public var phases: [TrainingPhase]
  /// Adam's step size α > 0.
  public var learningRate: Double
  /// How it goes on.
  public var schedule: LearningRateSchedule
  /// λ ≥ 0 of the penalty λ Σ w² over all weights, biases apart, which is minimised along with the loss.
  public var l2: Double
  /// Share of each weight, biases apart, that a step takes off: α · `weightDecay` (arXiv:1711.05101), ≥ 0.
  public var weightDecay: Double
  /// Probability of each hidden unit to be left out of an event in training, from 0 to below 1.
  public var dropout: Double
  /// How batches are made.
  public var sampling: Sampling
  /// Determines the initial weights, every shuffle and what is dropped.
  public var seed: UInt64

  /// - Parameters:
  ///   - hidden: widths of the hidden layers; the paper's results have one of 23 units.
  ///   - phases: in order.
  ///   - learningRate: Keras' default is 0.001.
  ///   - seed: any number.
  public init(
    hidden: [Int] = [23], activation: DenseLayer.Activation = .relu, initialisation: Initialisation = .glorot,
    phases: [TrainingPhase], learningRate: Double = 0.001, schedule: LearningRateSchedule = .constant, l2: Double = 0,
    weightDecay: Double = 0, dropout: Double = 0, sampling: Sampling = .stratified, seed: UInt64 = 0
  ) {
    self.hidden = hidden
    self.activation = activation
    self.initialisation = initialisation
    self.phases = phases
    self.learningRate = learningRate
    self.schedule = schedule
    self.l2 = l2
    self.weightDecay = weightDecay
    self.dropout = dropout
    self.sampling = sampling
    self.seed = seed
  }

  /// Finds what cannot be trained.
  /// - Parameter events: size of the training split.
  /// - Throws: `noPhases`, `badPhase`, `badBatchSize`, `badSystematic`, `badLearningRate`, `badRegularisation` or `badWidth`.
  public func check(events: Int) throws(LearningError) {
    guard !phases.isEmpty else { throw .noPhases }
    for (index, phase) in phases.enumerated() {
      guard phase.epochs >= 1, phase.patience ?? 1 >= 1, phase.minimumImprovement >= 0 else {
        throw .badPhase(index: index, epochs: phase.epochs, patience: phase.patience)
      }
      if let size = phase.batchSizes.first(where: { !(1...events).contains($0) }) {
        throw .badBatchSize(size, events: events)
      }
      guard !phase.batchSizes.isEmpty else { throw .badBatchSize(0, events: events) }
      if let systematic = phase.loss.systematic, !(systematic >= 0 && systematic <= 1e6) {
        throw .badSystematic(systematic)
      }
    }
    guard learningRate > 0, learningRate.isFinite, schedule.isSound else { throw .badLearningRate(learningRate) }
    for (name, value) in [("l2", l2), ("weight decay", weightDecay)] {
      guard value >= 0, value.isFinite else { throw .badRegularisation(name, value) }
    }
    // A share is a multiple of 2⁻¹⁶.
    guard dropout >= 0, dropout <= 0.99 else { throw .badRegularisation("dropout", dropout) }
    _ = try layout(inputs: 1)
  }

  func layout(inputs: Int) throws(LearningError) -> NetworkLayout {
    try NetworkLayout(
      inputs: inputs, hidden: hidden, activations: hidden.map { _ in activation })
  }
}
