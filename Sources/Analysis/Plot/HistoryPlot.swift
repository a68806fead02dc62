import Learning
import Notebook
import Plotting

/// Loss and accuracy against the epoch, on training and validation events (paper, Fig. 2).
struct HistoryPlot: Options, PlotKind {
  static let defaults = ["quantities": "[loss, accuracy]"]

  /// The training to show.
  var model: Reference<TrainDirective>
  /// What to show, a panel for each.
  var quantities: [Quantity]

  enum Quantity: String, ChoiceOption { case loss, accuracy }

  func check(_ context: inout CheckContext) {
    if quantities.isEmpty {
      context.report("no quantities", at: "history", "quantities", remedy: "write [loss, accuracy]")
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let input = try context.result(of: model)
    let network = try TrainedModel(decoding: input.blobs["model"] ?? [])
    let lastPhase = network.history.last?.phase ?? 0
    let panels = quantities.map { quantity in
      // Losses of different phases do not compare: the curve of the loss begins with the last one.
      panel(quantity, network, network.history.filter { quantity == .accuracy || $0.phase == lastPhase })
    }
    let best = network.history.first { $0.epoch == network.bestEpoch }
    let bestLoss = NumberText(best?.validation.loss ?? .nan).plain
    return Drawing(
      panels: panels, panelSize: Drawing.panelSize(count: panels.count), conditions: try Conditions(from: input),
      alternativeText: "Training history of a network trained on \(network.loss.words): "
        + quantities.map(\.rawValue).joined(separator: " and ") + " against epoch for training and validation events; "
        + "the validation loss is lowest, \(bestLoss), at epoch \(network.bestEpoch) of \(network.history.count).")
  }

  private func panel(_ quantity: Quantity, _ network: TrainedModel, _ records: [EpochRecord]) -> Panel {
    let epochs = records.map { Double($0.epoch) }
    let isLoss = quantity == .loss
    let training = records.map { isLoss ? $0.training.loss : $0.training.accuracy }
    let validation = records.map { isLoss ? $0.validation.loss : $0.validation.accuracy }
    var marks: [Mark] = [
      .line(x: epochs, y: training, stroke: Stroke(.blue), marker: Marker(.circle, size: 3), label: "Training"),
      .line(
        x: epochs, y: validation, stroke: Stroke(.red), marker: Marker(.square, size: 3), label: "Validation"),
      .verticalRule(at: Double(network.bestEpoch), label: "Best epoch"),
    ]
    for phase in 0..<network.options.phases.count - 1 {
      guard let end = records.last(where: { $0.phase == phase })?.epoch else { continue }
      marks.append(
        .verticalRule(
          at: Double(end) + 0.5, stroke: Stroke(.grey, width: 1, dash: .dotted),
          label: phase == 0 ? "End of pretraining" : nil))
    }
    return Panel(
      title: network.loss.label, x: Axis("Epoch", isWhole: true), y: Axis(isLoss ? network.loss.formula : "Accuracy"),
      marks: marks)
  }
}
