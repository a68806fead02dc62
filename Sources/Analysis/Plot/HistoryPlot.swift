import Learning
import Notebook
import Plotting

/// Loss, accuracy and what else a network is judged by against the epoch, on training and validation events (paper, Fig. 2).
struct HistoryPlot: Options, PlotKind {
  static let defaults = ["quantities": "[loss, accuracy]"]

  /// The training to show.
  var model: Reference<TrainDirective>
  /// What to show, a panel for each: `significance` is Z_A at the loss's systematic or s/√(s+b), `signal` and `background` are
  /// the expected events, each counted with its score, and `auc` is the area under the ROC curve.
  var quantities: [Quantity]

  enum Quantity: String, ChoiceOption {
    case loss, accuracy, auc, significance, signal, background

    /// Losses of different phases do not compare, nor do the significances that go with them.
    var isOfOnePhase: Bool { self == .loss || self == .significance }

    func of(_ metrics: EpochMetrics) -> Double {
      switch self {
      case .loss: metrics.loss
      case .accuracy: metrics.accuracy
      case .auc: metrics.area
      case .significance: metrics.significance
      case .signal: metrics.signal
      case .background: metrics.background
      }
    }

    /// As the axis shows it.
    func label(_ loss: Loss) -> String {
      switch self {
      case .loss: loss.formula
      case .accuracy: "Accuracy"
      case .auc: "AUC"
      case .significance: loss.systematic == nil ? #"$s/\sqrt{s+b}$"# : "$Z_A$"
      case .signal: "Signal events $s$"
      case .background: "Background events $b$"
      }
    }
  }

  func check(_ context: inout CheckContext) {
    if quantities.isEmpty {
      context.report("no quantities", at: "history", "quantities", remedy: "write [loss, accuracy]")
    }
    do throws(Mistake) {
      try context.checkValue([TrainDirective.Values.epochs.rawValue], of: model.name, path: model.name)
    } catch {
      if context.directive(of: model)?.network != nil {
        context.report(
          "a network of another training has no history of its own", at: "history", "model",
          remedy: "name that training")
      } else {
        context.report("\(NoHistory())", at: "history", "model", remedy: "draw its 'score', or the curve of a scan")
      }
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let input = try context.result(of: model)
    let networks = try TrainedNetworks(from: input)
    guard !networks.records.isEmpty else { throw NoHistory() }
    return Drawing(
      panels: quantities.map { panel($0, networks) }, panelSize: Drawing.panelSize(count: quantities.count),
      conditions: try Conditions(from: input), alternativeText: words(networks))
  }

  /// The network comes from a file.
  struct NoHistory: Error, CustomStringConvertible {
    var description: String { "a network from a file has no history" }
  }

  private func words(_ networks: TrainedNetworks) -> String {
    let records = networks.records
    let several = records.count == 1 ? "a network" : "\(records.count) networks"
    let losses = records.compactMap(\.best?.validation.loss)
    let lowest = NumberText(losses.min() ?? .nan).plain
    let highest = NumberText(losses.max() ?? .nan).plain
    return "Training history of \(several) trained on \(networks.words): "
      + quantities.map(\.rawValue).joined(separator: " and ") + " against epoch for training and validation events; "
      + (records.count == 1
        ? "the validation loss is lowest, \(lowest), at epoch \(records[0].bestEpoch) of \(records[0].history.count)."
        : "the lowest validation losses lie between \(lowest) and \(highest).")
  }

  private func panel(_ quantity: Quantity, _ networks: TrainedNetworks) -> Panel {
    let records = networks.records
    let isAlone = records.count == 1
    // Of many epochs markers would hide the line.
    let isSparse = isAlone && records[0].history.count <= Self.mostMarkers
    var marks: [Mark] = []
    for (index, record) in records.enumerated() {
      let shown = epochs(of: record, quantity)
      for (name, colour, shape, value) in [
        ("Training", Colour.blue, Marker.Shape.circle, \EpochRecord.training),
        ("Validation", .red, .square, \.validation),
      ] {
        // Of several networks each curve is a thin line; one entry of the legend does for all.
        marks.append(
          .line(
            x: shown.map { Double($0.epoch) }, y: shown.map { quantity.of($0[keyPath: value]) },
            stroke: isAlone ? Stroke(colour) : Stroke(colour, width: 0.7),
            marker: isSparse ? Marker(shape, size: 3) : nil, label: index == 0 ? name : nil))
      }
    }
    if isAlone { marks += rules(of: records[0], quantity) }
    return Panel(
      title: networks.label, x: Axis("Epoch", isWhole: true),
      y: Axis(quantity.label(records[0].loss)), marks: marks)
  }

  private static let mostMarkers = 50

  /// What does not compare between phases begins with the last one.
  private func epochs(of record: TrainingRecord, _ quantity: Quantity) -> [EpochRecord] {
    let last = record.history.last?.phase
    return record.history.filter { !quantity.isOfOnePhase || $0.phase == last }
  }

  private func rules(of record: TrainingRecord, _ quantity: Quantity) -> [Mark] {
    var marks = [Mark.verticalRule(at: Double(record.bestEpoch), label: "Best epoch")]
    for phase in 0..<record.options.phases.count - 1 {
      guard let end = epochs(of: record, quantity).last(where: { $0.phase == phase })?.epoch else { continue }
      marks.append(
        .verticalRule(
          at: Double(end) + 0.5, stroke: Stroke(.grey, width: 1, dash: .dotted),
          label: phase == 0 ? "End of pretraining" : nil))
    }
    return marks
  }
}
