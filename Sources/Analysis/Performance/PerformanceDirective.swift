import Notebook
import Statistics

/// Measures how well a network tells signal from background on the test events, and whether it has learnt its sample by
/// heart.
///
/// ```{performance} quality
/// model: network
/// ```
struct PerformanceDirective: Directive, MakesValues {
  static let kind = "performance"
  static let version = 1
  static let defaults = ["bins": "10", "minimum-effective-background": "10"]

  /// The network.
  var model: Reference<TrainDirective>
  /// Bins of the score between 0 and 1, in which it is compared with the fraction of signal.
  var bins: Int
  /// A cut that leaves fewer effective background events, (Σw)²/Σw², is no candidate for the best improvement.
  var minimumEffectiveBackground: Double

  enum CodingKeys: String, CodingKey {
    case model, bins
    case minimumEffectiveBackground = "minimum-effective-background"
  }

  enum Values: String, ValueName {
    /// Area under the ROC curve, with its error after DeLong.
    case area = "auc"
    /// Probability that the scores of training and test signal events are drawn from one distribution (Kolmogorov–Smirnov); a
    /// small one tells of overtraining. Of a cross-validated network the training events are held out.
    case signalProbability = "ks-signal"
    /// The same of background events.
    case backgroundProbability = "ks-background"
    /// Mean distance of the score from the fraction of signal in bins of the score, both classes weighing the same.
    case calibrationError = "calibration-error"
    /// The largest ε_s/√ε_b of all cuts: the factor by which a cut improves s/√b.
    case improvement
    /// Signal efficiency of that cut.
    case improvementEfficiency = "improvement-efficiency"
  }

  static let values = [ValueGroup(names: Values.self)]

  var outline: ValueOutline { .record(Values.outline) }

  func check(_ context: inout CheckContext) {
    if !(1...1000).contains(bins) {
      context.report("bins must lie between 1 and 1000, not \(bins)", at: "bins")
    }
    context.check(minimumEffectiveBackground: minimumEffectiveBackground)
  }

  func run(_ context: StepContext) throws -> StepResult {
    let input = try context.result(of: model)
    let (training, test) = (try ScoredSplit(.train, from: input), try ScoredSplit(.test, from: input))
    let area = try AreaUnderCurve(scores: test.scores, isSignal: test.isSignal, weights: test.weights)
    let overtraining = try OvertrainingTest(training: training.sample, test: test.sample)
    let calibration = try CalibrationCurve(
      scores: test.scores, isSignal: test.isSignal, weights: test.balancedWeights, bins: bins)
    let scan = try test.scan
    let best = try ImprovementCurve(scan).best(minimumEffectiveBackground: minimumEffectiveBackground)
    let values: [Values: Value] = [
      .area: .number(area.value, uncertainty: area.uncertainty),
      .signalProbability: .number(overtraining.signal.probability),
      .backgroundProbability: .number(overtraining.background.probability),
      .calibrationError: .number(calibration.expectedError ?? .nan),
      .improvement: .number(best?.improvement ?? .nan, uncertainty: best?.uncertainty),
      .improvementEfficiency: .number(best?.signalEfficiency ?? .nan),
    ]
    return StepResult(values: .record(values), summary: summary(values))
  }

  private func summary(_ values: [Values: Value]) -> String {
    func text(_ name: Values) -> String { values[name]?.plain ?? "" }
    return "AUC \(text(.area)) on test events; Kolmogorov–Smirnov probability of training against test events "
      + "\(text(.signalProbability)) for signal and \(text(.backgroundProbability)) for background."
  }
}

extension ScoredSplit {
  fileprivate var sample: OvertrainingTest.Sample {
    OvertrainingTest.Sample(scores: scores, isSignal: isSignal, weights: weights)
  }
}
