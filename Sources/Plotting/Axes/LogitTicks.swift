import Foundation

/// ln(v/(1−v)) and its inverse.
enum Logit {
  /// For v in ]0, 1[.
  static func of(_ value: Double) -> Double { log(value) - log1p(-value) }

  static func inverse(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }

  /// The values between two logits, kept off 0 and 1.
  static func range(from low: Double, to high: Double) -> ClosedRange<Double> {
    max(inverse(low), Double.leastNormalMagnitude)...min(inverse(high), 1 - Double.ulpOfOne)
  }
}

/// Ticks of a logit axis: ½, powers of ten below it, and what powers of ten are missing to 1 above.
enum LogitTicks {
  static func candidates(range: ClosedRange<Double>, limit: Int) -> [Ticks] {
    let lowest = max(Int(-log10(range.lowerBound) + 1e-9), 0)
    let highest = max(Int(-log10(1 - range.upperBound) + 1e-9), 0)
    let most = max(lowest, highest)
    // A range without two of these ticks is so short that it is all but linear.
    guard lowest + highest >= 1 else { return LinearTicks.candidates(range: range, isWhole: false, limit: limit) }
    let strides = Array(1...max(most, 1))
    let all = strides.map { ticks(range, powers: Array(stride(from: $0, through: most, by: $0))) }
    let fitting = all.filter { $0.major.count >= 2 && $0.major.count <= limit }
    return fitting.isEmpty ? LinearTicks.candidates(range: range, isWhole: false, limit: limit) : fitting
  }

  private static func ticks(_ range: ClosedRange<Double>, powers: [Int]) -> Ticks {
    var major: [Ticks.Major] = [.init(value: 0.5, label: "0.5")]
    for power in powers {
      let small = LinearTicks.decimal(1, -power)
      major.append(.init(value: small, label: power < 4 ? LinearTicks.digits(1, exponent: -power) : "10^{-\(power)}"))
      let nines = "0." + String(repeating: "9", count: power)
      major.append(.init(value: 1 - small, label: power < 4 ? nines : "1\u{2212}10^{-\(power)}"))
    }
    major = major.filter { range.contains($0.value) }.sorted { $0.value < $1.value }
    let taken = Set(major.map(\.value))
    var minor: [Double] = []
    for power in 1...max(powers.last ?? 1, 1) + 1 {
      for digit in 1...9 {
        let small = LinearTicks.decimal(digit, -power)
        minor += [small, 1 - small]
      }
    }
    return Ticks(
      major: major, minor: Set(minor).filter { range.contains($0) && !taken.contains($0) }.sorted(), exponent: nil)
  }
}
