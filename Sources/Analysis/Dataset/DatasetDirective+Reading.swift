import Events
import Notebook

/// Reads the files of a dataset, and says of events that will not do in which file they are, at its place in the template.
extension DatasetDirective {
  /// - Parameter wanted: names of the features; `nil` where this sample decides.
  func sample(
    _ options: SampleOptions, features wanted: [String]?, _ context: StepContext
  ) throws -> (EventSample, features: [String]) {
    var tables: [EventTable] = []
    var names = features ?? wanted ?? []
    var weightColumn = weight
    for file in options.files.all {
      context.progress(nil, "reading \(file.name)")
      let source = EventFile(path: file.path)
      do {
        let present = try source.columnNames()
        if tables.isEmpty {
          weightColumn = self.weightColumn(among: present)
          if names.isEmpty { names = present.filter { $0 != weightColumn }.sorted() }
        }
        tables.append(try source.table(columns: names + (weightColumn.map { [$0] } ?? [])))
      } catch {
        throw Diagnostic(error.description(naming: file.name), at: file.location)
      }
    }
    let expected = luminosity.value * options.crossSection.value * options.efficiency
    let table = try EventTable.concatenating(tables)
    do {
      return (try EventSample(table: table, weightColumn: weightColumn, expectedYield: expected), names)
    } catch {
      throw Self.diagnostic(error, files: options.files.all, events: tables.map(\.count))
    }
  }

  /// - Parameter events: how many each file holds.
  private static func diagnostic(_ error: EventSampleError, files: [FileReference], events: [Int]) -> any Error {
    guard let first = files.first else { return error }
    let names = files.map { "'\($0.name)'" }.joined(separator: ", ")
    switch error {
    case .noEvents:
      return Diagnostic(
        "no events in \(names)", at: first.location, remedy: "a search needs events of both signal and background")
    case .zeroWeights:
      return Diagnostic(
        "\(names): \(error)", at: first.location, remedy: "name another column under weight:, or weigh some events")
    case .invalidWeight(let column, var event, let weight):
      var index = 0
      while index < events.count - 1, event >= events[index] {
        event -= events[index]
        index += 1
      }
      let inFile = EventSampleError.invalidWeight(column: column, event: event, weight: weight)
      return Diagnostic("\(files[index].name): \(inFile)", at: files[index].location)
    case .invalidYield, .missingColumn: return error
    }
  }
}
