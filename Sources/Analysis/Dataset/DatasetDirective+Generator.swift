import Events
import Notebook

/// Programs that make events.
enum GeneratorName: String, ChoiceOption {
  case stopSearch = "stop-search"
}

/// What the generator makes.
enum GeneratedProcess: String, ChoiceOption {
  case topPair = "top-pair"
  case stopPair = "stop-pair"
}

/// How many events of a sample there will be.
struct SampleRates {
  /// In fb.
  var crossSection: Double
  var efficiency: Double
  /// What the generator found, as values.
  var generated: [String: Value] = [:]

  static let generatedCrossSection = "generated-cross-section"
  static let generatedEfficiency = "generated-efficiency"
  /// Of what the generator finds.
  static let names = [generatedCrossSection, generatedEfficiency]
}

extension DatasetDirective.SampleOptions {
  /// What is made, where nothing is read.
  var generated: StopSearchGenerator.Process? {
    guard generator != nil else { return nil }
    if process == .stopPair, let mStop, let mLSP { return .stopPair(stop: mStop, lsp: mLSP) }
    return .topPair
  }
}

extension DatasetDirective.PlacedSample {
  /// Options that files need, and that the generator does.
  private func checkPresence(_ context: inout CheckContext) {
    let options = self.options
    func report(_ message: String, at key: String, remedy: String, _ context: inout CheckContext) {
      context.report(Mistake(message, remedy: remedy), at: keys + [key])
    }
    func need(_ key: String, _ isGiven: Bool, of source: String) {
      guard !isGiven else { return }
      report("\(source) need\(source == "files" ? "" : "s") '\(key)'", at: key, remedy: "add '\(key): …'", &context)
    }
    guard options.generator != nil else {
      if options.files == nil {
        report(
          "a sample needs 'files', or a 'generator'", at: "files", remedy: "add 'files: …', such as an HDF5 file",
          &context)
      }
      need("cross-section", options.crossSection != nil, of: "files")
      need("efficiency", options.efficiency != nil, of: "files")
      for (key, isGiven) in [
        ("process", options.process != nil), ("m-stop", options.mStop != nil), ("m-lsp", options.mLSP != nil),
        ("events", options.events != nil), ("seed", options.seed != nil),
      ] where isGiven {
        report("'\(key)' is an option of generators", at: key, remedy: "drop it, or add a generator", &context)
      }
      return
    }
    for (key, isGiven) in [("files", options.files != nil), ("tree", options.tree != nil)] where isGiven {
      report("a sample has files or a generator, not both", at: key, remedy: "drop one of them", &context)
    }
    need("process", options.process != nil, of: "the generator")
    need("events", options.events != nil, of: "the generator")
    if options.process == .stopPair {
      need("m-stop", options.mStop != nil, of: "a pair of top squarks")
      need("m-lsp", options.mLSP != nil, of: "a pair of top squarks")
    }
    for (key, mass) in [("m-stop", options.mStop), ("m-lsp", options.mLSP)]
    where options.process == .topPair && mass != nil {
      report("a top pair has no '\(key)'", at: key, remedy: "drop it, or make a stop-pair", &context)
    }
  }

  /// Where the events come from.
  func checkSource(_ context: inout CheckContext) {
    if options.sample != nil { return checkShared(&context) }
    checkPresence(&context)
    guard let generated = options.generated else { return }
    do {
      try StopSearchGenerator.check(generated)
    } catch {
      let key = if case .lspMass = error { "m-lsp" } else { "m-stop" }
      context.report(Mistake("\(error)"), at: keys + [key])
    }
    if let events = options.events, events < 1 {
      context.report(
        Mistake("there is nothing to learn from \(events) events", remedy: "ask for more"), at: keys + ["events"])
    }
  }
}

extension DatasetDirective {
  /// In GeV.
  static let generatorEnergy = 14_000.0

