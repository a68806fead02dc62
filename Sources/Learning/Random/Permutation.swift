/// A random order of events, one for each epoch.
///
/// The order is a pure function of seed, stream and epoch: a training that goes on from a checkpoint needs no more than the
/// epoch's number to shuffle as the uninterrupted one would have.
enum Permutation {
  /// Puts `numbers` into a random order by Fisher's and Yates' method: every order is equally likely.
  /// - Complexity: O(count), about 10 cycles a number as long as the numbers lie in a cache.
  static func shuffle(_ numbers: UnsafeMutableBufferPointer<UInt32>, seed: UInt64, stream: UInt64, epoch: UInt64) {
    // An epoch takes one of 2³² parts of its stream, which holds more numbers than can be shuffled.
    let words = PhiloxWords(seed: seed, stream: stream)
    var position = epoch << 32
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PhiloxWords.count) { buffer in
      guard let drawn = buffer.baseAddress, let start = numbers.baseAddress else { return }
      var unused = 0
      var last = numbers.count - 1
      while last > 0 {
        if unused == 0 {
          words.fill(drawn, from: position)
          position &+= 8
          unused = PhiloxWords.count
        }
        let word = drawn[PhiloxWords.count &- unused]
        unused &-= 1
        // Lemire's method, arXiv:1805.10941: a word that would favour some numbers is drawn anew.
        let bound = UInt32(truncatingIfNeeded: last &+ 1)
        let product = UInt64(word) &* UInt64(bound)
        if UInt32(truncatingIfNeeded: product) < bound,
          UInt32(truncatingIfNeeded: product) < (0 &- bound) % bound
        {
          continue
        }
        let other = Int(truncatingIfNeeded: product >> 32)
        (start[last], start[other]) = (start[other], start[last])
        last &-= 1
      }
    }
  }
}
