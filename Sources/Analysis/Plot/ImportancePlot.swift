import Notebook
import Plotting

/// What the features are worth to a network, as bars.
struct ImportancePlot: Options, PlotKind {
  static let defaults = ["quantities": "[significance-drop, gradient]"]

  /// The measurement to show.
  var importance: Reference<ImportanceDirective>
  /// What to show, a panel for each.
  var quantities: [Quantity]
  /// How many of the features to show, the most important; by default all.
  var features: Int?

  enum Quantity: String, ChoiceOption {
    case significanceDrop = "significance-drop"
    case areaDrop = "auc-drop"
    case gradient, sensitivity

    /// As the axis shows it.
    var label: String {
      switch self {
      case .significanceDrop: #"Loss of $Z_A$ when shuffled"#
      case .areaDrop: "Loss of AUC when shuffled"
      case .gradient: #"$\mathrm{d}Z_A/\mathrm{d}\delta$"#
      case .sensitivity: #"$\sum|\partial Z_A/\partial\delta|$"#
      }
    }

    var words: String {
      switch self {
      case .significanceDrop: "loss of the significance when the feature is shuffled"
      case .areaDrop: "loss of the area under the ROC curve when the feature is shuffled"
      case .gradient: "gradient of the significance by a shift of the feature"
      case .sensitivity: "sum of the gradient's sizes over the events"
      }
    }
  }

  func check(_ context: inout CheckContext) {
    if quantities.isEmpty {
      context.report("no quantities", at: "importance", "quantities", remedy: "write [significance-drop, gradient]")
    }
    if let features, features < 1 {
      context.report("there must be at least 1 feature to show, not \(features)", at: "importance", "features")
    }
  }

  func draw(_ context: StepContext) throws -> Drawing {
    let input = try context.result(of: importance)
    let shown = try FeatureImportance(from: input).features.prefix(features ?? .max)
    // The most important stands highest.
    let rising = Array(shown.reversed())
    let panels = quantities.enumerated().map { place, quantity in
      let bars = rising.map { quantity.bar(of: $0) }
      return Panel(
        x: Axis(quantity.label),
        y: Axis(categories: rising.map { place == 0 ? Label.escaped($0.name) : "" }),
        marks: [
          .bars(
            lengths: bars.map(\.length), y: rising.indices.map { Double($0 + 1) }, xErrors: bars.map(\.error),
            colour: Colour.blue)
        ])
    }
    let height = max(150, 70 + 14 * Double(rising.count))
    return Drawing(
      panels: panels, panelSize: (Drawing.panelSize(count: panels.count).width, height),
      conditions: try Conditions(from: input),
      alternativeText: "Bars for \(rising.count) features, the most important first: "
        + quantities.map(\.words).joined(separator: ", and ") + ". "
        + shown.prefix(3).map { "\($0.name) \(NumberText($0.meanSignificanceDrop).plain)" }.joined(separator: ", ")
        + " lose most of the significance.")
  }
}

extension ImportancePlot.Quantity {
  private var name: ImportanceDirective.Values {
    switch self {
    case .significanceDrop: .significanceDrop
    case .areaDrop: .areaDrop
    case .gradient: .gradient
    case .sensitivity: .sensitivity
    }
  }

  fileprivate func bar(of feature: FeatureImportance.Feature) -> (length: Double, error: Double) {
    guard case .number(let length, let error, _) = feature.value(name) else { return (.nan, .nan) }
    return (length, error ?? .nan)
  }
}
