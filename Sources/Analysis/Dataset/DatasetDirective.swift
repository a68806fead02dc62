import Events
import Notebook

/// Loads signal and background events from files and splits them for training, validation and test.
///
/// Of each sample luminosity × cross-section × efficiency events are expected, which the events of its files share by weight.
///
/// ```{dataset} events
/// signal:     { files: data/stop_600_400.h5, cross-section: 228.195 fb, efficiency: 0.14 }
/// background: { files: data/ttbar.h5, cross-section: 844 pb, efficiency: 8.2e-4 }
/// luminosity: 30 fb^-1
/// energy: 14 TeV
/// split: { train: 0.5, validation: 0.2, test: 0.3 }
/// ```
struct DatasetDirective: Directive, MakesValues {
  static let kind = "dataset"
  static let version = 1
  static let defaults = ["split": "{}", "seed": "1"]

  /// The events to search for.
  var signal: SampleOptions
  /// The events that they have to be told from.
  var background: SampleOptions
  /// Integrated luminosity of the data.
  var luminosity: Luminosity
  /// Centre-of-mass energy; figures show it, and nothing is computed from it.
  var energy: Energy?
  /// Columns that the network sees, in this order; by default every column but the weight, sorted by name. Each value has to be
  /// finite. A column that is constant throughout the training split carries nothing: the network sees 0 there.
  var features: [String]?
  /// Column of event weights; by default `weight` where the files have it, else every event weighs the same. Negative weights
  /// are refused.
  var weight: String?
  /// Shares of the events that go to each split; they sum to 1.
  var split: SplitOptions
  /// Decides which event falls into which split.
  var seed: UInt64

  /// Events of one class, and how many of them the data will hold.
  struct SampleOptions: Options {
    /// Files of events, HDF5 (`.h5`) or CSV (`.csv`), read one behind the other.
    var files: OneOrMore<FileReference>
    /// Cross-section of the process.
    var crossSection: CrossSection
    /// Fraction of the process's events that the preselection keeps.
    var efficiency: Double

    enum CodingKeys: String, CodingKey {
      case files, efficiency
      case crossSection = "cross-section"
    }
  }

  /// Shares of the events, which sum to 1.
  struct SplitOptions: Options {
    static let defaults = ["train": "0.5", "validation": "0.2", "test": "0.3"]

    /// Share that the network learns from.
    var train: Double
    /// Share that says when to stop the training, and where to cut.
    var validation: Double
    /// Share kept aside for every number that is quoted.
    var test: Double

    func fractions() throws(SplitError) -> SplitFractions {
      try SplitFractions(train: train, validation: validation, test: test)
    }
  }

  enum Values: String, ValueName {
    /// Integrated luminosity.
    case luminosity
    /// Number of features.
    case features
    /// Number of events to learn from.
    case train
    /// Number of validation events.
    case validation
    /// Number of test events.
    case test
  }

  enum SampleValues: String, ValueName {
    /// Number of events in the files.
    case events
    /// Events expected in the data: luminosity × cross-section × efficiency.
    case expected
    /// As the option of that name.
    case crossSection = "cross-section"
    /// As the option of that name.
    case efficiency
  }

  static let values = [
    ValueGroup(names: Values.self), ValueGroup(prefix: ".signal", names: SampleValues.self),
    ValueGroup(prefix: ".background", names: SampleValues.self),
  ]

  var outline: ValueOutline {
    let sample = ValueOutline.record(SampleValues.outline)
    return .record(Values.outline.merging(["signal": sample, "background": sample]) { $1 })
  }

  func check(_ context: inout CheckContext) {
    do {
      _ = try split.fractions()
    } catch {
      context.report("\(error)", at: "split", remedy: "write for example { train: 0.5, validation: 0.2, test: 0.3 }")
    }
    if min(split.train, split.validation, split.test) == 0 {
      context.report("every split needs a share of the events", at: "split", remedy: "give each more than 0")
    }
    for (sample, name) in [(signal, "signal"), (background, "background")] {
      if !(sample.efficiency > 0 && sample.efficiency <= 1) {
        context.report(
          "an efficiency lies above 0 and up to 1, and \(NumberText(sample.efficiency).plain) does not", at: name,
          "efficiency", remedy: "write the fraction of events that is kept, such as 0.14")
      }
    }
    checkColumns(&context)
  }

  func run(_ context: StepContext) throws -> StepResult {
    let fractions = try split.fractions()
    let (signalSample, names) = try sample(signal, features: nil, context)
    let (backgroundSample, _) = try sample(background, features: names, context)
    let dataset = try Dataset(
      signal: signalSample, background: backgroundSample, features: names, fractions: fractions, seed: seed)
    let conditions = Conditions(luminosity: luminosity.value, energy: energy?.value)
    return StepResult(
      values: values(of: dataset, signalSample, backgroundSample),
      summary: summary(signalSample, backgroundSample, features: names.count),
      blobs: [Self.blob: dataset.encoded(), Conditions.blob: try StoredJSON.encode(conditions)])
  }

  /// The column of the weights of a sample whose first file has these: where the option names none, one of this name.
  func weightColumn(among names: [String]) -> String? { weight ?? (names.contains("weight") ? "weight" : nil) }

  private static let blob = "dataset"

  /// The dataset that a step of this kind made.
  static func dataset(from result: StepResult) throws -> Dataset {
    try Dataset(decoding: result.blobs[blob] ?? [])
  }

  private func values(of dataset: Dataset, _ signalSample: EventSample, _ backgroundSample: EventSample) -> Value {
    func values(_ sample: EventSample, _ options: SampleOptions) -> Value {
      .record([
        "events": .integer(sample.table.count), "expected": .number(sample.expectedYield),
        "cross-section": .number(options.crossSection.value, unit: "fb"), "efficiency": .number(options.efficiency),
      ])
    }
    return .record([
      "luminosity": .number(luminosity.value, unit: "fb^-1"), "features": .integer(dataset.featureNames.count),
      "train": .integer(dataset.train.count), "validation": .integer(dataset.validation.count),
      "test": .integer(dataset.test.count), "signal": values(signalSample, signal),
      "background": values(backgroundSample, background),
    ])
  }

  private func summary(_ signalSample: EventSample, _ backgroundSample: EventSample, features: Int) -> String {
    let parts = [(signalSample, "signal"), (backgroundSample, "background")].map { sample, name in
      "\(NumberText.grouped(sample.table.count)) \(name) events for \(NumberText(sample.expectedYield).plain) expected"
    }
    return parts.joined(separator: " and ") + "; \(features) features."
  }
}
