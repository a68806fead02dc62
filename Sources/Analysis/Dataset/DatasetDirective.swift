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
/// select: MET > 250 && n_bjet >= 1
/// split: { train: 0.5, validation: 0.2, test: 0.3 }
/// ```
///
/// Events may also be made on the spot, by the generator of `pp → tt̄` and `pp → t̃₁t̃₁* → t χ̃⁰₁ t̄ χ̃⁰₁` at 14 TeV:
///
/// ```{dataset} generated
/// signal:     { generator: stop-search, process: stop-pair, m-stop: 600, m-lsp: 400, events: 100000 }
/// background: { generator: stop-search, process: top-pair, events: 100000, cross-section: 844 pb }
/// luminosity: 30 fb^-1
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
  /// Columns that the network sees, in this order; by default every column but the weight, sorted by name, those that are
  /// defined among them. Each value has to be finite. A column that is constant throughout the training split carries nothing:
  /// the network sees 0 there. The entries of arrays in ROOT files are columns too, where they are named: `Jet_pt[0]`,
  /// `cov[1][2]`, and in RNTuples those of records in lists: `jets.pt[0]`.
  var features: [String]?
  /// Column of event weights; by default `weight` where the files have it, else every event weighs the same. Negative weights
  /// are refused.
  var weight: String?
  /// Columns to make of others, by name, such as `{ MET_sig: MET / sqrt(HT) }`; each may read those before it. Expressions
  /// know `+ - * / % ^`, comparisons, `&& || !`, `pi`, and the functions abs, sqrt, exp, log, log10, sin, cos, tan, asin, acos,
  /// atan, sinh, cosh, tanh, floor, ceil, round, atan2, hypot, pow, min, max, delta_phi, delta_r and where(condition, x, y).
  var define: OrderedMapping<Formula>?
  /// Which events to keep, such as `MET > 250 && n_bjet >= 2`; by default all. The events expected are fewer by the share of
  /// the weight that is left.
  var select: Formula?
  /// What stands for an entry that an event's array does not have, such as `Jet_pt[2]` of an event with two jets; without it such an
  /// event is an error.
  var missing: Double?
  /// Shares of the events that go to each split; they sum to 1.
  var split: SplitOptions
  /// Decides which event falls into which split.
  var seed: UInt64

  /// Events of one class, and how many of them the data will hold. They come from files or from a generator.
  struct SampleOptions: Options {
    /// Files of events, read one behind the other: ROOT (`.root`), HDF5 (`.h5`), NumPy (`.npy`, `.npz`) or CSV (`.csv`,
    /// `.csv.gz`). Those of a folder that match a pattern with `*` or `?` are sorted by
    /// name.
    var files: OneOrMore<FilePattern>?
    /// Path of the TTree or RNTuple in ROOT files, or of the group in HDF5 files, that has the events; by default the only
    /// one, or the top of an HDF5 file. `events;2` is the second cycle of a tree; without a number it is the latest.
    var tree: String?
    /// Cross-section of the process; needed for files, and by default that of the generator, which is of leading order.
    var crossSection: CrossSection?
    /// Fraction of the process's events that the preselection keeps; needed for files, and by default what the generator finds.
    var efficiency: Double?
    /// Makes the events instead of files.
    var generator: GeneratorName?
    /// What the generator makes.
    var process: GeneratedProcess?
    /// Mass of the top squark in GeV, for `stop-pair`.
    var mStop: Double?
    /// Mass of the lightest neutralino in GeV, for `stop-pair`.
    var mLSP: Double?
    /// How many generated events shall pass the preselection.
    var events: Int?
    /// Decides which events the generator makes; 1 where it is left out.
    var seed: UInt64?

    /// All of them, one behind the other.
    var allFiles: [FileReference] { files?.all.flatMap(\.files) ?? [] }

    enum CodingKeys: String, CodingKey {
      case files, tree, efficiency, generator, process, events, seed
      case crossSection = "cross-section"
      case mStop = "m-stop"
      case mLSP = "m-lsp"
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
    /// Number of events in the files, or generated.
    case events
    /// Events expected in the data: luminosity × cross-section × efficiency, and times the share that `select` keeps.
    case expected
    /// As the option of that name, or the generator's; that is also `generated-cross-section`.
    case crossSection = "cross-section"
    /// As the option of that name, or what the generator finds; that is also `generated-efficiency`, with its uncertainty.
    case efficiency
  }

  /// What is told besides where there is a `select`.
  enum SelectionValues: String, ValueName {
    /// Number of events that pass the selection.
    case selected
  }

  static let values = [
    ValueGroup(names: Values.self), ValueGroup(prefix: ".signal", names: SampleValues.self),
    ValueGroup(prefix: ".background", names: SampleValues.self),
    ValueGroup(prefix: ".signal", names: SelectionValues.self),
    ValueGroup(prefix: ".background", names: SelectionValues.self),
  ]

  var outline: ValueOutline {
    let selection = select == nil ? [:] : SelectionValues.outline
    let samples = [("signal", signal), ("background", background)].map { name, sample in
      (name, ValueOutline.record(sample.outline.merging(selection) { first, _ in first }))
    }
    return .record(Values.outline.merging(samples) { $1 })
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
      sample.checkSource(name, energy: energy, &context)
      if let efficiency = sample.efficiency, !(efficiency > 0 && efficiency <= 1) {
        context.report(
          "an efficiency lies above 0 and up to 1, and \(NumberText(efficiency).plain) does not", at: name,
          "efficiency", remedy: "write the fraction of events that is kept, such as 0.14")
      }
    }
    checkSelection(&context)
    if let missing, !Float(missing).isFinite {
      context.report("what stands for missing entries has to be finite", at: "missing", remedy: "write for example 0")
    }
    checkColumns(&context)
  }

  func run(_ context: StepContext) throws -> StepResult {
    let fractions = try split.fractions()
    let signalSample = try sample(signal, features: nil, context)
    let names = signalSample.features
    let backgroundSample = try sample(background, features: names, context)
    let dataset = try Dataset(
      signal: signalSample.events, background: backgroundSample.events, features: names, fractions: fractions,
      seed: seed)
    let conditions = Conditions(luminosity: luminosity.value, energy: energy?.value ?? generatedEnergy)
    return StepResult(
      values: values(of: dataset, signalSample, backgroundSample),
      summary: summary(signalSample, backgroundSample, features: names.count),
      blobs: [Self.blob: dataset.encoded(), Conditions.blob: try StoredJSON.encode(conditions)])
  }

  /// The column of the weights of a sample whose first file has these: where the option names none, one of this name.
  func weightColumn(among names: [String]) -> String? { weight ?? (names.contains("weight") ? "weight" : nil) }

  /// One of the files of a sample.
  func events(in file: FileReference, of sample: SampleOptions) -> EventFile {
    EventFile(path: file.path, group: sample.tree, missing: missing.map { Float($0) })
  }

  private static let blob = "dataset"

  /// The dataset that a step of this kind made.
  static func dataset(from result: StepResult) throws -> Dataset {
    try Dataset(decoding: result.blobs[blob] ?? [])
  }

  private func values(of dataset: Dataset, _ signalSample: ReadSample, _ backgroundSample: ReadSample) -> Value {
    func values(_ sample: ReadSample) -> Value {
      let selection = select == nil ? [:] : ["selected": Value.integer(sample.events.table.count)]
      let values: [String: Value] = [
        "events": .integer(sample.read), "expected": .number(sample.events.expectedYield),
        "cross-section": .number(sample.rates.crossSection, unit: "fb"), "efficiency": .number(sample.rates.efficiency),
      ]
      return .record(values.merging(sample.rates.generated) { $1 }.merging(selection) { $1 })
    }
    return .record([
      "luminosity": .number(luminosity.value, unit: "fb^-1"), "features": .integer(dataset.featureNames.count),
      "train": .integer(dataset.train.count), "validation": .integer(dataset.validation.count),
      "test": .integer(dataset.test.count), "signal": values(signalSample),
      "background": values(backgroundSample),
    ])
  }

  private func summary(_ signalSample: ReadSample, _ backgroundSample: ReadSample, features: Int) -> String {
    let parts = [(signalSample, "signal"), (backgroundSample, "background")].map { sample, name in
      "\(NumberText.grouped(sample.events.table.count)) \(name) events for \(NumberText(sample.events.expectedYield).plain) expected"
    }
    return parts.joined(separator: " and ") + "; \(features) features."
  }
}
