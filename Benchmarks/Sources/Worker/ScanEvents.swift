import Foundation
import Statistics

/// Weighted scores to scan for the best cut.
struct ScanEvents {
  private let scores: [Float]
  private let isSignal: [Bool]
  private let weights: [Double]

  /// - Parameter folder: holds `scan.scores` (float), `scan.labels` (a byte each) and `scan.weights` (double), little-endian.
  init(folder: URL) throws {
    scores = try Self.numbers("scan.scores", in: folder)
    isSignal = try Self.numbers("scan.labels", in: folder).map { (label: UInt8) in label != 0 }
    weights = try Self.numbers("scan.weights", in: folder)
  }

  /// Times sorting, summing and looking for the best cut of each systematic.
  /// - Returns: the seconds of `count` scans, after a first one that does not count, and Z_A of the best cuts.
  func timeScan(systematics: [Double], count: Int) throws -> (seconds: [Double], significances: [Double]) {
    let clock = ContinuousClock()
    var significances: [Double] = []
    let seconds = try (0...count).map { _ in
      let start = clock.now
      let scan = try CutScan(scores: scores, isSignal: isSignal, weights: weights)
      significances = try systematics.map { try scan.best(systematic: $0)?.significance ?? 0 }
      return (clock.now - start) / .seconds(1)
    }
    return (Array(seconds.dropFirst()), significances)
  }

  private static func numbers<Number: BitwiseCopyable>(_ name: String, in folder: URL) throws -> [Number] {
    let bytes = try Data(contentsOf: folder.appending(path: name))
    return bytes.withUnsafeBytes { Array($0.bindMemory(to: Number.self)) }
  }
}
