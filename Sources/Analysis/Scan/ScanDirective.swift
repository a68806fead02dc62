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
/// bootstrap: 200
/// ```
struct ScanDirective: Directive, MakesValues {
  static let kind = "scan"
  static let version = 7
  static let defaults = [
    "systematics": "[0.1, 0.3, 0.5]", "choose-on": "validation", "minimum-effective-background": "10",
    "estimate": "asimov", "bootstrap": "0",
  ]

  /// The network whose score is cut on.
  var model: Reference<TrainDirective>
  /// Relative systematic uncertainties on the background, σ_b/b: 0.5 for 50 %. Each has a best cut of its own. Where samples of the
  /// dataset have a `systematic`, that of the mixture which a cut leaves is added to each of these in quadrature.
  var systematics: [Systematic]
  /// Split on which the cut is chosen. What is quoted is always the test split's: choosing there too, as
  /// arXiv:1806.00322 does, biases the result upward.
  var chooseOn: Choice
  /// A cut that leaves fewer effective background events, (Σw)²/Σw², on the split where cuts are chosen is no
  /// candidate, since Z_A grows without bound as b goes to 0.
  var minimumEffectiveBackground: Double
  /// The significance that is maximised and quoted.
  var estimate: EstimateOption
  /// How often the test events are drawn again, to cross-check the uncertainty of the significance; 200 know it to 5 %, and 0 is for
  /// no such check.
  var bootstrap: Int

  enum Choice: String, ChoiceOption { case validation, test }

  enum CodingKeys: String, CodingKey {
    case model, systematics, estimate, bootstrap
    case chooseOn = "choose-on"
    case minimumEffectiveBackground = "minimum-effective-background"
  }

  var outline: ValueOutline {
    let names = bootstrap > 0 ? Values.outline.merging(BootstrapValues.outline) { $1 } : Values.outline
    let point = ValueOutline.record(names)
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
    if bootstrap != 0, !(2...100_000).contains(bootstrap) {
      context.report(
        "bootstrap must be 0 or lie between 2 and 100000, not \(bootstrap)", at: "bootstrap",
        remedy: "write for example 200")
    }
  }

  /// Scores are sorted in a second or so; replicas take as long again and again.
  func cost(reading inputs: [StepCost]) -> StepCost {
    let events = inputs.first?.events ?? 0
    return StepCost(isExpensive: events * (1 + bootstrap / 10) >= Self.manyEvents, events: events)
  }

  /// So many take some seconds.
  private static let manyEvents = 10_000_000

  func run(_ context: StepContext) throws -> StepResult {
    let input = try context.result(of: model)
    let networks = try TrainedNetworks(from: input)
    let events = try ScoredSplit(.test, from: input)
    let test = try events.scan
    let choosing = chooseOn == .test ? test : try ScoredSplit(.validation, from: input).scan
    var record: [String: Value] = [:]
    var chosen: [String: Float] = [:]
    var blobs = [Conditions.blob: input.blobs[Conditions.blob] ?? []]
    for (place, systematic) in systematics.enumerated() {
      guard let cut = try best(choosing, systematic)?.cut else {
        throw NoCandidate(minimum: minimumEffectiveBackground, split: chooseOn.rawValue)
      }
      chosen[systematic.key] = cut
      let quoted = try test.evaluate(cut: cut, systematic: systematic.value, estimate: estimate.estimate)
      var values = try self.values(of: quoted, in: test)
      let highest = chooseOn == .test ? quoted : try best(test, systematic)
      values["optimism"] = .number((highest?.significance ?? .nan) - quoted.significance)
      if bootstrap > 0 {
        let spread = try bootstrapped(quoted, of: events, context, done: place)
        values[BootstrapValues.uncertainty.rawValue] = .number(spread)
      }
      values.merge(try untuned(test, systematic, highest: highest?.significance)) { $1 }
      record[systematic.key] = .record(values)
      let points = try test.curve(
        systematic: systematic.value, maximumPoints: Self.mostPoints, estimate: estimate.estimate)
      let curve = ScanCurve(
        points, band: test.intervals(of: points, estimate: estimate.estimate), chosen: quoted,
        minimumEffectiveBackground: minimumEffectiveBackground, estimate: estimate, label: networks.label,
        words: networks.words)
      blobs[ScanCurve.blob(systematic)] = try StoredJSON.blob(curve)
      blobs[CountedRegion.blob(systematic)] = try StoredJSON.blob(CountedRegion(quoted, of: networks))
    }
    if let cut = try choosing.purest(minimumEffectiveBackground: minimumEffectiveBackground)?.cut {
      record["purest"] = .record(Self.values(of: try test.evaluate(cut: cut, systematic: 0)))
    }
    let explored = try ExploredCuts(
      test, chosen: chosen, minimum: minimumEffectiveBackground, estimate: estimate, words: networks.words)
    return StepResult(
      values: .record(record), summary: summary(record, ofSamplesToo: test.sampleSystematics != nil),
      explorer: try explored.explorer(), blobs: blobs)
  }

