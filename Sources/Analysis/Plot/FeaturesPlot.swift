import Events
import Foundation
import Notebook
import Plotting
import Statistics

/// Distributions of a dataset's features, signal and background, a panel for each.
///
/// A panel spans what 99 % of the events of both classes have; the rest is beyond its ends, and the figure's words say how much. A
/// feature of a few whole numbers has a bin for each.
struct FeaturesPlot: Options, PlotKind {
  static let defaults = ["split": "train", "normalise": "unit", "bins": "30", "log": "false"]

  /// The dataset.
  var dataset: Reference<DatasetDirective>
  /// Which features to show; by default all, up to 24.
  var features: [String]?
  /// Which events to show.
  var split: ScoredSplit.Name
  /// What the bins hold.
  var normalise: Normalisation
  /// Number of bins.
  var bins: Int
  /// Whether the axis of the events is logarithmic.
  var log: Bool

  enum Normalisation: String, ChoiceOption {
    /// Both classes have unit area.
    case unit
    /// Expected events in the luminosity of the dataset, the signal upon the background, with the uncertainty that the size of the
    /// simulated sample leaves.
    case luminosity
  }

  private static let most = 24

  func check(_ context: inout CheckContext) {
    if !(1...1000).contains(bins) {
      context.report("bins must lie between 1 and 1000, not \(bins)", at: "features", "bins")
    }
    guard let features else { return }
    PlottedEvents.check(features, of: "features", most: Self.most, "panels", &context)
    if features.isEmpty {
      context.report("no features", at: "features", "features", remedy: "name some, or leave the key out for all")
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let input = try context.result(of: dataset)
    let events = try PlottedEvents(split, of: input)
    let places = try events.places(of: features).prefix(Self.most)
    var beyond: [String] = []
    let panels = try places.map { place -> Panel in
      let shape = FeatureShape(events.values(of: place), bins: bins)
      let outside = shape.shareOutside
      if outside >= 5e-4 { beyond.append("\(NumberText(100 * outside).plain) % of \(events.names[place])") }
      return try panel(of: events, place, shape)
    }
    let columns = panels.count <= 4 ? panels.count : panels.count <= 6 ? 3 : 4
    let rows = stride(from: 0, to: panels.count, by: columns).map {
      Array(panels[$0..<min($0 + columns, panels.count)])
    }
    let left = features == nil && events.names.count > Self.most ? " of \(events.names.count)" : ""
    return Drawing(
      rows: rows, panelSize: panels.count == 1 ? (400, 320) : (230, 200), conditions: try Conditions(from: input),
      alternativeText: "Histograms of \(panels.count)\(left) features of signal and background, \(split) events, "
        + (normalise == .unit ? "each of unit area" : "expected events, the signal upon the background") + ": "
        + places.map { events.names[$0] }.joined(separator: ", ") + "."
        + (beyond.isEmpty ? "" : " Beyond the ends lie " + beyond.joined(separator: ", ") + "."))
  }

  private func panel(of events: PlottedEvents, _ place: Int, _ shape: FeatureShape) throws -> Panel {
    let split = events.split
    func histogram(_ isSignal: Bool) throws -> Histogram {
      let chosen = shape.values.indices.filter { split.isSignal[$0] == isSignal }
      return try Histogram(
        of: chosen.map { shape.values[$0] }, weights: chosen.map { split.physicalWeights[$0] }, range: shape.range,
        bins: shape.bins)
    }
    let (signal, background) = (try histogram(true), try histogram(false))
    let marks: [Mark]
    if normalise == .unit {
      let (signal, background) = (signal.normalised, background.normalised)
      marks = [
        .filledSteps(edges: background.edges, values: background.contents, colour: .red, label: "Background"),
        // Without a fill and dashed, so that it is told apart in grey too.
        .steps(
          edges: signal.edges, values: signal.contents, stroke: Stroke(.blue, width: 1.6, dash: .dashed),
          label: "Signal"),
      ]
    } else {
      let errors = zip(signal.uncertainties, background.uncertainties).map { ($0 * $0 + $1 * $1).squareRoot() }
      marks = Mark.stack(
        edges: signal.edges,
        layers: [
          StackLayer(values: background.contents, colour: .red, label: "Background"),
          StackLayer(values: signal.contents, colour: .blue, label: "Signal"),
        ], uncertainties: errors, label: "Uncertainty")
    }
    let name = Label.escaped(events.names[place])
    return Panel(
      x: Axis(name, isWhole: shape.isWhole),
      y: Axis(normalise == .unit ? "Fraction of events" : "Events", scale: log ? .log : .linear), marks: marks)
  }
}

/// How one feature is divided into bins.
struct FeatureShape {
  let values: [Float]
  let range: ClosedRange<Double>
  let bins: Int
  /// A bin for each of a few whole numbers.
  let isWhole: Bool

  /// Whole numbers that span no more than these have a bin each.
  private static let mostWholeNumbers = 40.0

  init(_ values: [Float], bins: Int) {
    self.values = values
    let sorted = values.sorted()
    let (first, last) = (Double(sorted.first ?? 0), Double(sorted.last ?? 0))
    if last - first < Self.mostWholeNumbers, values.allSatisfy({ $0 == $0.rounded() }) {
      isWhole = true
      range = (first - 0.5)...(last + 0.5)
      self.bins = Int(last - first) + 1
      return
    }
    isWhole = false
    self.bins = bins
    func quantile(_ share: Double) -> Double { Double(sorted[Int(share * Double(sorted.count - 1))]) }
    var (low, high) = (quantile(0.005), quantile(0.995))
    // A tail that is hardly longer is shown whole.
    if low - first < 0.1 * (high - low) { low = first }
    if last - high < 0.1 * (high - low) { high = last }
    if !(high > low) { (low, high) = (low - 0.5, high + 0.5) }
    range = low...(high + (high - low) * 1e-6)
  }

  /// Of the events, what is not in the range.
  var shareOutside: Double {
    Double(values.filter { !range.contains(Double($0)) }.count) / Double(max(values.count, 1))
  }
}
