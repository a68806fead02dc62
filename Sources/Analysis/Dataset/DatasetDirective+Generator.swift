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
}

extension DatasetDirective.SampleOptions {
  init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    guard keys.contains(.generator) else {
      files = try keys.decode(OneOrMore<FileReference>.self, forKey: .files)
      crossSection = try keys.decode(CrossSection.self, forKey: .crossSection)
      efficiency = try keys.decode(Double.self, forKey: .efficiency)
      return
    }
    generator = try keys.decode(GeneratorName.self, forKey: .generator)
    let process = try keys.decode(GeneratedProcess.self, forKey: .process)
    self.process = process
    if process == .stopPair {
      mStop = try keys.decode(Double.self, forKey: .mStop)
      mLSP = try keys.decode(Double.self, forKey: .mLSP)
    }
    events = try keys.decode(Int.self, forKey: .events)
    seed = try keys.decodeIfPresent(UInt64.self, forKey: .seed) ?? 1
    crossSection = try keys.decodeIfPresent(CrossSection.self, forKey: .crossSection)
    efficiency = try keys.decodeIfPresent(Double.self, forKey: .efficiency)
  }

  /// What is made, where nothing is read.
  var generated: StopSearchGenerator.Process? {
    guard generator != nil else { return nil }
    if process == .stopPair, let mStop, let mLSP { return .stopPair(stop: mStop, lsp: mLSP) }
    return .topPair
  }

  /// What is known of files less than of generated events.
  var outline: ValueOutline {
    var outline = DatasetDirective.SampleValues.outline
    if generator == nil {
      for name in [DatasetDirective.SampleValues.generatedCrossSection, .generatedEfficiency] {
        outline[name.rawValue] = nil
      }
    }
    return .record(outline)
  }

  /// - Parameter name: of the sample.
  func checkGenerator(_ name: String, energy: Energy?, _ context: inout CheckContext) {
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
    if let energy, energy.value != DatasetDirective.generatorEnergy {
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
    let names = StopSearchGenerator.columnNames
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
  ) throws -> (EventSample, features: [String], SampleRates) {
    let what = process == .topPair ? "top pairs" : "pairs of top squarks"
    context.progress(0, "generating \(what)")
    let made = try StopSearchGenerator(process).events(
      options.events ?? 1, seed: options.seed ?? 1, threads: context.threads,
      progress: { context.progress($0, "generating \(what)") }, isCancelled: context.isCancelled)
    let rates = SampleRates(
      crossSection: options.crossSection?.value ?? made.crossSection, efficiency: options.efficiency ?? made.efficiency,
      generated: [
        SampleValues.generatedCrossSection.rawValue: .number(made.crossSection, unit: "fb"),
        SampleValues.generatedEfficiency.rawValue: .number(made.efficiency, uncertainty: made.efficiencyError),
      ])
    let names = features ?? wanted ?? StopSearchGenerator.columnNames.dropFirst().sorted()
    let sample = try EventSample(
      table: made.table, weightColumn: StopSearchGenerator.columnNames[0],
      expectedYield: luminosity.value * rates.crossSection * rates.efficiency)
    return (sample, names, rates)
  }
}
