import Events
import Foundation
import Notebook
import Plotting
import Statistics

/// How well s and b, and with them the significance, are estimated from one batch, against its size (paper, Fig. 1).
///
/// Batches are drawn at random from a split; s/√(s+b) follows from the scores of their events as in the loss. Beside the points
/// stands a histogram of them all, on the same axis.
struct BatchSizePlot: Options, PlotKind {
  static let defaults = [
    "sizes": "[2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 10000]", "batches": "10", "split": "test",
    "seed": "1",
  ]

  /// The network whose scores are summed.
  var model: Reference<TrainDirective>
  /// Sizes of batches, in events of both classes.
  var sizes: [Int]
  /// How many batches of each size are drawn.
  var batches: Int
  /// Which events they are drawn from.
  var split: Split
  /// Decides the batches.
  var seed: UInt64

  enum Split: String, ChoiceOption { case train, validation, test }

  func check(_ context: inout CheckContext) {
    if sizes.isEmpty {
      context.report("no sizes", at: "batch-size", "sizes", remedy: "write for example [16, 128, 1024, 4096]")
    }
    for (place, size) in sizes.enumerated() where !(1...10_000_000).contains(size) {
      context.report(
        "a batch has 1 to 10000000 events, not \(size)", at: "batch-size", "sizes", "\(place)",
        remedy: "write for example 4096")
    }
    if !(1...1000).contains(batches) {
      context.report(
        "there must be 1 to 1000 batches of a size, not \(batches)", at: "batch-size", "batches",
        remedy: "write for example 10")
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let input = try context.result(of: model)
    let events = try ScoredSplit(split.name, from: input)
    let yields = events.yields
    func estimate(_ batch: some Sequence<Int>) -> Double {
      BatchEstimate(
        events: batch, scores: events.scores, isSignal: events.isSignal, weights: events.weights, yields: yields
      ).significance
    }
    let whole = estimate(events.scores.indices)
    var (x, y): ([Double], [Double]) = ([], [])
    for (place, size) in sizes.enumerated() {
      for batch in 0..<batches {
        var random = Philox(seed: seed, stream: UInt64(place * batches + batch))
        let count = UInt64(events.scores.count)
        x.append(Double(size))
        y.append(estimate((0..<size).lazy.map { _ in Int(random.number(below: count)) }))
      }
      context.progress(Double(place + 1) / Double(sizes.count), "drawing batches")
    }
    let rule = Stroke(.red, width: 1.4, dash: .dashed)
    let points = Panel(
      x: Axis("Batch size", scale: .log), y: Axis(#"$s/\sqrt{s+b}$ in a batch"#),
      marks: [
        .points(x: x, y: y, colour: .blue, marker: Marker(.circle, size: 3), label: "Random batches"),
        .horizontalRule(at: whole, stroke: rule, label: "All events: \(NumberText(whole).plain)"),
      ])
    let histogram = try histogram(of: y)
    let marginal = Panel(
      x: Axis("Batches"), y: Axis(),
      marks: [
        .filledSteps(edges: histogram.edges, values: histogram.contents, orientation: .horizontal),
        .horizontalRule(at: whole, stroke: rule),
      ])
    var drawing = Drawing(
      panels: [points, marginal], panelSize: (390, 320), conditions: try Conditions(from: input),
      alternativeText: words(x, y, whole))
    drawing.columnShares = [1, 0.42]
    drawing.sharesY = true
    return drawing
  }

  private func histogram(of values: [Double]) throws -> Histogram {
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    // The highest value belongs to the last bin.
    let end = high > low ? high + (high - low) * 1e-9 : low + 1
    return try Histogram(
      of: values.map(Float.init), weights: values.map { _ in 1 },
      range: Double(Float(low).nextDown)...Double(Float(end).nextUp),
      bins: 30)
  }

  private func words(_ x: [Double], _ y: [Double], _ whole: Double) -> String {
    let spreads = [sizes.min(), sizes.max()].compactMap(\.self).map { size -> String in
      let found = zip(x, y).filter { $0.0 == Double(size) }.map(\.1)
      return
        "between \(NumberText(found.min() ?? .nan).plain) and \(NumberText(found.max() ?? .nan).plain) in batches of "
        + NumberText.grouped(size)
    }
    return "s/√(s+b) in \(batches) random batches of each of \(sizes.count) sizes: " + spreads.joined(separator: ", ")
      + "; \(NumberText(whole).plain) with all \(split) events. At the right a histogram of all batches."
  }
}

extension BatchSizePlot.Split {
  fileprivate var name: ScoredSplit.Name {
    switch self {
    case .train: .train
    case .validation: .validation
    case .test: .test
    }
  }
}

extension ScoredSplit {
  /// Expected events of both classes before any cut.
  fileprivate var yields: (signal: Double, background: Double) {
    var yields = (signal: 0.0, background: 0.0)
    for (weight, isSignal) in zip(weights, isSignal) {
      if isSignal { yields.signal += weight } else { yields.background += weight }
    }
    return yields
  }
}