  /// Of a curve: more than a panel of a figure can show apart.
  private static let mostPoints = 700

  /// No cut leaves enough background to trust.
  struct NoCandidate: Error, CustomStringConvertible {
    var minimum: Double
    var split: String

    var description: String {
      "no cut leaves \(NumberText(minimum).plain) effective background events on the \(split) split; "
        + "lower minimum-effective-background or give a larger sample"
    }
  }

  private func best(_ scan: CutScan, _ systematic: Systematic) throws -> CutPoint? {
    try scan.best(
      systematic: systematic.value, minimumEffectiveBackground: minimumEffectiveBackground, estimate: estimate.estimate)
  }

  /// What comes of not choosing a cut.
  private func untuned(_ test: CutScan, _ systematic: Systematic, highest: Double?) throws -> [String: Value] {
    let half = try test.evaluate(cut: 0.5, systematic: systematic.value, estimate: estimate.estimate)
    let lowest = try test.lowest(
      from: 0.5, systematic: systematic.value, minimumEffectiveBackground: minimumEffectiveBackground,
      estimate: estimate.estimate)
    return [
      "untuned": .number(half.significance, uncertainty: half.uncertainty),
      "flatness": .number((lowest?.significance ?? .nan) / (highest ?? .nan)),
    ]
  }

  /// The spread of the significance over replicas of the events.
  /// - Parameter done: how many systematics are done already.
  private func bootstrapped(
    _ point: CutPoint, of events: ScoredSplit, _ context: StepContext, done: Int
  ) throws -> Double {
    let replicas = try CutBootstrap(
      scores: events.scores, isSignal: events.isSignal, weights: events.weights, cut: point.cut,
      systematic: point.systematic, estimate: estimate.estimate)
    var found: [Double] = []
    for replica in 0..<bootstrap {
      if replica % 32 == 0 {
        if context.isCancelled() { throw CancellationError() }
        let share = (Double(done) + Double(replica) / Double(bootstrap)) / Double(systematics.count)
        context.progress(share, "drawing events again")
      }
      found.append(replicas.significance(ofReplica: UInt64(replica)))
    }
    return try Bootstrap(values: found).standardDeviation
  }

  private func summary(_ record: [String: Value], ofSamplesToo: Bool) -> String {
    let best = systematics.map { systematic in
      (try? record[systematic.key]?.member(["significance"], of: ""))??.plain ?? ""
    }
    let keys = systematics.map(\.key).joined(separator: ", ")
    let own = ofSamplesToo ? " and the samples' own" : ""
    return "\(estimate.label) = " + best.joined(separator: ", ")
      + " at $\\sigma_b/b$ = \(keys)\(own); cut chosen on \(chooseOn) events, quoted on test events."
  }
}
