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

  @Test func boundedNumbersAreUniform() {
    var generator = Philox(seed: 7, stream: 3)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[Int(generator.next(below: 10))] += 1 }
    let chiSquare = counts.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
    #expect(chiSquare < 27.9)  // χ² of 9 degrees of freedom stays below this 999 times in 1000
  }

  @Test func shufflesArePermutationsAndDifferByStreamAndSeed() {
    func shuffled(_ seed: UInt64, _ stream: UInt64) -> [UInt32] {
      var generator = Philox(seed: seed, stream: stream)
      var numbers = (0..<1000).map { UInt32($0) }
      generator.shuffle(&numbers)
      return numbers
    }
    #expect(shuffled(1, 0).sorted() == (0..<1000).map { UInt32($0) })
    #expect(shuffled(1, 0) == shuffled(1, 0))
    #expect(shuffled(1, 0) != shuffled(2, 0))
    #expect(shuffled(1, 0) != shuffled(1, 1))
  }
}
