import Testing

@testable import Learning

@Suite struct PartQueueTests {
  /// As threads of a worker do, one after the other in a drawn order.
  @Test(arguments: 1...4) func eachPartIsDoneOnceInEveryRun(_ threads: Int) {
    let queue = PartQueue(threads: threads)
    var draws = Draws()
    for run in 0..<20 {
      queue.prepare(run: run + 1, threads: threads)
      var done: [Int] = []
      var parts = Array(0..<threads)
      while let free = parts.indices.filter({ parts[$0] < BatchParts.most }).randomElement(using: &draws) {
        done.append(parts[free])
        parts[free] = queue.take(run: run)
      }
      #expect(done.sorted() == Array(0..<BatchParts.most))
    }
  }
}

/// A linear congruential generator: any order will do.
private struct Draws: RandomNumberGenerator {
  var state: UInt64 = 3

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state
  }
}
