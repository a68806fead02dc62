import Foundation

/// Ticks of a logarithmic axis: powers of ten where there are two or more, else 1, 2, 5 or the like times a power of
/// ten, else, on axes narrower still, the linear ones.
enum LogTicks {
  static func candidates(range: ClosedRange<Double>, limit: Int) -> [Ticks] {
    let slack = 1e-9
    let first = Int((log10(range.lowerBound) - slack).rounded(.up))
    let last = Int((log10(range.upperBound) + slack).rounded(.down))
    let decades = first <= last ? Array(first...last) : []
    if decades.count >= 2 {
      let strides = (1...max(1, decades.count - 1)).filter { (decades.count + $0 - 1) / $0 <= max(limit, 2) }
      return strides.map { stride in powers(decades, stride: stride, range: range) }
    }
    let several = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 5], [1, 2, 5], [1, 3], [1, 5]]
      .map { multiples(of: $0, range: range) }
      .filter { $0.major.count >= 2 && $0.major.count <= limit }
    // With fewer than three labels the axis could not be read as logarithmic; linear ticks say more.
    let readable = several.filter { $0.major.count >= 3 }
    if !readable.isEmpty { return readable + several.filter { $0.major.count < 3 } }
    return LinearTicks.candidates(range: range, isWhole: false, limit: limit) + several
  }

  private static func powers(_ decades: [Int], stride: Int, range: ClosedRange<Double>) -> Ticks {
    // Labels stand at multiples of the stride, so that 10^0 is among them where it can be.
    let major = decades.filter { $0 % stride == 0 }
    let minor =
      stride == 1
      ? subdivisions(range)
      : decades.filter { $0 % stride != 0 }.map { LinearTicks.decimal(1, $0) }
    return Ticks(
      major: major.map { .init(value: LinearTicks.decimal(1, $0), label: "10^{\($0)}") }, minor: minor, exponent: nil)
  }

  private static func multiples(of leading: [Int], range: ClosedRange<Double>) -> Ticks {
    var major: [Ticks.Major] = []
    for (digit, power) in digits(in: range) where leading.contains(digit) {
      major.append(.init(value: LinearTicks.decimal(digit, power), label: label(digit, power)))
    }
    let values = Set(major.map(\.value))
    return Ticks(major: major, minor: subdivisions(range, powers: true).filter { !values.contains($0) }, exponent: nil)
  }

  /// Two to nine times every power of ten in the range, and the powers themselves if asked for.
  private static func subdivisions(_ range: ClosedRange<Double>, powers: Bool = false) -> [Double] {
    digits(in: range).filter { $0.digit > 1 || powers }.map { LinearTicks.decimal($0.digit, $0.power) }
  }

  private static func digits(in range: ClosedRange<Double>) -> [(digit: Int, power: Int)] {
    let first = Int(log10(range.lowerBound).rounded(.down))
    let last = Int(log10(range.upperBound).rounded(.down))
    let (low, high) = (range.lowerBound * (1 - 1e-9), range.upperBound * (1 + 1e-9))
    return (first...max(first, last)).flatMap { power in
      (1...9).map { ($0, power) }.filter { (low...high).contains(LinearTicks.decimal($0.0, $0.1)) }
    }
  }

  private static func label(_ digit: Int, _ power: Int) -> String {
    guard power < -3 || power > 3 else { return LinearTicks.digits(digit, exponent: power) }
    return digit == 1 ? "10^{\(power)}" : "\(digit)×10^{\(power)}"
  }
}
