import Notebook
import Plotting

/// Draws a figure of one thing: a `history`, a `score`, a `significance-scan`, a `binned-score`, a `roc` curve, a significance `improvement`, a
/// `calibration`, an `importance`, the `features` of a dataset, their `correlation`, a `batch-size` study, a `curve` of results, a
/// `limit-band`, or an `exclusion` in a plane of masses.
///
/// Text refers to the figure with {numref}`fig-scan`. It is written beside the report as PNG, PDF and SVG.
///
/// ```{plot} fig-scan
/// significance-scan: { scan: best, systematic: 0.5 }
/// caption: $Z_A$ against the cut on the score.
/// ```
struct PlotDirective: Directive {
  static let kind = "plot"
  static let version = 4
  static let purpose = DirectivePurpose.figure

  /// Loss, accuracy and more against the epoch, on training and validation events.
  var history: HistoryPlot?
  /// Histograms of the score of signal and background, for training and test events.
  var score: ScorePlot?
  /// The significance against the cut on the score, with its ±1σ band from the size of the simulated sample.
  var significanceScan: SignificanceScanPlot?
  /// Signal and background in the bins of a score, with the significance of each.
  var binnedScore: BinnedScorePlot?
  /// ROC curves with their areas: what is left of the background against the signal efficiency.
  var roc: ROCPlot?
  /// By how much a cut improves s/√b, ε_s/√ε_b, against the signal efficiency, with its ±1σ band.
  var improvement: ImprovementPlot?
  /// The fraction of signal against the score, which shows whether the score is a probability.
  var calibration: CalibrationPlot?
  /// What each feature is worth to a network, as bars.
  var importance: ImportancePlot?
  /// Distributions of the features of signal and background.
  var features: FeaturesPlot?
  /// Linear correlation coefficients of the features.
  var correlation: CorrelationPlot?
  /// The significance estimated from random batches, against their size.
  var batchSize: BatchSizePlot?
  /// Values of other directives against what was varied: a scan's systematics, or the variable of a sweep.
  var curve: CurvePlot?
  /// Expected limits on the signal strength against the variable of a sweep, with their 68 and 95 % bands.
  var limitBand: LimitBandPlot?
  /// Contours of limits and significances in a plane of two parameters, such as masses, from the members of a sweep.
  var exclusion: ExclusionPlot?
  /// Stands in bold above the figure's left end; by default `Simulation`.
  var label: String?

  enum CodingKeys: String, CodingKey {
    case history, score, roc, improvement, calibration, importance, features, correlation, curve, exclusion, label
    case batchSize = "batch-size"
    case limitBand = "limit-band"
    case significanceScan = "significance-scan"
    case binnedScore = "binned-score"
  }

  private var parts: [any PlotKind] {
    let all: [(any PlotKind)?] = [
      history, score, significanceScan, binnedScore, roc, improvement, calibration, importance, features,
      correlation, batchSize, curve, limitBand, exclusion,
    ]
    return all.compactMap { $0 }
  }

  func check(_ context: inout CheckContext) {
    guard parts.count == 1 else {
      return context.report(
        parts.isEmpty ? "nothing to draw" : "a figure draws one thing",
        remedy:
          "give one of 'history', 'score', 'significance-scan', 'binned-score', 'roc', 'improvement', 'calibration', 'importance', "
          + "'features', 'correlation', 'batch-size', 'curve', 'limit-band' and 'exclusion'"
      )
    }
    parts[0].check(&context)
  }

  func run(_ context: StepContext) throws -> StepResult {
    guard let part = parts.first else { return StepResult() }
    let drawing = try part.draw(context)
    var figure = Plotting.Figure(panels: drawing.rows, panelSize: drawing.panelSize)
    figure.columnShares = drawing.columnShares
    figure.sharesY = drawing.sharesY
    figure.header = .init(left: label ?? "Simulation", right: drawing.conditions?.label ?? "")
    let size = figure.size
    let files = FigureFiles(
      png: try figure.png(), pdf: try figure.pdf(), svg: try figure.svg(), csv: figure.csv(), width: size.width,
      height: size.height, alternativeText: drawing.alternativeText)
    return StepResult(figure: files, explorer: drawing.explorer)
  }
}

/// What a figure shows, before it is drawn.
struct Drawing {
  /// From top to bottom, each from left to right.
  var rows: [[Panel]]
  /// In points.
  var panelSize: (width: Double, height: Double)
  /// How wide columns are, in units of the panels' width.
  var columnShares: [Double] = []
  /// Whether panels of a row stand on one y axis.
  var sharesY = false
  /// `nil` where what is shown differs in them.
  var conditions: Conditions?
  /// What there is to see, in words.
  var alternativeText: String
  /// What a reader can move in it.
  var explorer: Explorer?

  init(
    rows: [[Panel]], panelSize: (width: Double, height: Double), conditions: Conditions?, alternativeText: String,
    explorer: Explorer? = nil
  ) {
    self.rows = rows
    self.panelSize = panelSize
    self.conditions = conditions
    self.alternativeText = alternativeText
    self.explorer = explorer
  }

  /// Panels in one row.
  init(
    panels: [Panel], panelSize: (width: Double, height: Double), conditions: Conditions?, alternativeText: String,
    explorer: Explorer? = nil
  ) {
    self.init(
      rows: [panels], panelSize: panelSize, conditions: conditions, alternativeText: alternativeText,
      explorer: explorer)
  }

  /// Panels of a size that lets a row of this many be read on a page.
  static func panelSize(count: Int) -> (width: Double, height: Double) {
    count == 1 ? (400, 320) : (290, 270)
  }
}

/// One of the things that a figure can show.
protocol PlotKind {
  func check(_ context: inout CheckContext)
  func draw(_ context: StepContext) throws -> Drawing
}
