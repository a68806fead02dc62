import Events
import Learning
import Notebook

/// Trains a dense network on a dataset: rectified hidden layers and one sigmoid output, whose value is the score.
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
  static let version = 1
  static let purpose = DirectivePurpose.training
  static let defaults = ["hidden": "[23]", "learning-rate": "0.001", "epochs": "100", "stop": "{}", "seed": "1"]

  /// The dataset to learn from.
  var dataset: Reference<DatasetDirective>
  /// Widths of the hidden layers, from the inputs to the output.
  var hidden: [Int]
  /// What to minimise: the cross-entropy, (s+b)/s² as `s/sqrt(s+b)`, or 1/Z_A at a relative systematic uncertainty on the
  /// background (arXiv:1806.00322, Eqs. 4.5 and 4.6).
  var loss: LossOption
  /// A first phase with another loss and without early stopping. The Asimov loss needs one where the systematic is large, since
  /// it is flat as long as s is small beside σ_b (arXiv:1806.00322, Sec. 4).
  var pretrain: PretrainOptions?
  /// Events in a batch; by default 128 for the cross-entropy and 4096 for the losses made of a significance.
  var batchSize: Int?
  /// Step size of Adam.
  var learningRate: Double
  /// At most this many epochs, not counting those of `pretrain`.
  var epochs: Int
  /// When to stop before `epochs`.
  var stop: StopOptions
  /// Decides the initial weights and the order of the events.
  var seed: UInt64

  enum CodingKeys: String, CodingKey {
    case dataset, hidden, loss, pretrain, epochs, stop, seed
    case batchSize = "batch-size"
    case learningRate = "learning-rate"
  }

  /// A first phase of training.
  struct PretrainOptions: Options {
    static let defaults = ["epochs": "5"]

    /// What to minimise first.
    var loss: LossOption
    /// For how many epochs.
    var epochs: Int
    /// Events in a batch; by default as many as in the training that follows.
    var batchSize: Int?

    enum CodingKeys: String, CodingKey {
      case loss, epochs
      case batchSize = "batch-size"
    }
  }

  /// Early stopping.
  struct StopOptions: Options {
    static let defaults = ["patience": "2"]

    /// Epochs in a row without a lower loss on the validation split after which to stop.
    var patience: Int
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
    /// As the option of that name.
    case seed
  }

  static let values = [ValueGroup(names: Values.self)]

  var outline: ValueOutline { .record(Values.outline) }

  func check(_ context: inout CheckContext) {
    for (index, width) in hidden.enumerated() where !(1...4096).contains(width) {
      context.report(
        "a hidden layer has 1 to 4096 units, not \(width)", at: "hidden", "\(index)", remedy: "write for example [23]")
    }
    for (value, key) in [(epochs, "epochs"), (batchSize ?? 1, "batch-size")] where value < 1 {
      context.report("\(key) must be at least 1, not \(value)", at: key)
    }
    for (value, key) in [(pretrain?.epochs ?? 1, "epochs"), (pretrain?.batchSize ?? 1, "batch-size")] where value < 1 {
      context.report("\(key) must be at least 1, not \(value)", at: "pretrain", key)
    }
    if stop.patience < 1 { context.report("patience must be at least 1, not \(stop.patience)", at: "stop", "patience") }
    if !(learningRate > 0) {
      context.report(
        "learning-rate must be positive, not \(NumberText(learningRate).plain)", at: "learning-rate",
        remedy: "write for example 0.001")
    }
  }

  func run(_ context: StepContext) throws -> StepResult {
    let input = try context.result(of: dataset)
    let data = try DatasetDirective.dataset(from: input)
    let model = try train(on: data, context)
    var blobs = [Conditions.blob: input.blobs[Conditions.blob] ?? [], "model": model.encoded]
    for (name, split) in [(ScoredSplit.Name.train, data.train), (.validation, data.validation), (.test, data.test)] {
      let scored = ScoredSplit(
        scores: try model.scores(of: split.features), isSignal: split.isSignal, weights: split.physicalWeights)
      blobs.merge(scored.blobs(name)) { $1 }
    }
    return StepResult(values: values(of: model), summary: summary(of: model), blobs: blobs)
  }

  private func train(on data: Dataset, _ context: StepContext) throws -> TrainedModel {
    let main = TrainingPhase(loss: loss.loss, epochs: epochs, batchSize: batchSize, patience: stop.patience)
    let first = pretrain.map {
      TrainingPhase.pretraining($0.loss.loss, epochs: $0.epochs, batchSize: $0.batchSize ?? main.batchSize)
    }
    let phases = (first.map { [$0] } ?? []) + [main]
    let total = phases.map(\.epochs).reduce(0, +)
    let options = TrainingOptions(hidden: hidden, phases: phases, learningRate: learningRate, seed: seed)
    do {
      return try run(Training(options), on: data, total: total, context)
    } catch LearningError.cancelled {
      throw CancellationError()
    }
  }

  private func run(
    _ training: Training, on data: Dataset, total: Int, _ context: StepContext
  ) throws -> TrainedModel {
    try training.run(
      train: Self.sample(data.train, data.featureNames), validation: Self.sample(data.validation, data.featureNames),
      yields: Yields(signal: data.signalYield, background: data.backgroundYield),
      progress: { record in
        let loss = NumberText(record.validationLoss).plain
        context.progress(
          Double(record.epoch) / Double(total), "epoch \(record.epoch) of at most \(total), validation loss \(loss)")
      }, isCancelled: context.isCancelled)
  }

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
      "parameters": .integer(parameters), "training-loss": .number(best?.trainingLoss ?? .nan),
      "validation-loss": .number(best?.validationLoss ?? .nan),
      "training-accuracy": .number(best?.trainingAccuracy ?? .nan),
      "validation-accuracy": .number(best?.validationAccuracy ?? .nan), "seed": .integer(Int(clamping: seed)),
    ])
  }

  private func summary(of model: TrainedModel) -> String {
    let widths = ([model.featureNames.count] + hidden + [1]).map(String.init).joined(separator: " → ")
    let before = pretrain.map { " after \($0.epochs) epochs with \($0.loss.loss.markdown)" } ?? ""
    return
      "\(widths) network, \(loss.loss.markdown)\(before): best of \(model.history.count) epochs is \(model.bestEpoch)."
  }
}
