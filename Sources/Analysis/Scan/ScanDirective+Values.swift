import Notebook
import Statistics

extension ScanDirective {
  enum Values: String, ValueName {
    /// Z_A of the test split, or the `estimate` in its place, with its uncertainty; so for each of `systematics`.
    case significance
    /// Lower end of the significance's 68.3 % interval, which is good for few events too and never leaves the range that a
    /// significance has: sums of weights are taken as scaled Poisson numbers (arXiv:1309.1287). 0 where no signal is kept.
    case significanceLow = "significance-low"
    /// Upper end of the same; infinite where no background is kept and the significance is.
    case significanceHigh = "significance-high"
    /// The chosen cut: events with at least this score are kept.
    case cut
    /// Expected signal events that are kept, with their uncertainty.
    case signal
    /// Expected background events that are kept, with their uncertainty.
    case background
    /// σ_b/b at the cut: that of `systematics`, and in quadrature what the samples that are kept have of their own.
    case systematic
    /// Signal events for each background event, with their uncertainty.
    case purity
    /// (Σw)²/Σw² of the background events that are kept: how many events of the same weight would say as much.
    case effectiveBackground = "effective-background"
    /// Share of the expected signal events that are kept, with its uncertainty.
    case signalEfficiency = "signal-efficiency"
    /// Share of the expected background events that are kept, with its uncertainty.
    case backgroundEfficiency = "background-efficiency"
    /// Expected signal events below the cut, with their uncertainty: with `background-rejected`, `signal` and `background`
    /// the confusion matrix.
    case signalRejected = "signal-rejected"
    /// Expected background events below the cut, with their uncertainty.
    case backgroundRejected = "background-rejected"
    /// Share of all expected events that the cut classifies correctly, signal kept and background rejected, with its
    /// uncertainty; where background abounds, little but the share of it that is rejected.
    case accuracy
    /// By how much the significance of the test split would be higher had the cut been chosen there: the optimism of choosing where one
    /// quotes. 0 where it is chosen there.
    case optimism
    /// Significance of the cut at ½, which nobody has to choose.
    case untuned
    /// The lowest significance of all cuts at ½ and above, over the highest of all cuts: 1 where it does not matter where one cuts.
    /// Losses made of a significance are said to come close (arXiv:1806.00322, Sec. 5). Only cuts that leave
    /// `minimum-effective-background` on the test split are looked at.
    case flatness
  }

  /// What is told where `bootstrap` asks for it.
  enum BootstrapValues: String, ValueName {
    /// Spread of the significance over samples of as many test events, drawn from them again; infinite where one of these has no
    /// background above the cut. Only with `bootstrap`.
    case uncertainty = "bootstrap-uncertainty"
  }

  /// What is told of the cut that is chosen for the highest purity.
  enum PurestValues: String, ValueName {
    /// The cut with the highest purity on the split where cuts are chosen; what follows is the test split's.
    case cut
    /// Expected signal events that are kept, with their uncertainty.
    case signal
    /// Expected background events that are kept, with their uncertainty.
    case background
    /// Signal events for each background event, with their uncertainty.
    case purity
    /// (Σw)²/Σw² of the background events that are kept.
    case effectiveBackground = "effective-background"
  }

  static let values = [
    ValueGroup(prefix: "[0.5]", names: Values.self), ValueGroup(prefix: "[0.5]", names: BootstrapValues.self),
    ValueGroup(prefix: ".purest", names: PurestValues.self),
  ]

  /// All that is told of a cut on the test split alone.
  func values(of point: CutPoint, in test: CutScan) throws -> [String: Value] {
    let interval = test.interval(of: point, estimate: estimate.estimate)
    return Self.values(of: point)
      .merging(Self.values(of: try test.confusionMatrix(at: point.cut))) { $1 }
      .merging([
        "systematic": .number(point.systematic),
        "significance": .number(point.significance, uncertainty: point.uncertainty),
        "significance-low": .number(interval.low), "significance-high": .number(interval.high),
      ]) { $1 }
  }

  static func values(of point: CutPoint) -> [String: Value] {
    [
      "cut": .number(Double(point.cut)),
      "signal": .number(point.signal, uncertainty: point.signalVariance.squareRoot()),
      "background": .number(point.background, uncertainty: point.backgroundVariance.squareRoot()),
      "purity": .number(point.signalToBackground ?? .infinity, uncertainty: point.signalToBackgroundUncertainty),
      "effective-background": .number(point.effectiveBackgroundEvents),
    ]
  }

  /// What the cut does with the events of each class.
  private static func values(of matrix: ConfusionMatrix) -> [String: Value] {
    func share(_ efficiency: Efficiency?) -> Value {
      .number(efficiency?.value ?? .nan, uncertainty: efficiency?.uncertainty)
    }
    return [
      "signal-efficiency": share(matrix.signalShare), "background-efficiency": share(matrix.backgroundShare),
      "accuracy": share(matrix.correctShare),
      "signal-rejected": .number(
        matrix.falseNegatives, uncertainty: matrix.falseNegativesVariance.squareRoot()),
      "background-rejected": .number(
        matrix.trueNegatives, uncertainty: matrix.trueNegativesVariance.squareRoot()),
    ]
  }
}
