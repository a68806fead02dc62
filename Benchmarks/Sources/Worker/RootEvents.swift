import Events
import Foundation

/// A ROOT file to read.
struct RootEvents {
  private let file: EventFile

  /// - Parameter folder: holds `events.root`.
  init(folder: URL) { file = EventFile(path: folder.appending(path: "events.root").path) }

  /// Times opening the file and reading all of its columns.
  /// - Returns: the seconds of `count` times, after two that do not count, and the last event.
  func timeReading(count: Int) throws -> [String: Any] {
    let clock = ContinuousClock()
    var last: [Double] = []
    let seconds = try (0..<count + 2).map { _ in
      let start = clock.now
      let table = try file.table(columns: file.columnNames())
      last = table.columns.map { Double($0.values[table.count - 1]) }
      return (clock.now - start) / .seconds(1)
    }
    return ["seconds": Array(seconds.dropFirst(2)), "last": last]
  }
}
