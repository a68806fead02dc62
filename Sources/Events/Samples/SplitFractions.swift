/// The share of the events that goes into training, validation and test.
public struct SplitFractions: Hashable, Sendable {
  public let train: Double
  public let validation: Double
  public let test: Double

  /// - Throws: ``SplitError`` unless all three are finite and ≥ 0 and sum to 1 (to 10⁻⁹).
  public init(train: Double, validation: Double, test: Double) throws(SplitError) {
    for (name, fraction) in [("train", train), ("validation", validation), ("test", test)] {
      guard fraction.isFinite, fraction >= 0 else { throw .invalidFraction(name: name, value: fraction) }
    }
    let sum = train + validation + test
    guard abs(sum - 1) <= 1e-9 else { throw .sumIsNotOne(sum) }
    (self.train, self.validation, self.test) = (train, validation, test)
  }

  /// How many of `count` events go where: the whole parts of the shares, and what is left over to the largest remainders
  /// (of equals, to the earlier split).
  func counts(of count: Int) -> [Int] {
    let shares = [train, validation, test].map { $0 * Double(count) }
    // A share of 0.3 · 10 is 3, whatever its last bit says.
    var counts = shares.map { Int(($0 + 1e-9 * max(1, $0)).rounded(.down)) }
    var left = count - counts.reduce(0, +)
    let byRemainder = counts.indices.sorted {
      (shares[$0] - Double(counts[$0]), $1) > (shares[$1] - Double(counts[$1]), $0)
    }
    for index in byRemainder where left > 0 && shares[index] > 0 {
      counts[index] += 1
      left -= 1
    }
    // Rounding may have given one too many where the fractions sum to 1 + 10⁻⁹.
    while left < 0, let largest = counts.indices.max(by: { counts[$0] < counts[$1] }) {
      counts[largest] -= 1
      left += 1
    }
    counts[0] += left
    return counts
  }
}

/// Why events cannot be split.
public enum SplitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// `name` is `train`, `validation` or `test`.
  case invalidFraction(name: String, value: Double)
  case sumIsNotOne(Double)
  /// A split that should hold a share of a class gets no event with a weight above 0. `sample` is `signal` or
  /// `background`.
  case tooFewEvents(split: String, sample: String)

  public var description: String {
    switch self {
    case .invalidFraction(let name, let value): "the fraction '\(name)' must be a finite number ≥ 0, not \(value)"
    case .sumIsNotOne(let sum): "the fractions of train, validation and test must sum to 1, not \(sum)"
    case .tooFewEvents(let split, let sample):
      "too few \(sample) events: none with a weight above 0 falls into the split '\(split)'; "
        + "give it a larger share, or more events"
    }
  }
}
