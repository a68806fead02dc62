import Events
import Notebook
import Plotting
import Statistics

/// Linear correlation coefficients of a dataset's features, a matrix for the signal and one for the background. Events count with their
/// weights.
struct CorrelationPlot: Options, PlotKind {
  static let defaults = ["split": "train"]

  /// The dataset.
  var dataset: Reference<DatasetDirective>
  /// Which features to show; by default all, up to 40.
  var features: [String]?
  /// Which events to use.
  var split: ScoredSplit.Name
  /// Whether the coefficients stand in the cells; by default where there are at most 12 features.
  var numbers: Bool?

  private static let most = 40

  func check(_ context: inout CheckContext) {
    guard let features else { return }
    PlottedEvents.check(features, of: "correlation", most: Self.most, "rows", &context)
    if features.count < 2 {
      context.report(
        "one feature has nothing to correlate with", at: "correlation", "features", remedy: "name two or more")
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let input = try context.result(of: dataset)
    let events = try PlottedEvents(split, of: input)
    let places = Array(try events.places(of: features).prefix(Self.most))
    let matrices = [true, false].map { matrix(of: events, places, isSignal: $0) }
    let names = places.map { Label.escaped(events.names[$0]) }
    let edges = (0...places.count).map { Double($0) + 0.5 }
    let showsNumbers = numbers ?? (places.count <= 12)
    let panels = zip(["Signal", "Background"], matrices).map { title, matrix in
      Panel(
        title: title, x: Axis(categories: names), y: Axis(categories: names),
        marks: [
          .heatMap(
            xEdges: edges, yEdges: edges, values: matrix.coefficients, colours: .diverging, range: -1...1,
            decimals: showsNumbers ? 2 : nil, label: "Correlation coefficient")
        ])
    }
    let side = min(max(250, 150 + 22 * Double(places.count)), 520)
    return Drawing(
      panels: panels, panelSize: (side + 60, side), conditions: try Conditions(from: input),
      alternativeText: "Matrices of the linear correlation coefficients of \(places.count) features, for signal and "
        + "background. "
        + zip(["signal", "background"], matrices).map { strongest($1, $0, places.map { events.names[$0] }) }
        .joined(separator: " "))
  }

  private func matrix(of events: PlottedEvents, _ places: [Int], isSignal: Bool) -> CorrelationMatrix {
    let split = events.split
    let chosen = (0..<split.count).filter { split.isSignal[$0] == isSignal }
    let stride = events.names.count
    return split.features.withUnsafeBufferPointer { features in
      CorrelationMatrix(count: places.count, weights: chosen.map { split.physicalWeights[$0] }) { event, quantity in
        Double(features[chosen[event] * stride + places[quantity]])
      }
    }
  }

  /// The pair that tells most of each other.
  private func strongest(_ matrix: CorrelationMatrix, _ name: String, _ features: [String]) -> String {
    var best: (row: Int, column: Int, value: Double)?
    for row in features.indices {
      for column in 0..<row {
        let value = matrix.coefficients[row][column]
        if value.isFinite, abs(value) > abs(best?.value ?? 0) { best = (row, column, value) }
      }
    }
    guard let best else { return "No feature of the \(name) varies with another." }
    return "In the \(name) \(features[best.column]) and \(features[best.row]) are correlated most, with "
      + "\(NumberText(best.value).plain)."
  }
}
