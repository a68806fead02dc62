import Events
import Learning
import Notebook

/// Trains a dense network on a dataset: hidden layers and one sigmoid output, whose value is the score.
///
/// It learns from the training split until the loss on the validation split stops falling, and goes back to the epoch where
/// that was lowest.
///
/// ```{train} network
/// dataset: events
/// loss: { asimov: { systematic: 0.5 } }
/// pretrain: { loss: s/sqrt(s+b), epochs: 5 }
/// stop: { patience: 2 }
/// ```
struct TrainDirective: Directive, MakesValues {
  static let kind = "train"
  static let version = 2
  static let purpose = DirectivePurpose.training
  static let defaults = [
    "hidden": "[23]", "activation": "relu", "initialisation": "glorot", "learning-rate": "0.001",
    "schedule": "constant", "l2": "0", "weight-decay": "0", "dropout": "0", "sampling": "stratified", "epochs": "100",
    "stop": "{}", "seed": "1",
  ]

  /// The dataset to learn from.
  var dataset: Reference<DatasetDirective>
  /// Widths of the hidden layers, from the inputs to the output.
  var hidden: [Int]
  /// What the hidden layers apply to their sums; `gelu` is the exact form of arXiv:1606.08415.
  var activation: HiddenActivation
  /// How the weights begin: uniform in ±√(6/(inputs + units)) (`glorot`, as in Keras), or in ±√(6/inputs) (`he`).
  var initialisation: InitialWeights
  /// What to minimise: the cross-entropy, (s+b)/s² as `s/sqrt(s+b)`, or 1/Z_A at a relative systematic uncertainty on the
  /// background (arXiv:1806.00322, Eqs. 4.5 and 4.6); `asimov-squared` is 1/Z_A², which the authors' code minimises.
  var loss: LossOption
  /// What to minimise before, for a fixed number of epochs or with a `stop` of its own: one phase, or a list of them. The
  /// Asimov loss needs one where the systematic is large, since it is flat as long as s is small beside σ_b
  /// (arXiv:1806.00322, Sec. 4).
  var pretrain: OneOrMore<PretrainOptions>?
  /// Events in a batch; by default 128 for the cross-entropy and 4096 for the losses made of a significance. A list has one
  /// for each epoch, the last for all that follow.
  var batchSize: OneOrMore<Int>?
  /// How batches are made: each with both classes in the proportion of the sample (`stratified`), or of the whole sample in
  /// random order (`plain`, as in the paper).
  var sampling: BatchSampling
  /// Step size of Adam.
  var learningRate: Double
  /// How the step size goes on.
  var schedule: ScheduleOption
  /// λ of a penalty λ Σ w² over the weights, biases apart, that is minimised along with the loss.
  var l2: Double
  /// Share of each weight, biases apart, that a step takes off, times the step size (arXiv:1711.05101).
  var weightDecay: Double
  /// Probability of a hidden unit to be left out of an event in training, below 1.
  var dropout: Double
  /// At most this many epochs, not counting those of `pretrain`.
  var epochs: Int
  /// When to stop before `epochs`.
  var stop: StopOptions
  /// Decides the initial weights, the order of the events and what is dropped.
  var seed: UInt64

  enum CodingKeys: String, CodingKey {
    case dataset, hidden, activation, initialisation, loss, pretrain, sampling, schedule, l2, dropout, epochs, stop,
      seed
    case batchSize = "batch-size"
    case learningRate = "learning-rate"
    case weightDecay = "weight-decay"
  }

  /// A phase before the last.
  struct PretrainOptions: Options {
    static let defaults = ["epochs": "5"]

    /// What to minimise first.
    var loss: LossOption
    /// For how many epochs, or at most how many where there is a `stop`.
    var epochs: Int
    /// Events in a batch, as the option of that name; by default as many as in the training that follows.
    var batchSize: OneOrMore<Int>?
    /// When to stop before `epochs`; by default never.
    var stop: StopOptions?

    enum CodingKeys: String, CodingKey {
      case loss, epochs, stop
      case batchSize = "batch-size"
    }
  }

  /// Early stopping.
  struct StopOptions: Options {
    static let defaults = ["patience": "2", "minimum-improvement": "0"]

    /// Epochs in a row without a lower loss on the validation split after which to stop.
    var patience: Int
    /// By how much the loss must lie lower to count as lower.
    var minimumImprovement: Double

    enum CodingKeys: String, CodingKey {
      case patience
      case minimumImprovement = "minimum-improvement"
    }
  }

