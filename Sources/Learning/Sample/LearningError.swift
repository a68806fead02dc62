/// What `Learning` refuses to do, and what its caller can do about it.
public enum LearningError: Error, Hashable, Sendable {
  /// A sample without events, or without features.
  case emptySample(split: Split)
  /// `features`, `isSignal` and `weights` do not describe the same number of events.
  case inconsistentLengths(features: Int, featureCount: Int, labels: Int, weights: Int)
  /// The names of the features do not number `featureCount`.
  case wrongNumberOfNames(names: Int, featureCount: Int)
  /// A feature is NaN or infinite.
  case notFinite(feature: String, column: Int, row: Int)
  /// A weight is negative, NaN or infinite.
  case badWeight(Float, row: Int)
  /// A split holds no event, or no weight, of one class.
  case missingClass(split: Split, isSignal: Bool)
  /// The validation split has other features than the training split, or events to score have other features than
  /// the model.
  case differentFeatures(expected: Int, found: Int)
  /// The same number of features, but named differently: the first position where they differ.
  case differentNames(expected: String, found: String, column: Int)
  /// A batch holds more events than the training split, or none.
  case badBatchSize(Int, events: Int)
  /// A hidden layer's width is out of range.
  case badWidth(Int)
  /// A phase has no epochs, or a patience below one.
  case badPhase(index: Int, epochs: Int, patience: Int?)
  /// There is no phase to train.
  case noPhases
  /// The learning rate is not positive and finite.
  case badLearningRate(Double)
  /// A penalty or a share to drop is out of range.
  case badRegularisation(String, Double)
  /// An expected yield is not positive and finite.
  case badYield(Double, isSignal: Bool)
  /// The relative systematic uncertainty is negative or not finite.
  case badSystematic(Double)
  /// No batch of an epoch held both classes.
  case noUsableBatch(size: Int)
  /// More training events than a 32-bit index can tell apart.
  case tooManyEvents(Int)
  /// Loss or parameters ceased to be finite.
  case diverged(epoch: Int)
  /// No room, or no permission, for what does not fit into memory; in the system's words.
  case scratch(String)
  /// The caller's `isCancelled` returned true.
  case cancelled
  /// The bytes are not a model: at which byte, and what is wrong there.
  case corruptModel(at: Int, reason: String)

  /// The part of the data a complaint is about.
  public enum Split: String, Hashable, Sendable, Codable {
    case training, validation
    /// Events outside a training.
    case sample
  }
}

extension LearningError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .emptySample(let split):
      "the \(split.rawValue) split is empty: give it events, or change the fractions of the split"
    case .inconsistentLengths(let features, let featureCount, let labels, let weights):
      "\(features) numbers for \(labels) labels, \(weights) weights and \(featureCount) features an event: "
        + "expected labels = weights and numbers = labels × features"
    case .wrongNumberOfNames(let names, let featureCount):
      "\(names) feature names for \(featureCount) features: give one name for each"
    case .notFinite(let feature, let column, let row):
      "feature '\(feature)' (column \(column)) is not a finite number in row \(row): remove the event or fill the gap"
    case .badWeight(let weight, let row):
      "weight \(weight) in row \(row): a weight must be finite and not negative; "
        + "drop or reweight the event before training"
    case .missingClass(let split, let isSignal):
      "the \(split.rawValue) split has no \(isSignal ? "signal" : "background") events of non-zero weight: "
        + "give it some, or change the fractions of the split"
    case .differentFeatures(let expected, let found):
      "expected \(expected) features for each event, found \(found)"
    case .differentNames(let expected, let found, let column):
      "expected feature '\(expected)' in column \(column), found '\(found)'"
    case .badBatchSize(let size, let events):
      "batch size \(size): choose a batch-size between 1 and the \(events) events of the training split"
    case .badWidth(let width):
      "a hidden layer of \(width) units: choose between 1 and \(NetworkLayout.widest)"
    case .badPhase(let index, let epochs, let patience):
      "phase \(index + 1) has \(epochs) epochs and patience \(patience.map(String.init) ?? "none"): both start at 1"
    case .noPhases: "nothing to train: give at least one phase"
    case .badLearningRate(let rate): "learning rate \(rate): it must be positive and finite"
    case .badRegularisation(let name, let value):
      "\(name) \(value): \(name == "dropout" ? "choose between 0 and 0.99" : "it must be finite and not negative")"
    case .badYield(let value, let isSignal):
      "expected \(isSignal ? "signal" : "background") yield \(value): "
        + "luminosity × cross-section × efficiency must lie between 1e-30 and 1e30"
    case .badSystematic(let value): "systematic uncertainty σ_b/b = \(value): choose between 0 and 1e6"
    case .noUsableBatch(let size): "no batch of \(size) events holds both signal and background: raise the batch size"
    case .tooManyEvents(let count): "\(count) training events: no more than 4294967295 can be shuffled"
    case .diverged(let epoch): "training diverged in epoch \(epoch): lower the learning rate"
    case .scratch(let reason): "the events cannot be put aside in the folder of the store: \(reason)"
    case .cancelled: "training was cancelled"
    case .corruptModel(let offset, let reason): "not a valid model file: \(reason) at byte \(offset); train it again"
    }
  }
}
