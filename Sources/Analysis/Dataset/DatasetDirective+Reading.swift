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
    var features: [String]
    var rates: SampleRates
  }

  /// - Parameter wanted: names of the features; `nil` where this sample decides.
  func sample(
    _ sample: PlacedSample, features wanted: [String]?, _ context: StepContext
  ) throws -> ReadSample {
    let options = sample.options
    if let process = options.generated { return try generated(process, sample, features: wanted, context) }
    let rates = SampleRates(crossSection: options.crossSection?.value ?? 0, efficiency: options.efficiency ?? 0)
    var names = features ?? wanted ?? []
    var weightColumn = weight
    var writer: EventRowsWriter?
    var sums = SelectedEvents.Sums()
    // File by file, so that no more than one has to be in memory.
    for (place, file) in options.allFiles.enumerated() {
      if context.isCancelled() { throw CancellationError() }
      context.progress(nil, "reading \(file.name)")
      let source = events(in: file, at: place, of: options)
      do {
        let present = try source.columnNames()
        if writer == nil {
          weightColumn = self.weightColumn(among: present)
          if names.isEmpty { names = (present + defined.map(\.key)).filter { $0 != weightColumn }.sorted() }
        }
        let rows = writer ?? EventRowsWriter(columns: names, weight: weightColumn, scratch: context.scratch)
        writer = rows
        let columns = names + (weightColumn.map { [$0] } ?? [])
        let kept = try selected(try source.table(columns: read(for: columns)), keeping: columns, weightColumn)
        try rows.append(kept.table)
        sums.add(kept)
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
    guard let rows = try writer?.finish() else { throw EventSampleError.noEvents }
    if rows.count == 0, sums.read > 0 { throw NothingSelected(files: options.allFiles.map(\.name)) }
    do {
      return try readSample(of: rows, sums, sample, features: names, rates: rates)
    } catch {
      throw Self.diagnostic(error, files: options.allFiles)
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
    var files: [String]

    var description: String {
      "no event of \(files.map { "'\($0)'" }.joined(separator: ", ")) passes 'select'; loosen it"
    }
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
