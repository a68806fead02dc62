/// Philox4x32-10, a counter-based generator of random numbers: block n of a stream is a function of key, stream and n alone,
/// the same on every machine.
///
/// J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11, doi:10.1145/2063384.2063405. The key is the
/// seed, the upper half of the counter is the stream, and the lower half counts blocks of four words.
public struct Philox: RandomNumberGenerator, Hashable, Sendable {
  private let seed: UInt64
  private let stream: UInt64
  private var block: UInt64 = 0
  /// The block's words from the next one on, the first in the lower half of the first.
  private var words: (UInt64, UInt64) = (0, 0)
  private var used = 4

  /// - Parameters:
  ///   - seed: the 64-bit key.
  ///   - stream: streams of one seed are independent of each other.
  public init(seed: UInt64, stream: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
  }

  /// 32 random bits.
  @inline(__always) public mutating func nextWord() -> UInt32 {
    if used == 4 { refill() }
    used &+= 1
    let word = UInt32(truncatingIfNeeded: words.0)
    words = (words.0 >> 32 | words.1 << 32, words.1 >> 32)
    return word
  }

  @inline(never) private mutating func refill() {
    let made = Self.block(
      counter: (
        UInt32(truncatingIfNeeded: block), UInt32(block >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(stream >> 32)
      ),
      key: (UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)))
    words = (UInt64(made.1) << 32 | UInt64(made.0), UInt64(made.3) << 32 | UInt64(made.2))
    block &+= 1
    used = 0
  }

  /// 64 random bits: two words, the first one in the lower half.
  public mutating func next() -> UInt64 {
    let low = nextWord()
    return UInt64(nextWord()) << 32 | UInt64(low)
  }

  /// A whole number in 0..<`bound`, each equally likely; 0 for a bound of 0.
  ///
  /// Multiplication with rejection: D. Lemire, ACM Trans. Model. Comput. Simul. 29 (2019) 3, arXiv:1805.10941. The standard
  /// library's own ranges would do, but promise no particular sequence.
  public mutating func number(below bound: UInt64) -> UInt64 {
    guard bound > 1 else { return 0 }
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// 0..<`count` in random order (Fisher and Yates, from the last place to the first).
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<max(count, 0))
    for place in order.indices.dropFirst().reversed() {
      order.swapAt(place, Int(number(below: UInt64(place) + 1)))
    }
    return order
  }

  /// Ten rounds over one counter.
  static func block(
    counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var (word, key) = (counter, key)
    for _ in 0..<10 {
      let first = (0xD251_1F53 as UInt32).multipliedFullWidth(by: word.0)
      let second = (0xCD9E_8D57 as UInt32).multipliedFullWidth(by: word.2)
      word = (second.high ^ word.1 ^ key.0, second.low, first.high ^ word.3 ^ key.1, first.low)
      key = (key.0 &+ 0x9E37_79B9, key.1 &+ 0xBB67_AE85)
    }
    return word
  }

  public static func == (a: Philox, b: Philox) -> Bool {
    (a.seed, a.stream, a.block, a.used) == (b.seed, b.stream, b.block, b.used)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(seed)
    hasher.combine(stream)
    hasher.combine(block)
    hasher.combine(used)
  }
}
