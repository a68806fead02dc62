import Foundation
import Learning

/// The events that all sides train on and score, as the driver wrote them.
struct BenchmarkEvents {
  static let featureCount = 22
  /// Both as in the peers' workers: 30 fb⁻¹ of the paper's signal of 600/400 GeV.
  static let yields = Yields(signal: 958.419, background: 20762.4)

  let train: LabelledSample
  /// Few, so that an epoch's validation is no part of its time to speak of.
  let validation: LabelledSample
  /// Row-major matrix of the events to score.
  let scored: [Float]
  let threads: Int

  /// - Parameters:
  ///   - folder: holds `train`, `validation` and `score`, each as little-endian floats: `….features`, row by row, and `….labels`.
  ///   - threads: how many to train with.
  init(folder: URL, threads: Int) throws {
    train = try Self.sample("train", in: folder)
    validation = try Self.sample("validation", in: folder)
    scored = try Self.floats("score.features", in: folder)
    self.threads = threads
  }

  private static func sample(_ name: String, in folder: URL) throws -> LabelledSample {
    try LabelledSample(
      features: floats("\(name).features", in: folder), featureCount: featureCount,
      isSignal: floats("\(name).labels", in: folder).map { $0 > 0.5 })
  }

  private static func floats(_ name: String, in folder: URL) throws -> [Float] {
    let bytes = try Data(contentsOf: folder.appending(path: name))
    return [Float](unsafeUninitializedCapacity: bytes.count / MemoryLayout<Float>.size) { floats, count in
      count = bytes.copyBytes(to: floats) / MemoryLayout<Float>.size
    }
  }
}
