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
  static let defaults = ["batches": "10", "split": "test", "seed": "1"]

  /// The network whose scores are summed.
  var model: Reference<TrainDirective>
  /// Sizes of batches, in events of both classes; by default 40 from 2 to 10 000 at equal steps of their logarithm, as far as there
  /// are events.
  var sizes: [Int]?
  /// How many batches of each size are drawn, each from all events; no event is in a batch twice. A batch that lacks a class has no significance.
  var batches: Int
  /// Which events they are drawn from.
  var split: ScoredSplit.Name
  /// Decides the batches.
  var seed: UInt64

  func check(_ context: inout CheckContext) {
    if sizes?.isEmpty == true {
      context.report("no sizes", at: "batch-size", "sizes", remedy: "write for example [16, 128, 1024, 4096]")
    }
    for (place, size) in (sizes ?? []).enumerated() where !(1...10_000_000).contains(size) {
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
    let events = try ScoredSplit(split, from: input)
    let yields = events.yields
    func estimate(_ batch: some Sequence<Int>) -> BatchEstimate {
      BatchEstimate(
        events: batch, scores: events.scores, isSignal: events.isSignal, weights: events.weights, yields: yields)
    }
    let whole = estimate(events.scores.indices).significance
    let sizes = sizes ?? Self.usualSizes.filter { $0 <= events.scores.count }
    if let size = sizes.first(where: { $0 > events.scores.count }) {
      throw Mistake(
        "the \(split) split has \(events.scores.count) events, too few for a batch of \(size)",
        remedy: "leave that size out")
    }
    var order = Array(events.scores.indices)
    var (x, y): ([Double], [Double]) = ([], [])
    for (place, size) in sizes.enumerated() {
      for batch in 0..<batches {
        var random = Philox(seed: seed, stream: UInt64(place * batches + batch))
        // The beginning of a random order, whatever the order was before (Fisher and Yates).
        for drawn in 0..<size {
          order.swapAt(drawn, drawn + Int(random.number(below: UInt64(order.count - drawn))))
        }
        let estimate = estimate(order[..<size])
        guard estimate.hasBoth else { continue }
        x.append(Double(size))
        y.append(estimate.significance)
      }
      context.progress(Double(place + 1) / Double(sizes.count), "drawing batches")
    }
    let rule = Stroke(.red, width: 1.4, dash: .dashed)
    guard !y.isEmpty else {
      throw Mistake("no batch has events of both classes", remedy: "draw larger ones")
    }
    let top = Self.top(of: y, whole)
    var marks: [Mark] = [
      .points(x: x, y: y, colour: .blue, marker: Marker(.circle, size: 3), label: "Random batches"),
      .horizontalRule(at: whole, stroke: rule, label: "All events: \(NumberText(whole).plain)"),
    ]
    let higher = y.count { $0 > top }
    if higher > 0 { marks.append(.note("\(higher) higher", x: .free, y: .frame(0.96), side: .centre)) }
    let points = Panel(
      x: Axis("Batch size", scale: .log), y: Axis(#"$s/\sqrt{s+b}$ in a batch"#, range: 0...top), marks: marks)
    let histogram = try Histogram(of: y.map(Float.init), weights: y.map { _ in 1 }, range: 0...top, bins: 40)
    let marginal = Panel(
      x: Axis("Batches", isWhole: true), y: Axis(range: 0...top),
      marks: [
        .filledSteps(edges: histogram.edges, values: histogram.contents, orientation: .horizontal),
        .horizontalRule(at: whole, stroke: rule),
      ])
    var drawing = Drawing(
      panels: [points, marginal], panelSize: (390, 320), conditions: try Conditions(from: input),
      alternativeText: words(sizes, x, y, whole))
    drawing.columnShares = [1, 0.42]
    drawing.sharesY = true
    return drawing
  }

  /// From 2 to 10 000 at equal steps of the logarithm, in whole numbers.
  private static let usualSizes: [Int] = {
    let sizes = (0..<41).map { Int((2 * pow(5000, Double($0) / 40)).rounded()) }
    return sizes.indices.filter { $0 == 0 || sizes[$0] != sizes[$0 - 1] }.map { sizes[$0] }
  }()

  /// Of the axis: a few wild estimates must not press all others flat.
  private static func top(of values: [Double], _ whole: Double) -> Double {
    let sorted = values.sorted()
    return max(1.15 * (sorted.isEmpty ? 0 : sorted[Int(0.98 * Double(sorted.count - 1))]), 1.6 * whole, 1e-9)
  }

  private func words(_ sizes: [Int], _ x: [Double], _ y: [Double], _ whole: Double) -> String {
    let spreads = [sizes.min(), sizes.max()].compactMap(\.self).map { size -> String in
      let found = zip(x, y).filter { $0.0 == Double(size) }.map(\.1)
      return
        "between \(NumberText(found.min() ?? .nan).plain) and \(NumberText(found.max() ?? .nan).plain) in batches of "
        + NumberText.grouped(size)
    }
    let lacking = sizes.count * batches - y.count
    return "s/√(s+b) in \(batches) random batches of each of \(sizes.count) sizes"
      + (lacking > 0 ? ", less \(lacking) that lack a class: " : ": ") + spreads.joined(separator: ", ")
      + "; \(NumberText(whole).plain) with all \(split) events. At the right a histogram of all batches."
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
