/// Which sample each event is of, and how well the yield of each sample is known.
///
/// The yields of the samples are independent: at any cut σ_b² = Σ (f_k b_k)², b_k being what is left of sample k. So σ_b/b
/// follows the mixture of the samples that the cut leaves.
public struct SampleSystematics: Hashable, Sendable {
  /// A place in ``systematics`` for every event.
  public let sample: [UInt8]
  /// f_k ≥ 0 of every sample; that of a signal does not count.
  public let systematics: [Double]

  /// - Throws: ``SignificanceError`` for a systematic that is negative, infinite or NaN, and for an event of no sample.
  public init(sample: [UInt8], systematics: [Double]) throws(SignificanceError) {
    for systematic in systematics { try SignificanceError.check(systematic, "systematic of a sample") }
    if let stray = sample.first(where: { Int($0) >= systematics.count }) {
      throw .invalid(quantity: "number of an event's sample", value: Double(stray))
    }
    self.sample = sample
    self.systematics = systematics
  }

  /// Whether any sample's yield is uncertain.
  public var areGiven: Bool { systematics.contains { $0 > 0 } }

  /// σ_b/b at every cut; 0 where there is no background.
  ///
  /// - Parameters:
  ///   - keys: of all events, as ``FallingScores/sorted(_:)`` makes them.
  func relative(keys: [UInt64], isSignal: [Bool], weights: [Double]) -> [Double] {
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: systematics.count)
    var found: [Double] = []
    var equals: [(sample: UInt8, weight: Double)] = []
    var start = 0
    while start < keys.count {
      equals.removeAll(keepingCapacity: true)
      var end = start
      while end < keys.count, keys[end] >> 32 == keys[start] >> 32 {
        let event = Int(UInt32(truncatingIfNeeded: keys[end]))
        if !isSignal[event] { equals.append((sample[event], weights[event])) }
        end += 1
      }
      // By weight, so that no sum depends on the order in which events of equal score came.
      if equals.count > 1 { equals.sort { $0.weight < $1.weight } }
      for (sample, weight) in equals { sums[Int(sample)].add(weight) }
      var (all, squares) = (0.0, 0.0)
      for (sum, systematic) in zip(sums, systematics) {
        let uncertainty = systematic * sum.value
        all += sum.value
        squares += uncertainty * uncertainty
      }
      found.append(all > 0 ? squares.squareRoot() / all : 0)
      start = end
    }
    return found
  }
}
