import Notebook
import Statistics
import Storage

/// The scores that a network gives the events of one split.
struct ScoredSplit: Hashable, Sendable {
  enum Name: String, ChoiceOption { case train, validation, test }

  /// In [0, 1], one for each event.
  var scores: [Float]
  var isSignal: [Bool]
  /// Expected events that each stands for; each class of each split sums to its yield.
  var weights: [Double]
  /// Where the yields of samples have systematics of their own.
  var samples: SampleSystematics?

  init(scores: [Float], isSignal: [Bool], weights: [Double], samples: SampleSystematics? = nil) {
    self.scores = scores
    self.isSignal = isSignal
    self.weights = weights
    self.samples = samples
  }

  /// - Throws: ``Damaged`` where `result` does not carry the split whole.
  init(_ name: Name, from result: StepResult) throws {
    scores = try Self.array(result.blobs["scores.\(name)"])
    weights = try Self.array(result.blobs["weights.\(name)"])
    isSignal = try Self.array(result.blobs["labels.\(name)"]).map { (byte: UInt8) in byte != 0 }
    samples = try result.blobs["samples.\(name)"].map { sample in
      let systematics: [Double] = try Self.array(result.blobs["systematics.\(name)"])
      return try SampleSystematics(sample: sample.array, systematics: systematics)
    }
    guard scores.count == weights.count, scores.count == isSignal.count,
      samples.map({ $0.sample.count == scores.count }) ?? true
    else { throw Damaged() }
  }

  /// The yields above every cut.
  var scan: CutScan {
    get throws { try CutScan(scores: scores, isSignal: isSignal, weights: weights, samples: samples) }
  }

  /// Weights with a sum of 1 for both classes.
  var balancedWeights: [Double] {
    let sums = sums { weight, _ in weight }
    return zip(weights, isSignal).map { $0 / ($1 ? sums.signal : sums.background) }
  }

  /// Expected events of both classes, each event counted with its score (arXiv:1806.00322, Eqs. 4.1 and 4.2).
  var scoredYields: (signal: Double, background: Double) { sums { $0 * Double($1) } }

  /// Sums over the events of each class, by weight and score.
  private func sums(of term: (Double, Float) -> Double) -> (signal: Double, background: Double) {
    var sums = (signal: 0.0, background: 0.0)
    for event in scores.indices {
      let value = term(weights[event], scores[event])
      if isSignal[event] { sums.signal += value } else { sums.background += value }
    }
    return sums
  }

  func blobs(_ name: Name) -> [String: StoredBytes] {
    var blobs = [
      "scores.\(name)": Self.bytes(scores), "weights.\(name)": Self.bytes(weights),
      "labels.\(name)": StoredBytes(isSignal.map { $0 ? 1 : 0 }),
    ]
    if let samples {
      blobs["samples.\(name)"] = StoredBytes(samples.sample)
      blobs["systematics.\(name)"] = Self.bytes(samples.systematics)
    }
    return blobs
  }

  struct Damaged: Error, CustomStringConvertible {
    var description: String { "the scores of the model are not whole; remove the store and build again" }
  }

  /// Numbers as they lie in memory, which is little-endian on every machine that Asimov runs on.
  private static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> StoredBytes {
    StoredBytes(numbers.withUnsafeBytes { Array($0) })
  }

  private static func array<Number: BitwiseCopyable>(_ bytes: StoredBytes?) throws -> [Number] {
    let size = MemoryLayout<Number>.stride
    guard let bytes, bytes.count % size == 0 else { throw Damaged() }
    return bytes.withUnsafeBytes { raw in
      (0..<(bytes.count / size)).map { raw.loadUnaligned(fromByteOffset: $0 * size, as: Number.self) }
    }
  }
}
