import Notebook
import Statistics

/// Scans cuts on a network's score for the best discovery significance.
///
/// The cut is chosen on one split and quoted on the test split, with the uncertainty that the size of the simulated sample
/// leaves (Σw²). The significance is Z_A, with a systematic uncertainty on the background (arXiv:1806.00322, Eq. 3.1), or
/// another `estimate`.
///
/// ```{scan} best
/// model: network
/// systematics: [0.1, 0.5]
/// ```
struct ScanDirective: Directive, MakesValues {
  static let kind = "scan"
  static let version = 4
  static let defaults = [
    "systematics": "[0.1, 0.3, 0.5]", "choose-on": "validation", "minimum-effective-background": "10",
    "estimate": "asimov",
  ]

  /// The network whose score is cut on.
  var model: Reference<TrainDirective>
  /// Relative systematic uncertainties on the background, σ_b/b: 0.5 for 50 %. Each has a best cut of its own.
  var systematics: [Systematic]
  /// Split on which the cut is chosen. What is quoted is always the test split's: choosing there too, as
  /// arXiv:1806.00322 does, biases the result upward.
  var chooseOn: Choice
  /// A cut that leaves fewer effective background events, (Σw)²/Σw², on the split where cuts are chosen is no
  /// candidate, since Z_A grows without bound as b goes to 0.
  var minimumEffectiveBackground: Double
  /// The significance that is maximised and quoted.
  var estimate: EstimateOption

  enum Choice: String, ChoiceOption { case validation, test }

  enum CodingKeys: String, CodingKey {
    case model, systematics, estimate
    case chooseOn = "choose-on"
    case minimumEffectiveBackground = "minimum-effective-background"
  }

  var outline: ValueOutline {
    let point = ValueOutline.record(Values.outline)
    let points = Dictionary(systematics.map { ($0.key, point) }) { first, _ in first }
    return .record(points.merging(["purest": .record(PurestValues.outline)]) { $1 })
  }

  func check(_ context: inout CheckContext) {
    if systematics.isEmpty {
      context.report("no systematics", at: "systematics", remedy: "write for example [0.1, 0.5]")
    }
    for (index, systematic) in systematics.enumerated() where systematics[..<index].contains(systematic) {
      context.report(
        "the systematic \(systematic.key) stands twice", at: "systematics", "\(index)", remedy: "keep one of them")
    }
    context.check(minimumEffectiveBackground: minimumEffectiveBackground)
  }

  func run(_ context: StepContext) throws -> StepResult {
    let input = try context.result(of: model)
    let networks = try TrainedNetworks(from: input)
    let test = try Self.scan(.test, of: input)
    let choosing = chooseOn == .test ? test : try Self.scan(.validation, of: input)
    var record: [String: Value] = [:]
    var blobs = [Conditions.blob: input.blobs[Conditions.blob] ?? []]
    for systematic in systematics {
      let chosen = try choosing.best(
        systematic: systematic.value, minimumEffectiveBackground: minimumEffectiveBackground,
        estimate: estimate.estimate)
      guard let chosen else { throw NoCandidate(minimum: minimumEffectiveBackground, split: chooseOn.rawValue) }
      let quoted = try test.evaluate(
        cut: chosen.cut, systematic: systematic.value, estimate: estimate.estimate)
      let onTest =
        chooseOn == .test
        ? chosen
        : try test.best(
          systematic: systematic.value, minimumEffectiveBackground: minimumEffectiveBackground,
          estimate: estimate.estimate)
      record[systematic.key] = .record(
        Self.values(of: quoted)
          .merging(Self.values(of: try test.confusionMatrix(at: chosen.cut))) { $1 }
          .merging([
            "significance": .number(quoted.significance, uncertainty: quoted.uncertainty),
            "optimism": .number((onTest?.significance ?? .nan) - quoted.significance),
          ]) { $1 })
      let curve = ScanCurve(
        try test.curve(systematic: systematic.value, estimate: estimate.estimate), chosen: quoted,
        minimumEffectiveBackground: minimumEffectiveBackground, estimate: estimate, label: networks.label,
        words: networks.words)
      blobs[ScanCurve.blob(systematic)] = try StoredJSON.encode(curve)
    }
    if let cut = try choosing.purest(minimumEffectiveBackground: minimumEffectiveBackground)?.cut {
      record["purest"] = .record(Self.values(of: try test.evaluate(cut: cut, systematic: 0)))
    }
    return StepResult(values: .record(record), summary: summary(record), blobs: blobs)
  }

  /// No cut leaves enough background to trust.
  struct NoCandidate: Error, CustomStringConvertible {
    var minimum: Double
    var split: String

    var description: String {
      "no cut leaves \(NumberText(minimum).plain) effective background events on the \(split) split; "
        + "lower minimum-effective-background or give a larger sample"
    }
  }

  private static func scan(_ name: ScoredSplit.Name, of model: StepResult) throws -> CutScan {
    let split = try ScoredSplit(name, from: model)
    return try CutScan(scores: split.scores, isSignal: split.isSignal, weights: split.weights)
  }

  private func summary(_ record: [String: Value]) -> String {
    let best = systematics.map { systematic in
      (try? record[systematic.key]?.member(["significance"], of: ""))??.plain ?? ""
    }
    let keys = systematics.map(\.key).joined(separator: ", ")
    return "\(estimate.label) = " + best.joined(separator: ", ")
      + " at $\\sigma_b/b$ = \(keys); cut chosen on \(chooseOn) events, quoted on test events."
  }
}
