/// Events by falling score, as one integer each: a key that rises as the score falls above the event's index.
enum FallingScores {
  /// A radix sort of the keys, whose three passes are several times faster than a sort that compares.
  /// - Parameter scores: not NaN, fewer than 2³²; the two zeros are equal.
  /// - Returns: by falling score, of equals the first one first.
  /// - Complexity: O(n).
  static func sorted(_ scores: [Float]) -> [UInt64] {
    let digits: [UInt64] = [32, 43, 54]
    var keys = scores.enumerated().map { UInt64(key(of: $1)) << 32 | UInt64(UInt32(truncatingIfNeeded: $0)) }
    var counts = [Int](repeating: 0, count: digits.count << 11)
    for key in keys {
      for (digit, shift) in digits.enumerated() { counts[digit << 11 + Int(key >> shift & 2047)] += 1 }
    }
    var sorted = keys
    for (digit, shift) in digits.enumerated() {
      var places = [Int](repeating: 0, count: 2048)
      var place = 0
      for value in 0..<2048 {
        places[value] = place
        place += counts[digit << 11 + value]
      }
      scatter(keys, into: &sorted, by: shift, places: &places)
      swap(&keys, &sorted)
    }
    return keys
  }

  /// The score that a key stands for.
  static func score(of key: UInt64) -> Float {
    let bits = UInt32(truncatingIfNeeded: key >> 32)
    return Float(bitPattern: bits >> 31 == 0 ? ~bits & ~(1 << 31) : bits)
  }

  private static func key(of score: Float) -> UInt32 {
    let bits = (score + 0).bitPattern  // −0 becomes 0
    return bits >> 31 == 0 ? ~(bits | 1 << 31) : bits
  }

  /// One pass: each key goes to the next free place of its digit.
  private static func scatter(_ keys: [UInt64], into sorted: inout [UInt64], by shift: UInt64, places: inout [Int]) {
    keys.withUnsafeBufferPointer { keys in
      sorted.withUnsafeMutableBufferPointer { sorted in
        places.withUnsafeMutableBufferPointer { places in
          for key in keys {
            let digit = Int(key >> shift & 2047)
            sorted[places[digit]] = key
            places[digit] &+= 1
          }
        }
      }
    }
  }
}
