import Notebook
import Statistics

/// Divides the whole score of a network into bins with the best combined significance, and compares them with a single cut.
///
/// The edges are the best of all on one split, found by dynamic programming; what is quoted is the test split's. Each bin is
/// counted, and all together make one search (method of arXiv:1007.1727).
///
/// A systematic per bin is independent of the others'. A shared one moves the background of all bins alike: bins with little signal
/// then measure it, and little of it is left where the signal is. That rests on a shape of the score that is known perfectly.
///
/// ```{binning} bins-of-network
/// model: network
/// systematic: 0.5
/// bins: 4
/// ```
struct BinningDirective: Directive, MakesValues {
  static let kind = "binning"
  static let version = 1
  static let defaults = [
    "bins": "5", "correlation": "per-bin", "choose-on": "validation", "minimum-effective-background": "10",
  ]

  /// The network whose score is divided.
  var model: Reference<TrainDirective>
  /// Relative systematic uncertainty on the background of each bin, σ_b/b: 0.5 for 50 %.
  var systematic: Systematic
  /// The most bins to make. More never lower the significance on the split where they are chosen.
  var bins: Int
  /// Whether the systematic moves the background of each bin by itself or of all bins alike.
  var correlation: Correlation
  /// Split on which the edges are chosen. What is quoted is always the test split's: choosing there too biases the result
  /// upward, with bins more than with a cut.
  var chooseOn: ScanDirective.Choice
  /// No bin is made with fewer effective background events, (Σw)²/Σw², on the split where edges are chosen.
  var minimumEffectiveBackground: Double

  enum Correlation: String, ChoiceOption {
    case perBin = "per-bin"
    case shared

    var expectation: BinnedExpectation.Correlation { self == .shared ? .shared : .perBin }
  }

  enum CodingKeys: String, CodingKey {
    case model, systematic, bins, correlation
    case chooseOn = "choose-on"
    case minimumEffectiveBackground = "minimum-effective-background"
  }

  enum Values: String, ValueName {
    /// Significance of all bins together on the test split, with the uncertainty that the size of the simulated sample leaves.
    case significance
    /// Z_A of the best single cut, chosen and quoted on the same splits.
    case singleCut = "single-cut"
    /// By how much the bins together are better than the single cut.
    case gain
    /// How many bins there are.
    case count = "bins"
  }

  /// What is told of each bin. They are numbered by rising score.
  enum BinValues: String, ValueName {
    /// The lowest score in the bin.
    case low
    /// The score that the bin stays below; 1 for the last bin.
    case high
    /// Expected signal events, with their uncertainty.
    case signal
    /// Expected background events, with their uncertainty.
    case background
    /// (Σw)²/Σw² of the background events.
    case effectiveBackground = "effective-background"
    /// Z_A of the bin alone.
    case significance
  }

  static let values = [
    ValueGroup(names: Values.self), ValueGroup(prefix: "[1]", names: BinValues.self),
  ]

  var outline: ValueOutline {
    let members = (1...max(1, min(bins, Self.mostBins))).map { ("\($0)", ValueOutline.record(BinValues.outline)) }
    return .record(Values.outline.merging(members) { first, _ in first })
  }

  private static let mostBins = 50

  func check(_ context: inout CheckContext) {
    if !(1...Self.mostBins).contains(bins) {
      context.report(
        "bins must lie between 1 and \(Self.mostBins), not \(bins)", at: "bins", remedy: "write for example 5")
    }
    context.check(minimumEffectiveBackground: minimumEffectiveBackground)
  }

  func run(_ context: StepContext) throws -> StepResult {
    let input = try context.result(of: model)
    let test = try ScoredSplit(.test, from: input).scan
    guard test.sampleSystematics == nil else { throw UncertainSamples() }
    let choosing = chooseOn == .test ? test : try ScoredSplit(.validation, from: input).scan
    let binning = try ScoreBinning.best(
      on: choosing, maximumBins: bins, systematic: systematic.value, correlation: correlation.expectation,
      minimumEffectiveBackground: minimumEffectiveBackground)
    let cut = try choosing.best(
      systematic: systematic.value, minimumEffectiveBackground: minimumEffectiveBackground)?.cut
    guard let binning, let cut else {
      throw ScanDirective.NoCandidate(minimum: minimumEffectiveBackground, split: chooseOn.rawValue)
    }
    let region = try CountedRegion(
      binning, of: test, systematic: systematic.value, correlation: correlation.expectation,
      networks: try TrainedNetworks(from: input))
    let single = try test.evaluate(cut: cut, systematic: systematic.value)
    let all = try region.expectation.discoverySignificance()
    let values: [Values: Value] = [
      .significance: .number(all.value, uncertainty: all.uncertainty(of: region.bins)),
      .singleCut: .number(single.significance, uncertainty: single.uncertainty),
      .gain: .number(all.value - single.significance), .count: .integer(region.bins.count),
    ]
    return StepResult(
      values: try Self.values(values, region), summary: summary(values),
      blobs: [
        CountedRegion.blob(): try StoredJSON.blob(region), Conditions.blob: input.blobs[Conditions.blob] ?? [],
      ])
  }

  /// Bins know one systematic, and the dataset has others.
  struct UncertainSamples: Error, CustomStringConvertible {
    var description: String {
      "samples of the dataset have a 'systematic' of their own, which moves several bins at once, and bins know no such; "
        + "use a 'scan', or leave them out of the dataset"
    }
  }

  private static func values(_ values: [Values: Value], _ region: CountedRegion) throws -> Value {
    var record = Dictionary(values.map { ($0.rawValue, $1) }) { first, _ in first }
    for (index, bin) in region.bins.enumerated() {
      let alone = try Significance.asimov(
        signal: bin.signal, background: bin.background, systematic: region.systematic)
      let error = alone.uncertainty(signalVariance: bin.signalVariance, backgroundVariance: bin.backgroundVariance)
      let values: [BinValues: Value] = [
        .low: .number(region.low[index]), .high: .number(region.high[index]),
        .signal: .number(bin.signal, uncertainty: bin.signalVariance.squareRoot()),
        .background: .number(bin.background, uncertainty: bin.backgroundVariance.squareRoot()),
        .effectiveBackground: .number(bin.effectiveBackgroundEvents),
        .significance: .number(alone.value, uncertainty: error),
      ]
      record["\(index + 1)"] = .record(values)
    }
    return .record(record)
  }

  private func summary(_ values: [Values: Value]) -> String {
    func text(_ name: Values) -> String { values[name]?.plain ?? "" }
    return "$Z$ = \(text(.significance)) of \(text(.count)) bins together, \(text(.singleCut)) of the best cut, at "
      + "$\\sigma_b/b$ = \(systematic.key); edges chosen on \(chooseOn) events, quoted on test events."
  }
}
