/// What is applied to the sums of a hidden layer, eight units at a time, with its derivative where that cannot be told from
/// the result.
enum ActivationKernels {
  /// Applies an activation to sums in place.
  /// - Parameters:
  ///   - rows: sums, `events` × padded units; become activations. The constant's place becomes 1 again.
  ///   - slopes: receives the derivative of each activation by its sum; `nil` where it is not wanted.
  ///   - units: the layer's width, which is the constant's place.
  static func apply(_ activation: DenseLayer.Activation, to rows: Rows, slopes: Rows?, units: Int, events: Int) {
    switch activation {
    case .relu: apply(to: rows, slopes: slopes, units: units, events: events, rectified)
    case .tanh: apply(to: rows, slopes: slopes, units: units, events: events, hyperbolicTangent)
    case .gelu: apply(to: rows, slopes: slopes, units: units, events: events, gaussianErrorLinear)
    case .sigmoid: apply(to: rows, slopes: slopes, units: units, events: events, sigmoid)
    }
  }

  /// Drops units at random and scales the rest, so that the expected activation stays what it is.
  /// - Parameters:
  ///   - words: the stream of the layer.
  ///   - position: where the numbers of the block's first event begin; each event has ``positions(columns:)`` of its own.
  ///   - rate: the probability to be dropped, a multiple of 2⁻¹⁶.
  static func drop(
    _ rows: Rows, slopes: Rows, units: Int, events: Int, words: PhiloxWords, from position: UInt64, rate: Double
  ) {
    let least = UInt16((rate * 65536).rounded())
    let scale = Float(1 / (1 - Double(least) / 65536))
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PhiloxWords.count) { buffer in
      guard let drawn = buffer.baseAddress else { return }
      for event in 0..<events {
        var place = position &+ UInt64(event * positions(columns: rows.stride))
        for start in stride(from: 0, to: units, by: 2 * PhiloxWords.count) {
          words.fill(drawn, from: place)
          place &+= 8
          for unit in start..<min(units, start + 2 * PhiloxWords.count) {
            let index = unit - start
            let half = UInt16(truncatingIfNeeded: drawn[index / 2] >> (index & 1 == 0 ? 0 : 16))
            let factor = half < least ? 0 : scale
            rows[event][unit] *= factor
            slopes[event][unit] *= factor
          }
        }
      }
    }
  }

  /// Philox blocks that an event's row takes.
  static func positions(columns: Int) -> Int { (columns + 63) / 64 * 8 }

  @inline(__always)
  private static func apply(
    to rows: Rows, slopes: Rows?, units: Int, events: Int, _ activation: (Vector) -> (Vector, Vector)
  ) {
    for event in 0..<events {
      let row = UnsafeMutableRawPointer(rows[event])
      for offset in stride(from: 0, to: rows.stride * 4, by: 32) {
        let (value, slope) = activation(row.load(fromByteOffset: offset, as: Vector.self))
        row.storeBytes(of: value, toByteOffset: offset, as: Vector.self)
        if let slopes {
          UnsafeMutableRawPointer(slopes[event]).storeBytes(of: slope, toByteOffset: offset, as: Vector.self)
        }
      }
      rows[event][units] = 1
    }
  }

  @inline(__always)
  private static func rectified(_ z: Vector) -> (Vector, Vector) {
    (z.rectified, Vector.zero.replacing(with: 1, where: z .> 0))
  }

  @inline(__always)
  private static func hyperbolicTangent(_ z: Vector) -> (Vector, Vector) {
    let y = Vector.hyperbolicTangent(z)
    return (y, (1 - y) * (1 + y))
  }

  @inline(__always)
  private static func gaussianErrorLinear(_ z: Vector) -> (Vector, Vector) {
    let (distribution, density) = Vector.normal(z)
    return (z * distribution, distribution.addingProduct(z, density))
  }

  @inline(__always)
  private static func sigmoid(_ z: Vector) -> (Vector, Vector) {
    let (value, complement, _) = Vector.sigmoid(z)
    return (value, value * complement)
  }
}
