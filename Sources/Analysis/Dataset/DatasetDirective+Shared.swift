import Events
import Notebook

/// Samples whose events those of a `sample` directive are.
extension DatasetDirective {
  /// The samples with what those say that they take their events from; without those that take them from one with a mistake of its
  /// own.
  func resolvedSamples(_ context: CheckContext) -> [PlacedSample] {
    samples.compactMap { sample in
      guard let name = sample.options.sample else { return sample }
      guard let shared = context.directive(of: name) else { return nil }
      var sample = sample
      sample.options = shared.options
      sample.columns = shared.columns
      return sample
    }
  }

  /// Takes the events of a sample that others share.
  func shared(
    _ stored: StoredSample, _ sample: PlacedSample, features wanted: [String]?,
    _ parameters: inout ParameterColumns, _ context: StepContext
  ) throws -> ReadSample {
    let weight = weightColumn(among: stored.columns)
    let names =
      features ?? wanted ?? (stored.columns + defined.map(\.key)).filter { $0 != weight }.sorted()
    var reader = SelectedRows(of: self, columns: names, weight: weight, scratch: context.scratch)
    for part in stored.parts.indices {
      if context.isCancelled() { throw CancellationError() }
      try reader.append(try stored.table(of: part, columns: reader.readColumns), &parameters)
    }
    // What the generator found is told with the sample itself.
    let rates = SampleRates(
      crossSection: sample.options.crossSection?.value ?? stored.rates.crossSection,
      efficiency: sample.options.efficiency ?? stored.rates.efficiency)
    var read = try reader.finish(sample, owner: "its sample", rates: rates)
    if stored.isGenerated { read.energy = Self.generatorEnergy }
    return read
  }
}

extension DatasetDirective.PlacedSample {
  /// What a sample of its own says already.
  func checkShared(_ context: inout CheckContext) {
    let options = self.options
    for (key, isGiven) in [
      ("files", options.files != nil), ("tree", options.tree != nil), ("friends", options.friends != nil),
      ("generator", options.generator != nil), ("process", options.process != nil), ("m-stop", options.mStop != nil),
      ("m-lsp", options.mLSP != nil), ("events", options.events != nil), ("seed", options.seed != nil),
    ] where isGiven {
      context.report(
        Mistake("the events are those of a sample, which has '\(key)' of its own", remedy: "drop it, or 'sample'"),
        at: keys + [key])
    }
  }
}
