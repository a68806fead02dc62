import Events
import Foundation

/// Events to make.
struct GeneratedSample {
  private let generator: StopSearchGenerator

  /// - Parameter masses: of the top squark and the LSP in GeV; none for pairs of tops.
  init(masses: [Double]) throws {
    generator = try StopSearchGenerator(
      masses.count == 2 ? .stopPair(stop: masses[0], lsp: masses[1]) : .topPair)
  }

  /// Times making events that pass the preselection.
  /// - Returns: the seconds and the processor's seconds of 1000 events, with all threads, and the effective number of events
  ///   (Σw)²/Σw² for each of them.
  func time(count: Int, threads: Int) throws -> [String: Any] {
    let clock = ContinuousClock()
    let (start, before) = (clock.now, Self.processorSeconds())
    let weights = try generator.events(count, seed: 1, threads: threads).table.column("weight").values.map(Double.init)
    let thousands = Double(count) / 1000
    let (seconds, processor) = ((clock.now - start) / .seconds(1), Self.processorSeconds() - before)
    let (sum, squares) = (weights.reduce(0, +), weights.reduce(0) { $0 + $1 * $1 })
    return [
      "seconds": [seconds / thousands], "processor": processor / thousands,
      "effective": sum * sum / squares / Double(count),
    ]
  }

  /// Writes events that pass the preselection as floats, one column behind the other, the weights first.
  /// - Returns: the seconds that making them took, with all cores, and the names of the columns.
  func write(count: Int, seed: Int, to file: URL) throws -> [String: Any] {
    let clock = ContinuousClock()
    let start = clock.now
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let table = try generator.events(count, seed: UInt64(seed), threads: threads).table
    let seconds = (clock.now - start) / .seconds(1)
    try table.columns.reduce(into: Data()) { bytes, column in
      column.values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    .write(to: file)
    return ["seconds": seconds, "columns": table.columnNames]
  }

  private static func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