  /// What the generator's events have to see.
  ///
  /// - Parameters:
  ///   - samples: those that are made, or share made ones.
  ///   - unnamed: what the files have where `features` names none; `nil` where there are no files.
  func checkGeneratedColumns(
    of generating: [PlacedSample], unnamed: [String]?, _ context: inout CheckContext
  ) {
    let names = StopSearchGenerator.columnNames + defined.map(\.key)
    guard !generating.isEmpty else { return }
    if let energy, energy.value != Self.generatorEnergy, context.isWritten("energy") {
      context.report(
        "the generator makes collisions at 14 TeV alone", at: "energy", remedy: "write 14 TeV, or leave it out")
    }
    checkParameters(of: "the generator", EventColumns(names: names), &context)
    checkExpressions(of: "the generator", EventColumns(names: StopSearchGenerator.columnNames), &context)
    for (index, wanted) in (features ?? []).enumerated() where !names.contains(wanted) && !isParameter(wanted) {
      context.report(
        "the generator makes no column '\(wanted)'", at: "features", "\(index)",
        remedy: Suggestion.remedy(for: wanted, among: names))
    }
    if let weight, weight != StopSearchGenerator.columnNames[0] {
      context.report(
        "the generator's column of weights is '\(StopSearchGenerator.columnNames[0])'", at: "weight",
        remedy: "leave the option out")
    }
    guard features == nil, let unnamed else { return }
    let made = Set(names.dropFirst())
    let other = Set(unnamed)
    guard made != other, context.isWritten("features") else { return }
    let differing = made.symmetricDifference(other).sorted().prefix(6).map { "'\($0)'" }.joined(separator: ", ")
    for sample in generating {
      context.report(
        Mistake(
          "the generated events and those of the files differ in their columns: \(differing)",
          remedy: "name the columns that both have under features:"), at: sample.keys + ["generator"])
    }
  }

  /// Which part of all generated events are the sample's, as a range in 0...1.
  private func shareOfGenerated(_ sample: PlacedSample) -> ClosedRange<Double> {
    let generated = samples.filter { $0.options.generator != nil }
    let counts = generated.map { Double($0.options.events ?? 1) }
    let total = max(1, counts.reduce(0, +))
    let before = zip(generated, counts).prefix { $0.0.keys != sample.keys }.map(\.1).reduce(0, +)
    return before / total...min(1, (before + Double(sample.options.events ?? 1)) / total)
  }

  /// Makes the events of a sample.
  func generated(
    _ process: StopSearchGenerator.Process, _ sample: PlacedSample, features wanted: [String]?,
    _ parameters: inout ParameterColumns, _ context: StepContext
  ) throws -> ReadSample {
    let share = shareOfGenerated(sample)
    let (made, rates) = try sample.options.made(process, context) { done in
      share.lowerBound + done * (share.upperBound - share.lowerBound)
    }
    let weight = StopSearchGenerator.columnNames[0]
    let names =
      features ?? wanted ?? (StopSearchGenerator.columnNames.dropFirst() + defined.map(\.key)).sorted()
    var reader = SelectedRows(of: self, columns: names, weight: weight, scratch: context.scratch)
    try reader.append(made.table, &parameters)
    var read = try reader.finish(sample, owner: "the generator", rates: rates)
    read.energy = Self.generatorEnergy
    return read
  }
}

extension DatasetDirective.SampleOptions {
  /// Runs the generator.
  /// - Parameter progress: which part of the step is done, of which part of the events.
  func made(
    _ process: StopSearchGenerator.Process, _ context: StepContext, _ progress: @escaping @Sendable (Double) -> Double
  ) throws -> (GeneratedEvents, SampleRates) {
    let what = process == .topPair ? "top pairs" : "pairs of top squarks"
    @Sendable func tell(_ done: Double) {
      context.progress(progress(done), "generating \(what), \(Int(100 * done)) %")
    }
    tell(0)
    let made = try StopSearchGenerator(process).events(
      events ?? 1, seed: seed ?? 1, threads: context.threads, progress: tell, isCancelled: context.isCancelled)
    return (
      made,
      SampleRates(
        crossSection: crossSection?.value ?? made.crossSection, efficiency: efficiency ?? made.efficiency,
        generated: [
          SampleRates.generatedCrossSection: .number(made.crossSection, unit: "fb"),
          SampleRates.generatedEfficiency: .number(made.efficiency, uncertainty: made.efficiencyError),
        ])
    )
  }
}
