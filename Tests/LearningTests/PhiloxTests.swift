import Testing

@testable import Learning

@Suite struct PhiloxTests {
  /// The `philox4x32 10` lines of Random123's `kat_vectors`.
  @Test func roundsReproduceTheKnownAnswersOfRandom123() {
    #expect(Philox.block(counter: .zero, key: .zero) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    #expect(
      Philox.block(counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max))
        == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      Philox.block(
        counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: [0xa409_3822, 0x299f_31d0])
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test func manyWordsAtOnceAreThoseDrawnOneByOne() {
    for (seed, stream) in [(0, 0), (7, 3), (UInt64.max, UInt64.max - 1), (1 << 40, 1 << 33)] as [(UInt64, UInt64)] {
      let key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
      var words = [UInt32](repeating: 0, count: PhiloxWords.count)
      for position in [0, 5, (1 << 32) - 3] as [UInt64] {
        words.withUnsafeMutableBufferPointer {
          PhiloxWords(seed: seed, stream: stream).fill($0.baseAddress!, from: position)
        }
        for block in 0..<8 {
          let place = position + UInt64(block)
          let counter = SIMD4(
            UInt32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: place >> 32),
            UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
          let expected = Philox.block(counter: counter, key: key)
          #expect((0..<4).map { words[4 * block + $0] } == (0..<4).map { expected[$0] })
        }
      }
    }
  }

  private static func shuffled(_ count: Int, seed: UInt64, stream: UInt64 = 0, epoch: UInt64 = 0) -> [UInt32] {
    var numbers = (0..<count).map { UInt32($0) }
    numbers.withUnsafeMutableBufferPointer {
      Permutation.shuffle($0, seed: seed, stream: stream, epoch: epoch)
    }
    return numbers
  }

  /// All 24 orders of four numbers come equally often.
  @Test func everyOrderIsEquallyLikely() {
    var counts: [[UInt32]: Int] = [:]
    for epoch in 0..<48_000 { counts[Self.shuffled(4, seed: 7, epoch: UInt64(epoch)), default: 0] += 1 }
    #expect(counts.count == 24)
    let chiSquare = counts.values.reduce(0.0) { $0 + Double(($1 - 2000) * ($1 - 2000)) / 2000 }
    #expect(chiSquare < 49.7)  // χ² of 23 degrees of freedom stays below this 999 times in 1000
  }

  @Test func shufflesArePermutationsAndDifferByStreamSeedAndEpoch() {
    let one = Self.shuffled(1000, seed: 1)
    #expect(one.sorted() == (0..<1000).map { UInt32($0) })
    #expect(Self.shuffled(1000, seed: 1) == one)
    #expect(Self.shuffled(1000, seed: 2) != one)
    #expect(Self.shuffled(1000, seed: 1, stream: 1) != one)
    #expect(Self.shuffled(1000, seed: 1, epoch: 1) != one)
  }
}
