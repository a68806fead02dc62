/// Philox4x32-10, the counter-based generator of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC'11).
///
/// Counter-based means that any number of any stream is a pure function of (seed, stream, position): nothing depends on who
/// draws first, and a later version may draw from many threads.
struct Philox: Sendable {
  private let key: SIMD2<UInt32>
  private let stream: UInt64
  private var position: UInt64 = 0
  private var block = SIMD4<UInt32>.zero
  private var unused = 0

  /// - Parameters:
  ///   - seed: the key.
  ///   - stream: the upper half of the counter: streams of one seed never meet.
  init(seed: UInt64, stream: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.stream = stream
  }

  /// The bijection itself: ten rounds on a counter.
  static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (counter, key) = (counter, key)
    for _ in 0..<10 {
      let first = UInt64(counter[0]) &* 0xD251_1F53
      let second = UInt64(counter[2]) &* 0xCD9E_8D57
      counter = SIMD4(
        UInt32(truncatingIfNeeded: second >> 32) ^ counter[1] ^ key[0], UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ counter[3] ^ key[1], UInt32(truncatingIfNeeded: first))
      key = key &+ SIMD2(0x9E37_79B9, 0xBB67_AE85)
    }
    return counter
  }

  /// The next 32 random bits.
  mutating func next() -> UInt32 {
    if unused == 0 {
      let counter = SIMD4(
        UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: position >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
      block = Self.block(counter: counter, key: key)
      position += 1
      unused = 4
    }
    defer { unused -= 1 }
    return block[4 - unused]
  }

  /// A number of [0, 1), uniform on the multiples of 2⁻²⁴.
  mutating func uniform() -> Float { Float(next() >> 8) * 0x1p-24 }
}
