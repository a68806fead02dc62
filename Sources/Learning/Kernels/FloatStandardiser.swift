import CProcessor

/// Standardises blocks of events for scoring, eight features at a time in single precision, and sees whether they are
/// finite. A third of the time of ``RowFiller``, which works in Double and prepares the samples of a training.
///
/// A mean is kept as two floats, μ = high + low + rest with |rest| ≤ u²|μ|, u = 2⁻²⁴. Where x is within a factor of two of
/// the mean, x − high is exact (Sterbenz' lemma); elsewhere it is rounded, and so large that low does not count. With the
/// roundings of x − high − low, of 1/σ and of the product, a standardised v is off by less than 4u|v| + u²|μ|/σ.
struct FloatStandardiser {
  /// What eight consecutive features need.
  private struct Stretch {
    let first: Int
    let high: Vector
    let low: Vector
    let inverse: Vector
  }

  private let stretches: [Stretch]
  private let columns: Int

  /// How many deviations a mean may be away from 0. At most 2⁻²⁶ of a deviation is lost then.
  static let farthestMean = 0x1p22

  /// - Returns: `nil` where single precision will not do, or where there are fewer than eight features.
  init?(_ standardiser: Standardiser) {
    let features = zip(standardiser.means, standardiser.deviations)
    let isPlain = features.allSatisfy { mean, deviation in
      abs(mean) <= deviation * Self.farthestMean && abs(mean) < 1e30 && deviation > 1e-30 && deviation < 1e30
    }
    guard isPlain, standardiser.means.count >= 8 else { return nil }
    let columns = standardiser.means.count
    self.columns = columns
    stretches = stride(from: 0, to: columns, by: 8).map { start in
      // The last one ends with the last feature, and does some features again.
      let first = min(start, columns - 8)
      var (high, low, inverse) = (Vector.zero, Vector.zero, Vector.zero)
      for lane in 0..<8 {
        let mean = standardiser.means[first + lane]
        high[lane] = Float(mean)
        low[lane] = Float(mean - Double(high[lane]))
        inverse[lane] = Float(1 / standardiser.deviations[first + lane])
      }
      return Stretch(first: first, high: high, low: low, inverse: inverse)
    }
  }

  /// Fills the features of padded rows; what lies behind them stays. Fetches as much again of what follows in memory.
  /// - Parameter features: row-major, of so many events.
  /// - Returns: whether all features are finite.
  func fill(_ rows: Rows, from features: UnsafePointer<Float>, events: Int) -> Bool {
    let reach = Float(Standardiser.reach)
    var faults = SIMD8<UInt32>.zero
    var ahead = UnsafeRawPointer(features + BlockPass.size &* columns)
    for stretch in stretches {
      let (high, low, inverse) = (stretch.high, stretch.low, stretch.inverse)
      var source = UnsafeRawPointer(features + stretch.first)
      var target = UnsafeMutableRawPointer(rows.start + stretch.first)
      var left = events
      while left > 0 {
        processor_prefetch(ahead)
        let x = source.loadUnaligned(as: Vector.self)
        // x − x is 0 for finite x and NaN otherwise.
        faults |= unsafeBitCast(x - x, to: SIMD8<UInt32>.self)
        let value = ((x - high) - low) * inverse
        target.storeBytes(of: value.held(from: -reach, to: reach), as: Vector.self)
        ahead += 32
        source += columns &* 4
        target += rows.stride &* 4
        left &-= 1
      }
    }
    return faults == .zero
  }
}