  enum Values: String, ValueName {
    /// Epochs that were run, those of `pretrain` included.
    case epochs
    /// Epoch with the lowest loss on the validation split, whose network is used.
    case bestEpoch = "best-epoch"
    /// Number of the network's weights and biases.
    case parameters
    /// Mean loss over the batches of the best epoch.
    case trainingLoss = "training-loss"
    /// Loss on the validation split behind the best epoch.
    case validationLoss = "validation-loss"
    /// Share of training events with their score on their own side of ½ in the best epoch, both classes weighing the same.
    case trainingAccuracy = "training-accuracy"
    /// The same of the validation split.
    case validationAccuracy = "validation-accuracy"
    /// Area under the ROC curve of the validation split behind the best epoch.
    case validationArea = "validation-auc"
    /// Z of the validation split behind the best epoch, each event counting with its score: Z_A at the loss's systematic, or
    /// s/√(s+b).
    case validationSignificance = "validation-significance"
    /// As the option of that name.
    case seed
  }

  static let values = [ValueGroup(names: Values.self)]

  var outline: ValueOutline { .record(Values.outline) }

  func run(_ context: StepContext) throws -> StepResult {
    let input = try context.result(of: dataset)
    let data = try DatasetDirective.dataset(from: input)
    let model = try train(on: data, context)
    var blobs = [Conditions.blob: input.blobs[Conditions.blob] ?? [], "model": model.encoded]
    for (name, split) in [(ScoredSplit.Name.train, data.train), (.validation, data.validation), (.test, data.test)] {
      let scored = ScoredSplit(
        scores: try model.scores(of: split.features, threads: context.threads), isSignal: split.isSignal,
        weights: split.physicalWeights)
      blobs.merge(scored.blobs(name)) { $1 }
    }
    return StepResult(values: values(of: model), summary: summary(of: model), blobs: blobs)
  }

  private func train(on data: Dataset, _ context: StepContext) throws -> TrainedModel {
    let total = phases.map(\.epochs).reduce(0, +)
    let clock = ContinuousClock()
    var saved = clock.now
    do {
      return try Training(options).run(
        train: Self.sample(data.train, data.featureNames), validation: Self.sample(data.validation, data.featureNames),
        yields: Yields(signal: data.signalYield, background: data.backgroundYield), threads: context.threads,
        from: context.draft.read().flatMap(TrainingCheckpoint.init(decoding:)),
        checkpoint: { checkpoint in
          guard clock.now - saved > Self.checkpointInterval else { return }
          saved = clock.now
          context.draft.write(checkpoint().encoded)
        },
        progress: { record in
          let loss = NumberText(record.validation.loss).plain
          context.progress(
            Double(record.epoch) / Double(total), "epoch \(record.epoch) of at most \(total), validation loss \(loss)")
        }, isCancelled: context.isCancelled)
    } catch LearningError.cancelled {
      throw CancellationError()
    }
  }

  /// A build that is killed loses at most this much of a training, and the epoch that it was at.
  private static let checkpointInterval = Duration.seconds(2)

  private static func sample(_ split: DatasetSplit, _ names: [String]) throws -> LabelledSample {
    try LabelledSample(
      features: split.features, featureCount: names.count, isSignal: split.isSignal, weights: split.weights,
      featureNames: names)
  }

  private func values(of model: TrainedModel) -> Value {
    let best = model.history.first { $0.epoch == model.bestEpoch }
    let parameters = model.layers.map { $0.weights.count + $0.biases.count }.reduce(0, +)
    return .record([
      "epochs": .integer(model.history.count), "best-epoch": .integer(model.bestEpoch),
      "parameters": .integer(parameters), "training-loss": .number(best?.training.loss ?? .nan),
      "validation-loss": .number(best?.validation.loss ?? .nan),
      "training-accuracy": .number(best?.training.accuracy ?? .nan),
      "validation-accuracy": .number(best?.validation.accuracy ?? .nan),
      "validation-auc": .number(best?.validation.area ?? .nan),
      "validation-significance": .number(best?.validation.significance ?? .nan), "seed": .integer(Int(clamping: seed)),
    ])
  }

  private func summary(of model: TrainedModel) -> String {
    let widths = ([model.featureNames.count] + hidden + [1]).map(String.init).joined(separator: " → ")
    let before = (pretrain?.all ?? []).map { " after \($0.epochs) epochs with \($0.loss.loss.markdown)" }.joined()
    return
      "\(widths) network, \(loss.loss.markdown)\(before): best of \(model.history.count) epochs is \(model.bestEpoch)."
  }
}
