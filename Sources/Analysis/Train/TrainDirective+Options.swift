import Learning
import Notebook

extension TrainDirective {
  /// What is applied to the sums of the hidden layers.
  enum HiddenActivation: String, ChoiceOption {
    case relu, tanh, gelu

    var activation: DenseLayer.Activation {
      switch self {
      case .relu: .relu
      case .tanh: .tanh
      case .gelu: .gelu
      }
    }
  }

  /// How the weights begin.
  enum InitialWeights: String, ChoiceOption {
    case glorot, he

    var initialisation: Initialisation { self == .he ? .he : .glorot }
  }

  /// How batches are made.
  enum BatchSampling: String, ChoiceOption {
    case stratified, plain

    var sampling: Sampling { self == .plain ? .plain : .stratified }
  }

  /// The phases of the training, in order.
  var phases: [TrainingPhase] {
    let sizes = batchSize?.all
    let last = loss.map { loss in
      TrainingPhase(
        loss: loss.loss, epochs: epochs, batchSizes: sizes, patience: stop.patience,
        minimumImprovement: stop.minimumImprovement)
    }
    let first = (pretrain?.all ?? []).map { phase in
      TrainingPhase(
        loss: phase.loss.loss, epochs: phase.epochs, batchSizes: phase.batchSize?.all ?? last?.batchSizes,
        patience: phase.stop?.patience, minimumImprovement: phase.stop?.minimumImprovement ?? 0)
    }
    return first + [last].compactMap(\.self)
  }

  /// As the training of one network of the ensemble takes them.
  func options(of member: Int) -> TrainingOptions {
    TrainingOptions(
      hidden: hidden, activation: activation.activation, initialisation: initialisation.initialisation, phases: phases,
      learningRate: learningRate, schedule: schedule.schedule, l2: l2, weightDecay: weightDecay, dropout: dropout,
      sampling: sampling.sampling, seed: seed &* UInt64(ensemble) &+ UInt64(member))
  }

  func check(_ context: inout CheckContext) {
    if isTaken { return checkTaken(&context) }
    if loss == nil, context.isWritten("from"), context.isWritten("network") {
      context.report(
        "no loss to minimise", at: "loss", remedy: "add 'loss: …', or 'from: …' for a network that is trained already")
    }
    for (index, width) in hidden.enumerated() where !(1...4096).contains(width) {
      context.report(
        "a hidden layer has 1 to 4096 units, not \(width)", at: "hidden", "\(index)", remedy: "write for example [23]")
    }
    if ensemble < 1 {
      context.report(
        "an ensemble has at least 1 network, not \(ensemble)", at: "ensemble", remedy: "write for example 5")
    }
    if let folds, folds < 2 {
      context.report("there are at least 2 folds, not \(folds)", at: "folds", remedy: "write for example 5")
    }
    if epochs < 1 { context.report("epochs must be at least 1, not \(epochs)", at: "epochs") }
    check(batchSize, &context, at: ["batch-size"])
    checkPretraining(&context)
    check(stop, &context, at: ["stop"])
    if !(learningRate > 0) {
      context.report(
        "learning-rate must be positive, not \(NumberText(learningRate).plain)", at: "learning-rate",
        remedy: "write for example 0.001")
    }
    for (value, key) in [(l2, "l2"), (weightDecay, "weight-decay")] where !(value >= 0 && value.isFinite) {
      context.report(
        "\(key) must not be negative, and is \(NumberText(value).plain)", at: key, remedy: "write 0 for none")
    }
    if !(dropout >= 0 && dropout <= 0.99) {
      context.report(
        "dropout must lie between 0 and 0.99, not \(NumberText(dropout).plain)", at: "dropout",
        remedy: dropout > 1 ? "write 0.2 for 20 %" : "write 0 for none")
    }
  }

  private func checkPretraining(_ context: inout CheckContext) {
    guard let pretrain else { return }
    for (index, phase) in pretrain.all.enumerated() {
      let place = pretrain.keys(at: index, of: ["pretrain"])
      if phase.epochs < 1 {
        context.report(Mistake("epochs must be at least 1, not \(phase.epochs)"), at: place + ["epochs"])
      }
      check(phase.batchSize, &context, at: place + ["batch-size"])
      if let stop = phase.stop { check(stop, &context, at: place + ["stop"]) }
    }
  }

  private func check(_ batchSize: OneOrMore<Int>?, _ context: inout CheckContext, at place: [String]) {
    let sizes = batchSize?.all ?? []
    for (index, size) in sizes.enumerated() where size < 1 {
      // One size stands alone, several in a list.
      context.report(
        Mistake("batch-size must be at least 1, not \(size)"), at: sizes.count == 1 ? place : place + ["\(index)"])
    }
  }

  private func check(_ stop: StopOptions, _ context: inout CheckContext, at place: [String]) {
    if stop.patience < 1 {
      context.report(Mistake("patience must be at least 1, not \(stop.patience)"), at: place + ["patience"])
    }
    if !(stop.minimumImprovement >= 0) {
      context.report(
        Mistake("the minimum must not be negative", remedy: "write 0 for none"), at: place + ["minimum-improvement"])
    }
  }
}
