import Learning
import Notebook
import Statistics

/// What a training tells of itself.
extension TrainDirective: MakesValues {
  enum Values: String, ValueName {
    /// Epochs that were run, those of `pretrain` and of all networks included.
    case epochs
    /// Epoch with the lowest loss on the validation split, whose network is used. Here and below, where several networks are
    /// trained, the mean over them with the standard deviation among them.
    case bestEpoch = "best-epoch"
    /// Loss of the untrained network on the validation split.
    case startingLoss = "starting-loss"
    /// Epochs, those of `pretrain` included, until the loss on the validation split lies below `starting-loss`: what pretraining is
    /// there to shorten (arXiv:1806.00322, Sec. 4). Infinite where a network never gets there.
    case epochsToImprove = "epochs-to-improve"
    /// Number of weights and biases of a network.
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

  /// What can be told of a network that is not trained here; where another program has trained it, s/√(s+b) stands for its unknown
  /// loss.
  private static let valuesOfTaken: [Values] = [
    .parameters, .validationAccuracy, .validationArea, .validationSignificance,
  ]

  var outline: ValueOutline {
    guard isTaken else { return .record(Values.outline) }
    return .record(Values.outline.filter { name, _ in Self.valuesOfTaken.contains { $0.rawValue == name } })
  }

  func values(of networks: TrainedNetworks, validation: ScoredSplit?) throws -> Value {
    var record: [Values: Value] = [.parameters: .integer(networks.parameters)]
    if isTaken, let validation {
      record.merge(try Self.values(of: validation, systematic: networks.records.first?.loss.systematic)) { $1 }
    } else {
      record.merge(values(of: networks.records)) { $1 }
    }
    return .record(record)
  }

  private func values(of records: [TrainingRecord]) -> [Values: Value] {
    let best = records.compactMap(\.best)
    return [
      .epochs: .integer(records.map(\.history.count).reduce(0, +)), .seed: .integer(Int(clamping: seed)),
      .bestEpoch: records.count == 1
        ? .integer(records[0].bestEpoch) : .spread(records.map { Double($0.bestEpoch) }),
      .startingLoss: .spread(records.map { $0.start?.loss ?? .nan }), .epochsToImprove: Self.epochsToImprove(records),
      .trainingLoss: .spread(best.map(\.training.loss)), .validationLoss: .spread(best.map(\.validation.loss)),
      .trainingAccuracy: .spread(best.map(\.training.accuracy)),
      .validationAccuracy: .spread(best.map(\.validation.accuracy)),
      .validationArea: .spread(best.map(\.validation.area)),
      .validationSignificance: .spread(best.map(\.validation.significance)),
    ]
  }

  private static func epochsToImprove(_ records: [TrainingRecord]) -> Value {
    let epochs = records.map(\.epochsToImprove)
    if epochs.count == 1, let epoch = epochs[0] { return .integer(epoch) }
    return epochs.contains(nil) ? .number(.infinity) : .spread(epochs.compactMap { $0.map(Double.init) })
  }

  /// As a training would tell them, from the scores alone.
  /// - Parameter systematic: of the loss, where it has one.
  private static func values(of split: ScoredSplit, systematic: Double?) throws -> [Values: Value] {
    let scan = try CutScan(scores: split.scores, isSignal: split.isSignal, weights: split.balancedWeights)
    let scored = split.scoredYields
    let significance =
      try systematic.map {
        try Significance.asimov(signal: scored.signal, background: scored.background, systematic: $0)
      } ?? Significance.signalOverRootTotal(signal: scored.signal, background: scored.background)
    return [
      .validationAccuracy: .number(try scan.accuracy(at: 0.5) ?? .nan),
      .validationArea: .number(try ROCCurve(scan).area), .validationSignificance: .number(significance.value),
    ]
  }

  func summary(of networks: TrainedNetworks) -> String {
    guard let loss else {
      let count = networks.all.count
      let what = count > 1 ? "Mean of \(count) networks \(networks.shape)" : "\(networks.shape) network"
      if let record = networks.records.first { return "\(what) of another training, \(record.loss.markdown)." }
      let producer: String? = if case .file(let name) = networks.all[0].origin, !name.isEmpty { name } else { nil }
      return "\(what) of \(producer.map { CodeSpan.markdown(of: $0) } ?? "another program")."
    }
    let before = (pretrain?.all ?? []).map { " after \($0.epochs) epochs with \($0.loss.loss.markdown)" }.joined()
    let records = networks.records
    guard records.count > 1 else {
      let record = records[0]
      return
        "\(networks.shape) network, \(loss.loss.markdown)\(before): best of \(record.history.count) epochs is "
        + "\(record.bestEpoch)\(record.isCutShort ? ", the last that `epochs` allows" : "")."
    }
    let best = records.map(\.bestEpoch).sorted()
    let folds = networks.folds.map { " from \($0)-fold cross-validation" } ?? ""
    let epochs =
      best[0] == best[best.count - 1] ? "epoch is \(best[0])" : "epochs are \(best[0]) to \(best[best.count - 1])"
    let limited = records.count(where: \.isCutShort)
    let limit = limited > 0 ? "; \(limited) stopped at the last that `epochs` allows" : ""
    return
      "Mean of \(records.count) networks \(networks.shape)\(folds), \(loss.loss.markdown)\(before): best \(epochs)\(limit)."
  }
}

extension TrainingRecord {
  /// Whether the loss still fell when no more epochs were allowed.
  fileprivate var isCutShort: Bool {
    guard let last = options.phases.last else { return false }
    let run = history.count { $0.phase == options.phases.count - 1 }
    return bestEpoch == history.count && run == last.epochs
  }
}
