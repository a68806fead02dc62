import Foundation

/// Conversion between units that differ in their SI prefix alone.
enum UnitPrefix {
  private static let powers: [Character: Int] = [
    "a": -18, "f": -15, "p": -12, "n": -9, "u": -6, "µ": -6, "μ": -6, "m": -3, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15,
  ]

  /// n, such that a number in `unit` times 10ⁿ is the same quantity in `other`; `nil` where they differ in more than a
  /// prefix. `GeV` to `TeV` is −3, `fb^-1` to `ab^-1` is −3.
  static func powerOfTen(from unit: String, to other: String) -> Int? {
    guard unit != other else { return 0 }
    guard let (base, power) = parts(unit), let (otherBase, otherPower) = parts(other), power == otherPower else {
      return nil
    }
    if base == otherBase { return 0 }
    for (prefix, rest) in readings(base) {
      for (otherPrefix, otherRest) in readings(otherBase) where rest == otherRest {
        return (prefix - otherPrefix) * power
      }
    }
    return nil
  }

  /// `number` times 10ⁿ, rounded once: only powers that a `Double` holds exactly are used.
  static func shift(_ number: Double, by power: Int) -> Double {
    power < 0 ? number / pow(10, Double(-power)) : number * pow(10, Double(power))
  }

  /// `fb^-1` as `fb` and −1.
  private static func parts(_ unit: String) -> (base: Substring, power: Int)? {
    guard let caret = unit.firstIndex(of: "^") else { return (unit[...], 1) }
    // A larger power would leave the range of numbers and means nothing.
    guard let power = Int(unit[unit.index(after: caret)...]), abs(power) < 10 else { return nil }
    return (unit[..<caret], power)
  }

  /// The unit without a prefix and, where its first letter is one, with it.
  private static func readings(_ base: Substring) -> [(power: Int, rest: Substring)] {
    guard base.count > 1, let power = base.first.flatMap({ powers[$0] }) else { return [(0, base)] }
    return [(0, base), (power, base.dropFirst())]
  }
}
