import Notebook

/// The scores that a network gives the events of one split.
struct ScoredSplit: Hashable, Sendable {
  enum Name: String, CaseIterable { case train, validation, test }

  /// In [0, 1], one for each event.
  var scores: [Float]
  var isSignal: [Bool]
  /// Expected events that each stands for; each class of each split sums to its yield.
  var weights: [Double]

  init(scores: [Float], isSignal: [Bool], weights: [Double]) {
    self.scores = scores
    self.isSignal = isSignal
    self.weights = weights
  }

  /// - Throws: ``Damaged`` where `result` does not carry the split whole.
  init(_ name: Name, from result: StepResult) throws {
    scores = try Self.array(result.blobs["scores.\(name)"])
    weights = try Self.array(result.blobs["weights.\(name)"])
    isSignal = try Self.array(result.blobs["labels.\(name)"]).map { (byte: UInt8) in byte != 0 }
    guard scores.count == weights.count, scores.count == isSignal.count else { throw Damaged() }
  }

  func blobs(_ name: Name) -> [String: [UInt8]] {
    [
      "scores.\(name)": Self.bytes(scores), "weights.\(name)": Self.bytes(weights),
      "labels.\(name)": isSignal.map { $0 ? 1 : 0 },
    ]
  }

  struct Damaged: Error, CustomStringConvertible {
    var description: String { "the scores of the model are not whole; remove the store and build again" }
  }

  /// Numbers as they lie in memory, which is little-endian on every machine that Asimov runs on.
  private static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
    numbers.withUnsafeBytes { Array($0) }
  }

  private static func array<Number: BitwiseCopyable>(_ bytes: [UInt8]?) throws -> [Number] {
    let size = MemoryLayout<Number>.stride
    guard let bytes, bytes.count % size == 0 else { throw Damaged() }
    return bytes.withUnsafeBytes { raw in
      (0..<(bytes.count / size)).map { raw.loadUnaligned(fromByteOffset: $0 * size, as: Number.self) }
    }
  }
}
