import Events
import Notebook

/// Reads or generates the events of one process once, for several datasets to share.
///
/// A dataset takes them by `sample: ttbar` in the place of `files` or a `generator`, and is then the same, byte for byte, as if it had
/// read or made them itself. A grid of signals beside one background is quickest so.
///
/// ```{sample} ttbar
/// generator: stop-search
/// process: top-pair
/// events: 100000
/// cross-section: 844 pb
/// ```
///
/// The members of a sweep are samples too, and each dataset of another sweep takes its own.
///
/// ```{sample} stop
/// for: { m-stop: [700, 800], m-lsp: [100, 200] }
/// generator: stop-search
/// process: stop-pair
/// events: 20000
/// ```
struct SampleDirective: Directive, MakesValues {
  static let kind = "sample"
  static let version = 1

  /// Files of events, as in a dataset.
  var files: OneOrMore<FilePattern>?
  /// Path of the tree, group or table in them, as in a dataset.
  var tree: String?
  /// Other files, or other trees of the same, with more columns of the same events in the same order.
  var friends: OneOrMore<DatasetDirective.FriendOptions>?
  /// Columns of files to keep, for what datasets make of them: features, weights, and what expressions read; by default every column
  /// with one number an event.
  var columns: [String]?
  /// What stands for an entry that an event's array does not have, such as `Jet_pt[2]` of an event with two jets; without it such an
  /// event is an error.
  var missing: Double?
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

  enum CodingKeys: String, CodingKey {
    case files, tree, friends, columns, missing, efficiency, generator, process, events, seed
    case crossSection = "cross-section"
    case mStop = "m-stop"
    case mLSP = "m-lsp"
  }

  enum Values: String, ValueName {
    /// Number of events in the files, or generated.
    case events
    /// As the option of that name, or the generator's.
    case crossSection = "cross-section"
    /// As the option of that name, or what the generator finds.
    case efficiency
    /// What the generator finds at leading order, whatever the option says; not of files.
    case generatedCrossSection = "generated-cross-section"
    /// What the generator finds, with its uncertainty, whatever the option says; not of files.
    case generatedEfficiency = "generated-efficiency"
  }

  static let values = [ValueGroup(names: Values.self)]

  var outline: ValueOutline {
    .record(Values.outline.filter { generator != nil || !SampleRates.names.contains($0.key) })
  }

  /// As a dataset has the same options.
  var options: DatasetDirective.SampleOptions {
    DatasetDirective.SampleOptions(
      files: files, tree: tree, friends: friends, crossSection: crossSection, efficiency: efficiency,
      generator: generator, process: process, mStop: mStop, mLSP: mLSP, events: events, seed: seed)
  }

  func cost(reading inputs: [StepCost]) -> StepCost { DatasetDirective.cost(of: [options], reading: inputs) }

  func check(_ context: inout CheckContext) {
    let sample = DatasetDirective.PlacedSample(options: options, isSignal: true, keys: [])
    sample.checkSource(&context)
    sample.checkEfficiency(&context)
    sample.checkFriends(&context)
    context.check(missing: missing)
    if generator != nil {
      for (key, isGiven) in [("columns", columns != nil), ("missing", missing != nil)] where isGiven {
        context.report("'\(key)' is of files", at: key, remedy: "drop it, or the generator")
      }
    }
    checkColumns(&context)
  }

  private func checkColumns(_ context: inout CheckContext) {
    if columns?.isEmpty == true {
      context.report("no columns", at: "columns", remedy: "name some, or leave the option out for all of them")
    }
    for (place, file) in options.allFiles.enumerated() {
      do {
        let found = try options.source(file, at: place, missing: missing).columns()
        for (index, name) in (columns ?? []).enumerated() {
          context.report(found.find(name), name, of: file, known: found.known, at: ["columns", "\(index)"])
        }
      } catch {
        context.report(error.description(naming: file.name), at: file.location)
      }
    }
  }

  func run(_ context: StepContext) throws -> StepResult {
    let stored = try options.generated.map { try made($0, context) } ?? readFiles(context)
    var values: [Values: Value] = [
      .events: .integer(stored.count), .crossSection: .number(stored.rates.crossSection, unit: "fb"),
      .efficiency: .number(stored.rates.efficiency),
    ]
    for (name, value) in stored.rates.generated { if let name = Values(rawValue: name) { values[name] = value } }
    return StepResult(
      values: .record(values),
      summary: "\(NumberText.grouped(stored.count)) events of \(stored.columns.count) columns, "
        + (generator == nil ? "read from \(options.allFiles.count) files." : "generated."),
      blobs: try stored.blobs())
  }

  private func made(_ process: StopSearchGenerator.Process, _ context: StepContext) throws -> StoredSample {
    let (made, rates) = try options.made(process, context) { $0 }
    let rows = EventRowsWriter(columns: made.table.columnNames, weight: nil, scratch: context.scratch)
    try rows.append(made.table)
    return StoredSample(try rows.finish(), parts: [made.table.count], rates: rates)
  }

  /// File by file, so that no more than one has to be in memory.
  private func readFiles(_ context: StepContext) throws -> StoredSample {
    var names = columns ?? []
    var writer: EventRowsWriter?
    var parts: [Int] = []
    for (place, file) in options.allFiles.enumerated() {
      if context.isCancelled() { throw CancellationError() }
      context.progress(nil, "reading \(file.name)")
      let source = options.source(file, at: place, missing: missing)
      try DatasetDirective.naming(file) {
        if names.isEmpty { names = try source.columnNames() }
        let rows = writer ?? EventRowsWriter(columns: names, weight: nil, scratch: context.scratch)
        writer = rows
        let table = try source.table(columns: names)
        try rows.append(table)
        parts.append(table.count)
      }
    }
    guard let rows = try writer?.finish() else { throw EventSampleError.noEvents }
    return StoredSample(
      rows, parts: parts,
      rates: SampleRates(crossSection: crossSection?.value ?? 0, efficiency: efficiency ?? 0))
  }
}
