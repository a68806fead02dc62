/// Weighted logits of both classes in narrow bins, from which the area under the ROC curve is read without sorting.
///
/// Events of one bin count as tied, which moves the area by at most half the share of such pairs and in practice, since
/// their true order is as good as random, by far less than its statistical uncertainty. Bins are 1/128 wide; logits beyond
/// ±32, whose scores differ from 0 or 1 by 10⁻¹⁴, are tied altogether.
struct LogitHistogram: ~Copyable {
  static let bins = 8192
  private static let reach: Float = 32
  private static let binsPerUnit: Float = 128

  private let sums: UnsafeMutablePointer<Double>

  init() {
    sums = .allocate(capacity: 2 * Self.bins)
    clear()
  }

  deinit { sums.deallocate() }

  func clear() { sums.update(repeating: 0, count: 2 * Self.bins) }

  /// Adds a block of events of one class.
  @inline(__always)
  func add(logits: UnsafePointer<Float>, weights: UnsafePointer<Float>, events: Int, isSignal: Bool) {
    let sums = self.sums + (isSignal ? 0 : Self.bins)
    var event = 0
    while event < events {
      let z = UnsafeRawPointer(logits + event).load(as: Vector.self).held(from: -Self.reach, to: Self.reach)
      let place = ((z + Self.reach) * Self.binsPerUnit).held(from: 0, to: Float(Self.bins - 1))
      // Adding 2²³ rounds to an integer and leaves it in the low bits.
      let index = unsafeBitCast(place + 0x1p23, to: SIMD8<UInt32>.self) & UInt32(Self.bins - 1)
      for lane in 0..<8 { sums[Int(index[lane])] += Double(weights[event &+ lane]) }
      event &+= 8
    }
  }

  /// Adds what another holds.
  func add(_ other: borrowing LogitHistogram) {
    for bin in 0..<2 * Self.bins { sums[bin] += other.sums[bin] }
  }

  /// The probability of a signal event to lie above a background event, ties counting half.
  var area: Double {
    var (area, below, signal) = (0.0, 0.0, 0.0)
    for bin in 0..<Self.bins {
      area += sums[bin] * (below + 0.5 * sums[Self.bins + bin])
      below += sums[Self.bins + bin]
      signal += sums[bin]
    }
    return area / (signal * below)
  }
}
