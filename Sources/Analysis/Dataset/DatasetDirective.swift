import Events
import Notebook

/// Loads signal and background events from files and splits them for training, validation and test.
///
/// Of each sample luminosity × cross-section × efficiency events are expected, which the events of its files share by weight. A
/// class may have several samples, such as processes or slices of one, each with its own.
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
/// A background of several processes, each known to its own precision:
///
/// ```{dataset} processes
/// signal: { files: stop.root, cross-section: 17.6 fb, efficiency: 0.059 }
/// background:
///   - { name: ttbar, files: ttbar_*.root, cross-section: 844 pb, efficiency: 8.2e-4, systematic: 0.1 }
///   - { name: wjets, files: wjets_*.root, cross-section: 61.5 nb, efficiency: 1.2e-6, systematic: 0.3 }
/// luminosity: 30 fb^-1
/// ```
///
/// Events may also be made on the spot, by the generator of `pp → tt̄` and `pp → t̃₁t̃₁* → t χ̃⁰₁ t̄ χ̃⁰₁` at 14 TeV:
///
/// ```{dataset} generated
/// signal:     { generator: stop-search, process: stop-pair, m-stop: 600, m-lsp: 400, events: 100000 }
/// background: { generator: stop-search, process: top-pair, events: 100000, cross-section: 844 pb }
/// luminosity: 30 fb^-1
/// ```
///
/// Several datasets share events by `sample`. Signals of several masses with `parameters` teach one network all of them, and a dataset
/// of one such signal asks it about one point, also one that it has not learnt from.
///
/// ```{dataset} masses
/// signal:
///   - { name: light, sample: "stop[700][100]", parameters: { m-stop: 700, m-lsp: 100 } }
///   - { name: heavy, sample: "stop[800][200]", parameters: { m-stop: 800, m-lsp: 200 } }
/// background: { sample: ttbar }
/// luminosity: 30 fb^-1
/// ```
struct DatasetDirective: Directive, MakesValues {
  static let kind = "dataset"
  static let version = 3
  static let defaults = ["split": "{}", "seed": "1"]

  /// The events to search for: one sample, or a list of them.
  var signal: OneOrMore<SampleOptions>
  /// The events that they have to be told from: one sample, or a list of them.
  var background: OneOrMore<SampleOptions>
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

  func check(_ context: inout CheckContext) {
    do {
      _ = try split.fractions()
    } catch {
      context.report("\(error)", at: "split", remedy: "write for example { train: 0.5, validation: 0.2, test: 0.3 }")
    }
    if min(split.train, split.validation, split.test) == 0 {
      context.report("every split needs a share of the events", at: "split", remedy: "give each more than 0")
    }
    checkSamples(&context)
    checkSelection(&context)
    checkParameters(&context)
    context.check(missing: missing)
    checkColumns(&context)
  }

  func run(_ context: StepContext) throws -> StepResult {
    let fractions = try split.fractions()
    var read: [ReadSample] = []
    for (place, sample) in samples.enumerated() {
      var parameters = parameters(of: sample, at: place, read)
      read.append(try self.sample(sample, features: read.first?.features, &parameters, context))
    }
    let names = (read.first?.features ?? []) + parameterNames
    let dataset = try Dataset(
      signal: read.filter(\.isSignal).map(\.events), background: read.filter { !$0.isSignal }.map(\.events),
      features: names, fractions: fractions, seed: seed, scratch: context.scratch)
    let conditions = Conditions(
      luminosity: luminosity.value, energy: energy?.value ?? read.lazy.compactMap(\.energy).first)
    return StepResult(
      values: values(of: dataset, read), summary: summary(read, features: names.count),
      blobs: dataset.stored.merging([Conditions.blob: try StoredJSON.blob(conditions)]) { $1 })
  }

  /// The column of the weights of a sample whose first file has these: where the option names none, one of this name.
  func weightColumn(among names: [String]) -> String? { weight ?? (names.contains("weight") ? "weight" : nil) }

  /// The dataset that a step of this kind made.
  static func dataset(from result: StepResult) throws -> Dataset {
    try Dataset(stored: result.blobs)
  }
}
