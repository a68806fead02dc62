import Testing

@testable import Learning

@Suite struct FeatureShuffleTests {
  /// 1000 events of three features; each value occurs once.
  private static let features = (0..<3000).map { Float($0) }

  private static func shuffled(_ column: Int = 1, seed: UInt64 = 5, repetition: UInt32 = 0) throws -> [Float] {
    try FeatureShuffle.shuffling(column: column, of: features, columns: 3, seed: seed, repetition: repetition)
  }

  private static func values(_ features: [Float], _ column: Int) -> [Float] {
    stride(from: column, to: features.count, by: 3).map { features[$0] }
  }

  @Test(arguments: 0..<3) func oneColumnIsPermutedAndTheOthersStay(column: Int) throws {
    let shuffled = try Self.shuffled(column)
    #expect(shuffled.count == 3000)
    for other in 0..<3 {
      let (found, before) = (Self.values(shuffled, other), Self.values(Self.features, other))
      if other == column {
        #expect(found.sorted() == before)
        // A random order of 1000 leaves about one in its place.
        #expect(zip(found, before).count { $0 == $1 } < 8)
      } else {
        #expect(found == before)
      }
    }
  }

  @Test func theOrderDependsOnSeedColumnAndRepetitionAlone() throws {
    let one = try Self.shuffled()
    #expect(try Self.shuffled() == one)
    #expect(try Self.shuffled(seed: 6) != one)
    #expect(try Self.shuffled(repetition: 1) != one)
    #expect(try Self.shuffled(repetition: .max) != one)
    // Of other columns too: the first value that each column's first event gets tells the orders apart.
    let orders = try (0..<3).map { column in
      Self.values(try Self.shuffled(column), column).map { Int($0) / 3 }
    }
    #expect(orders[0] != orders[1] && orders[1] != orders[2] && orders[0] != orders[2])
    // The values themselves play no part.
    let doubled = try FeatureShuffle.shuffling(
      column: 1, of: Self.features.map { 2 * $0 }, columns: 3, seed: 5, repetition: 0)
    #expect(doubled == one.map { 2 * $0 })
  }

  /// Otherwise an epoch's shuffle could be the same as a feature's.
  @Test func trainingAndFeaturesDrawFromOtherStreams() {
    let training = [
      RandomStream.parameters, RandomStream.signalOrder, RandomStream.backgroundOrder, RandomStream.order,
      RandomStream.dropout, RandomStream.dropout + 4096,
    ]
    #expect(training.allSatisfy { $0 < RandomStream.feature })
  }

  @Test func whatIsNoColumnOfAMatrixIsRefused() throws {
    #expect(throws: LearningError.differentFeatures(expected: 3, found: 2)) {
      try FeatureShuffle.shuffling(column: 0, of: [1, 2, 3, 4, 5], columns: 3, seed: 0, repetition: 0)
    }
    for column in [3, -1] {
      #expect(throws: LearningError.differentFeatures(expected: 3, found: column + 1)) {
        try FeatureShuffle.shuffling(column: column, of: [1, 2, 3], columns: 3, seed: 0, repetition: 0)
      }
    }
    #expect(try FeatureShuffle.shuffling(column: 1, of: [], columns: 3, seed: 0, repetition: 0) == [])
    #expect(try FeatureShuffle.shuffling(column: 1, of: [1, 2, 3], columns: 3, seed: 0, repetition: 0) == [1, 2, 3])
  }
}
