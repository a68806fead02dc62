import Events
import Learning
import ModelExchange
import Notebook
import Statistics

/// Trains a dense network on a dataset: hidden layers and one sigmoid output, whose value is the score.
///
/// It learns from the training split until the loss on the validation split stops falling, and goes back to the epoch where
/// that was lowest. The network is written beside the report as `models/NAME.onnx`, which onnxruntime and other programs
/// run; `from` reads one that another program has trained, and `network` asks that of another training about another dataset.
///
/// ```{train} network
/// dataset: events
/// loss: { asimov: { systematic: 0.5 } }
/// pretrain: { loss: s/sqrt(s+b), epochs: 5 }
/// stop: { patience: 2 }
/// ```
struct TrainDirective: Directive {
  static let kind = "train"
  static let version = 4
  static let purpose = DirectivePurpose.training
  var purpose: DirectivePurpose { isTaken ? .computation : .training }

  func cost(reading inputs: [StepCost]) -> StepCost {
    StepCost(isExpensive: purpose == .training, events: inputs.map(\.events).max() ?? 0)
  }

  static let defaults = [
    "hidden": "[23]", "activation": "relu", "initialisation": "glorot", "learning-rate": "0.001",
    "schedule": "constant", "l2": "0", "weight-decay": "0", "dropout": "0", "sampling": "stratified", "epochs": "100",
    "stop": "{}", "ensemble": "1", "seed": "1",
  ]

  /// The dataset to learn from.
  var dataset: Reference<DatasetDirective>
  /// An ONNX file with a network that is taken as it is, instead of training one; all options but `dataset` and `luminosity` stay
  /// away. It has to be a dense network with one score, such as Asimov, Keras, PyTorch and scikit-learn write; its inputs are
  /// matched with the dataset's features by the names in its metadata under `feature_names`, or by their order where it has none.
  var from: FileReference?
  /// Another `train` directive whose network is taken as it is, to score this dataset, which has the same features; all options but
  /// `dataset` and `luminosity` stay away. So a parametrised network is evaluated at one point after the other.
  var network: Reference<TrainDirective>?
  /// Widths of the hidden layers, from the inputs to the output.
  var hidden: [Int]
  /// What the hidden layers apply to their sums; `gelu` is the exact form of arXiv:1606.08415.
  var activation: HiddenActivation
  /// How the weights begin: uniform in ±√(6/(inputs + units)) (`glorot`, as in Keras), or in ±√(6/inputs) (`he`).
  var initialisation: InitialWeights
  /// What to minimise: the cross-entropy, (s+b)/s² as `s/sqrt(s+b)`, or 1/Z_A at a relative systematic uncertainty on the
  /// background (arXiv:1806.00322, Eqs. 4.5 and 4.6); `asimov-squared` is 1/Z_A², which the authors' code minimises. Needed
  /// unless there is `from` or `network`.
  var loss: LossOption?
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
  /// How many networks to train, from as many seeds; the mean of their scores is the score. Their seeds are `ensemble` ×
  /// `seed` and those that follow, so that ensembles of different seeds share no network.
  var ensemble: Int
  /// k-fold cross-validation: the events of the training and validation splits are shared among this many folds, and for
  /// each of them a network learns from the others and stops by it. Each of these events is scored by the network that has
  /// not learnt from it, test events by the mean of all.
  var folds: Int?
  /// Integrated luminosity to learn for, and to which all refers that is made of the scores: scans, significances, limits. By default
  /// that of the dataset.
  var luminosity: Luminosity?
  /// Decides the initial weights, the order of the events and what is dropped.
  var seed: UInt64

  enum CodingKeys: String, CodingKey, CaseIterable {
    case dataset, from, network, hidden, activation, initialisation, loss, pretrain, sampling, schedule, l2, dropout,
      epochs,
      stop, ensemble, folds, luminosity, seed
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

  func run(_ context: StepContext) throws -> StepResult {
    let input = try context.result(of: dataset)
    let data = try DatasetDirective.dataset(from: input)
    var conditions = try Conditions(from: input)
    let share = (luminosity?.value ?? conditions.luminosity) / conditions.luminosity
    if let luminosity { conditions.luminosity = luminosity.value }
    let folds = try folds.map { try Folds($0, of: data) }
    let networks = try taken(for: data, context) ?? trained(on: data, share, folds, context)
    let splits = try score(data, share, by: networks, folds, threads: context.threads)
    var blobs = try networks.blobs().merging([Conditions.blob: StoredJSON.blob(conditions)]) { $1 }
    for (name, split) in splits { blobs.merge(split.blobs(name)) { $1 } }
    return StepResult(
      values: try values(of: networks, validation: splits[.validation]), summary: summary(of: networks),
      files: try files(of: networks), blobs: blobs)
  }

  /// A network that is another training's lies beside the report under that name already.
  private func files(of networks: TrainedNetworks) throws -> [AccompanyingFile] {
    guard network == nil else { return [] }
    return [AccompanyingFile(folder: "models", ending: "onnx", bytes: try TrainedModel.onnx(meanOf: networks.all))]
  }

  /// - Returns: `nil` where no sample has a systematic.
  private static func systematics(of data: Dataset, in split: DatasetSplit) throws -> SampleSystematics? {
    let systematics = try SampleSystematics(sample: split.sample, systematics: data.samples.map(\.systematic))
    return systematics.areGiven ? systematics : nil
  }

  /// - Parameter share: the luminosity in units of the dataset's.
  private func score(
    _ data: Dataset, _ share: Double, by networks: TrainedNetworks, _ folds: Folds?, threads: Int
  ) throws -> [ScoredSplit.Name: ScoredSplit] {
    var scores: [ScoredSplit.Name: [Float]] = [:]
    if let folds {
      let heldOut = try networks.heldOutScores(of: folds, threads: threads)
      scores[.train] = Array(heldOut.prefix(data.train.count))
      scores[.validation] = Array(heldOut.dropFirst(data.train.count))
    }
    var splits: [ScoredSplit.Name: ScoredSplit] = [:]
    for (name, split) in [(ScoredSplit.Name.train, data.train), (.validation, data.validation), (.test, data.test)] {
      splits[name] = ScoredSplit(
        scores: try scores[name] ?? networks.scores(of: split.features, threads: threads), isSignal: split.isSignal,
        weights: share == 1 ? split.physicalWeights : split.physicalWeights.map { share * $0 },
        samples: try Self.systematics(of: data, in: split))
    }
    return splits
  }
}
