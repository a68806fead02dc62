import Events
import Notebook

/// Reads the files of a dataset, and says of events that will not do in which file they are, at its place in the template.
extension DatasetDirective {
  /// The events of one sample.
  struct ReadSample {
    var isSignal: Bool
    /// Those that passed the selection.
    var events: EventSample
    /// How many its files hold.
    var read: Int
    /// But for parameters.
    var features: [String]
    var rates: SampleRates
    /// Of the collisions in GeV, where a generator made them.
    var energy: Double?
  }

  /// - Parameters:
  ///   - wanted: names of the features; `nil` where this sample decides.
  ///   - parameters: gives each event its own.
  func sample(
    _ sample: PlacedSample, features wanted: [String]?, _ parameters: inout ParameterColumns, _ context: StepContext
  ) throws -> ReadSample {
    let options = sample.options
    if let shared = options.sample {
      let stored = try StoredSample(from: context.result(of: shared))
      return try self.shared(stored, sample, features: wanted, &parameters, context)
    }
    if let process = options.generated {
      return try generated(process, sample, features: wanted, &parameters, context)
    }
    let rates = SampleRates(crossSection: options.crossSection?.value ?? 0, efficiency: options.efficiency ?? 0)
    var reader: SelectedRows?
    // File by file, so that no more than one has to be in memory.
    for (place, file) in options.allFiles.enumerated() {
      if context.isCancelled() { throw CancellationError() }
      context.progress(nil, "reading \(file.name)")
      let source = options.source(file, at: place, missing: missing)
      try Self.naming(file) {
        var rows = try reader ?? self.reader(of: source.columnNames(), features: wanted, context)
        try rows.append(try source.table(columns: rows.readColumns), &parameters)
        reader = rows
      }
    }
    let names = options.allFiles.map { "'\($0.name)'" }.joined(separator: ", ")
    guard let reader else { throw EventSampleError.noEvents }
    do {
      return try reader.finish(sample, owner: names, rates: rates)
    } catch let error as EventSampleError {
      throw Self.diagnostic(error, files: options.allFiles)
    }
  }

  /// - Parameter present: the columns of the sample's first file.
  private func reader(of present: [String], features wanted: [String]?, _ context: StepContext) -> SelectedRows {
    let weight = weightColumn(among: present)
    let named = features ?? wanted ?? []
    return SelectedRows(
      of: self, columns: named.isEmpty ? (present + defined.map(\.key)).filter { $0 != weight }.sorted() : named,
      weight: weight, scratch: context.scratch)
  }

  /// Says of what goes wrong in which file it does, at its place in the template.
  static func naming(_ file: FileReference, _ read: () throws -> Void) throws {
    do {
      try read()
    } catch let error as EventFileError {
      throw Diagnostic(error.description(naming: file.name), at: file.location)
    } catch let error as ExpressionValueError {
      throw Diagnostic("'\(file.name)': \(error)", at: file.location)
    } catch let error as EventSampleError {
      throw Diagnostic("\(file.name): \(error)", at: file.location)
    } catch let error as EventTableError {
      throw Diagnostic("'\(file.name)': \(error)", at: file.location)
    }
  }

  /// The events of a sample with what is known of them.
  func readSample(
    of rows: EventRows, _ sums: SelectedEvents.Sums, _ sample: PlacedSample, features: [String], rates: SampleRates
  ) throws(EventSampleError) -> ReadSample {
    let events = try EventSample(
      rows: rows, expectedYield: luminosity.value * rates.crossSection * rates.efficiency * sums.share,
      name: sample.options.name ?? "", systematic: sample.options.systematic?.value ?? 0)
    return ReadSample(isSignal: sample.isSignal, events: events, read: sums.read, features: features, rates: rates)
  }

  /// No event of a class passes the selection.
  struct NothingSelected: Error, CustomStringConvertible {
    /// Of the events: files in quotes, or what made them.
    var owner: String

    var description: String { "no event of \(owner) passes 'select'; loosen it" }
  }

  private static func diagnostic(_ error: EventSampleError, files: [FileReference]) -> any Error {
    guard let first = files.first else { return error }
    let names = files.map { "'\($0.name)'" }.joined(separator: ", ")
    switch error {
    case .noEvents:
      return Diagnostic(
        "no events in \(names)", at: first.location, remedy: "a search needs events of both signal and background")
    case .zeroWeights:
      return Diagnostic(
        "\(names): \(error)", at: first.location, remedy: "name another column under weight:, or weigh some events")
    case .invalidWeight, .invalidYield, .invalidSystematic, .missingColumn, .scratch: return error
    }
  }
}
