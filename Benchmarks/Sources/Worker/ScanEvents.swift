import Foundation
import Statistics

/// Weighted scores to scan for the best cut.
struct ScanEvents {
  private let scores: [Float]
  private let isSignal: [Bool]
  private let weights: [Double]

  /// - Parameters:
  ///   - name: of the sample.
  ///   - folder: holds `NAME.scores` (float), `NAME.labels` (a byte each) and `NAME.weights` (double), little-endian.
  ///   - count: how many to take of them; all without it.
  init(_ name: String, folder: URL, count: Int? = nil) throws {
    scores = try Self.numbers("\(name).scores", in: folder, count)
    isSignal = try Self.numbers("\(name).labels", in: folder, count).map { (label: UInt8) in label != 0 }
    weights = try Self.numbers("\(name).weights", in: folder, count)
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

  private static func numbers<Number: BitwiseCopyable>(
    _ name: String, in folder: URL, _ count: Int?
  ) throws -> [Number] {
    let bytes = try Data(contentsOf: folder.appending(path: name), options: .alwaysMapped)
    return bytes.withUnsafeBytes { bytes in
      let numbers = bytes.bindMemory(to: Number.self)
      return Array(numbers.prefix(count ?? numbers.count))
    }
  }
}
