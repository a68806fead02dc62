import Foundation

/// Ticks at whole multiples of 1, 2, 2.5 or 5 times a power of ten.
///
/// Positions are kept as whole numbers of a power of ten until the last moment, so that 0.3 is the double nearest to
/// 0.3, labels show exactly the digits meant and no -0 appears.
enum LinearTicks {
  /// A distance between ticks: `mantissa` times 10 to the `exponent`.
  struct Step: Sendable, Equatable {
    /// 1, 2, 25 or 5.
    let mantissa: Int
    let exponent: Int

    var value: Double { scaled(1) }

    /// `multiple` steps as a number.
    func scaled(_ multiple: Int) -> Double { decimal(multiple * mantissa, exponent) }

    /// The step of minor ticks and how many make one major step.
    var minor: (step: Step, count: Int) {
      switch mantissa {
      case 1: (Step(mantissa: 2, exponent: exponent - 1), 5)
      case 2: (Step(mantissa: 5, exponent: exponent - 1), 4)
      case 25: (Step(mantissa: 5, exponent: exponent), 5)
      default: (Step(mantissa: 1, exponent: exponent), 5)
      }
    }

    var isWhole: Bool { exponent >= 0 }
  }

  /// Choices of ticks from dense to sparse, each with at most `limit` labels and, where possible, at least two.
  static func candidates(range: ClosedRange<Double>, isWhole: Bool, limit: Int) -> [Ticks] {
    let width = range.upperBound - range.lowerBound
    let smallest = width / Double(max(limit, 1))
    let firstExponent = Int(log10(smallest).rounded(.down))
    var found: [Ticks] = []
    for power in firstExponent...(firstExponent + 3) {
      for (mantissa, shift) in [(1, 0), (2, 0), (25, -1), (5, 0)] {
        let step = Step(mantissa: mantissa, exponent: power + shift)
        if isWhole && !step.isWhole { continue }
        let multiples = wholeMultiples(of: step, in: range)
        if multiples.count > limit { continue }
        if multiples.count < 2 && !(found.isEmpty && multiples.count == 1) { continue }
        found.append(ticks(step, multiples, range, isWhole))
      }
    }
    // The range of an axis of whole numbers may hold none.
    return found.isEmpty && isWhole ? candidates(range: range, isWhole: false, limit: limit) : found
  }

  private static func ticks(
    _ step: Step, _ multiples: ClosedRange<Int>, _ range: ClosedRange<Double>, _ isWhole: Bool
  ) -> Ticks {
    let largest = multiples.map { abs(step.scaled($0)) }.max() ?? 0
    let shared = sharedExponent(largest: largest)
    let major = multiples.map { multiple in
      Ticks.Major(
        value: step.scaled(multiple),
        label: digits(multiple * step.mantissa, exponent: step.exponent - (shared ?? 0)))
    }
    var minor: [Double] = []
    let (minorStep, count) = step.minor
    if !isWhole || minorStep.isWhole {
      minor = wholeMultiples(of: minorStep, in: range).filter { $0 % count != 0 }.map { minorStep.scaled($0) }
    }
    return Ticks(major: major, minor: minor, exponent: shared)
  }

  /// Multiples within the range; ends count as inside if they miss it by rounding only.
  private static func wholeMultiples(of step: Step, in range: ClosedRange<Double>) -> ClosedRange<Int> {
    let slack = 1e-9 * (range.upperBound - range.lowerBound) / step.value
    let low = (range.lowerBound / step.value - slack).rounded(.up)
    let high = (range.upperBound / step.value + slack).rounded(.down)
    // `Axis.narrowest` keeps both far below the largest whole number; an empty interval comes back as one that holds
    // a multiple outside the range, which cannot happen for steps below the width.
    let (first, last) = (Int(clamping: low), Int(clamping: high))
    return first...max(first, last)
  }

  /// The power of ten taken out of labels that would otherwise be long: from 100000 up, and below 0.001.
  private static func sharedExponent(largest: Double) -> Int? {
    guard largest > 0, largest >= 1e5 || largest < 0.999e-3 else { return nil }
    return Int((log10(largest) + 1e-9).rounded(.down))
  }

  /// `whole` times 10 to the `exponent` in digits, with a true minus sign; as many decimals as the exponent asks for.
  static func digits(_ whole: Int, exponent: Int) -> String {
    var text = String(whole.magnitude)
    if exponent > 0, whole != 0 {
      text += String(repeating: "0", count: exponent)
    } else if exponent < 0 {
      let missing = -exponent + 1 - text.count
      if missing > 0 { text = String(repeating: "0", count: missing) + text }
      text.insert(".", at: text.index(text.endIndex, offsetBy: exponent))
    }
    return whole < 0 ? "\u{2212}" + text : text
  }

  /// `whole` times 10 to the `exponent`, correctly rounded for moderate exponents: powers of ten up to 22 are exact.
  static func decimal(_ whole: Int, _ exponent: Int) -> Double {
    exponent >= 0 ? Double(whole) * pow(10, Double(exponent)) : Double(whole) / pow(10, Double(-exponent))
  }
}

extension Int {
  /// The nearest whole number that fits.
  fileprivate init(clamping value: Double) {
    self = Int(exactly: value.rounded()) ?? (value < 0 ? -(1 << 60) : 1 << 60)
  }
}
