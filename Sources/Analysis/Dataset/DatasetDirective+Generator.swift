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
}

extension DatasetDirective.SampleOptions {
  /// What is made, where nothing is read.
  var generated: StopSearchGenerator.Process? {
    guard generator != nil else { return nil }
    if process == .stopPair, let mStop, let mLSP { return .stopPair(stop: mStop, lsp: mLSP) }
    return .topPair
  }

  /// More is known of generated events than of files: what the generator finds, beside what is given.
  var outline: [String: ValueOutline] {
    var outline = DatasetDirective.SampleValues.outline
    if generator != nil {
      for name in [SampleRates.generatedCrossSection, SampleRates.generatedEfficiency] { outline[name] = .value }
    }
    return outline
  }

  /// Options that files need, and that the generator does.
  private func checkPresence(_ name: String, _ context: inout CheckContext) {
    func need(_ key: String, _ isGiven: Bool, of source: String) {
      guard !isGiven else { return }
      context.report("\(source) need\(source == "files" ? "" : "s") '\(key)'", at: name, key, remedy: "add '\(key): …'")
    }
    guard generator != nil else {
      if files == nil {
        context.report(
          "a sample needs 'files', or a 'generator'", at: name, "files", remedy: "add 'files: …', such as an HDF5 file")
      }
      need("cross-section", crossSection != nil, of: "files")
      need("efficiency", efficiency != nil, of: "files")
      for (key, isGiven) in [
        ("process", process != nil), ("m-stop", mStop != nil), ("m-lsp", mLSP != nil), ("events", events != nil),
        ("seed", seed != nil),
      ] where isGiven {
        context.report("'\(key)' is an option of generators", at: name, key, remedy: "drop it, or add a generator")
      }
      return
    }
    if files != nil {
      context.report("a sample has files or a generator, not both", at: name, "files", remedy: "drop one of them")
    }
    need("process", process != nil, of: "the generator")
    need("events", events != nil, of: "the generator")
    if process == .stopPair {
      need("m-stop", mStop != nil, of: "a pair of top squarks")
      need("m-lsp", mLSP != nil, of: "a pair of top squarks")
    }
    for (key, mass) in [("m-stop", mStop), ("m-lsp", mLSP)] where process == .topPair && mass != nil {
      context.report("a top pair has no '\(key)'", at: name, key, remedy: "drop it, or make a stop-pair")
    }
  }

  /// - Parameter name: of the sample.
  func checkSource(_ name: String, energy: Energy?, _ context: inout CheckContext) {
    checkPresence(name, &context)
    guard let generated else { return }
    do {
      try StopSearchGenerator.check(generated)
    } catch {
      let key = if case .lspMass = error { "m-lsp" } else { "m-stop" }
      context.report("\(error)", at: name, key)
    }
    if let events, events < 1 {
      context.report("there is nothing to learn from \(events) events", at: name, "events", remedy: "ask for more")
    }
    if let energy, energy.value != DatasetDirective.generatorEnergy, context.isWritten("energy") {
      context.report(
        "the generator makes collisions at 14 TeV alone", at: "energy", remedy: "write 14 TeV, or leave it out")
    }
  }
}

extension DatasetDirective {
  /// In GeV.
  static let generatorEnergy = 14_000.0

  /// The energy of the collisions, where some are generated.
  var generatedEnergy: Double? {
    signal.generator != nil || background.generator != nil ? Self.generatorEnergy : nil
  }

  /// What the generator's events have to see.
  ///
  /// - Parameter unnamed: what the files have where `features` names none.
  func checkGeneratedColumns(unnamed: [String]?, _ context: inout CheckContext) {
    let names = StopSearchGenerator.columnNames + defined.map(\.key)
    for (sample, place) in [(signal, "signal"), (background, "background")] where sample.generator != nil {
      for (index, wanted) in (features ?? []).enumerated() where !names.contains(wanted) {
        context.report(
          "the generator makes no column '\(wanted)'", at: "features", "\(index)",
          remedy: Suggestion.remedy(for: wanted, among: names))
      }
      guard features == nil, let unnamed else { continue }
      let made = Set(names.dropFirst())
      let other = Set(unnamed)
      guard made != other, context.isWritten("features") else { continue }
      let differing = made.symmetricDifference(other).sorted().prefix(6).map { "'\($0)'" }.joined(separator: ", ")
      context.report(
        "the generated events and those of the files differ in their columns: \(differing)", at: place, "generator",
        remedy: "name the columns that both have under features:")
    }
  }

  /// Makes the events of a sample.
  func generated(
    _ process: StopSearchGenerator.Process, _ options: SampleOptions, features wanted: [String]?,
    _ context: StepContext
  ) throws -> ReadSample {
    let what = process == .topPair ? "top pairs" : "pairs of top squarks"
    context.progress(0, "generating \(what)")
    let made = try StopSearchGenerator(process).events(
      options.events ?? 1, seed: options.seed ?? 1, threads: context.threads,
      progress: { context.progress($0, "generating \(what)") }, isCancelled: context.isCancelled)
    let rates = SampleRates(
      crossSection: options.crossSection?.value ?? made.crossSection, efficiency: options.efficiency ?? made.efficiency,
      generated: [
        SampleRates.generatedCrossSection: .number(made.crossSection, unit: "fb"),
        SampleRates.generatedEfficiency: .number(made.efficiency, uncertainty: made.efficiencyError),
      ])
    let weight = StopSearchGenerator.columnNames[0]
    let names =
      features ?? wanted ?? (StopSearchGenerator.columnNames.dropFirst() + defined.map(\.key)).sorted()
    let kept = try selected(made.table, keeping: names + [weight], weight)
    if kept.table.count == 0 { throw NothingSelected(files: ["the generator"]) }
    let sample = try EventSample(
      table: kept.table, weightColumn: weight,
      expectedYield: luminosity.value * rates.crossSection * rates.efficiency * SelectedEvents.share(of: [kept]))
    return ReadSample(events: sample, read: made.table.count, features: names, rates: rates)
  }
}
