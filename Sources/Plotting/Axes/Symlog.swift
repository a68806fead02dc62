import Foundation

/// A scale that is linear within ±threshold and logarithmic beyond, smooth in its value at the threshold: one decade beyond takes as
/// much room as from 0 to the threshold.
enum Symlog {
  static func of(_ value: Double, threshold: Double) -> Double {
    let size = abs(value) / threshold
    return size <= 1 ? value / threshold : (value < 0 ? -1 : 1) * (1 + log10(size))
  }

  /// The value at a place.
  static func value(at place: Double, threshold: Double) -> Double {
    let size = abs(place)
    return size <= 1 ? place * threshold : (place < 0 ? -1 : 1) * threshold * pow(10, size - 1)
  }

  /// From place to place, kept within what an axis can show.
  static func range(from low: Double, to high: Double, threshold: Double) -> ClosedRange<Double> {
    let limits = (-Axis.largest, Axis.largest)
    return max(value(at: low, threshold: threshold), limits.0)...min(value(at: high, threshold: threshold), limits.1)
  }
}

/// Ticks at 0 and at powers of ten from the threshold on, on both sides; minor ones at 2, 3, … 9 times these.
enum SymlogTicks {
  static func candidates(range: ClosedRange<Double>, threshold: Double, limit: Int) -> [Ticks] {
    let inner = max(abs(range.lowerBound), abs(range.upperBound)) <= threshold
    // Where nothing is logarithmic, the axis is linear.
    guard !inner else { return LinearTicks.candidates(range: range, isWhole: false, limit: limit) }
    let first = Int(log10(threshold * (1 - 1e-9)).rounded(.up))
    let last = Int(log10(max(abs(range.lowerBound), abs(range.upperBound)) * (1 + 1e-9)).rounded(.down))
    let decades = first <= last ? Array(first...last) : []
    let slack = 1e-9 * threshold
    let allowed = (range.lowerBound - slack)...(range.upperBound + slack)
    let strides = (1...max(1, decades.count)).map { stride -> Ticks in
      let powers = decades.filter { ($0 - first + 1) % stride == 0 }
      let sides = powers.flatMap {
        [(-LinearTicks.decimal(1, $0), "\u{2212}10^{\($0)}"), (LinearTicks.decimal(1, $0), "10^{\($0)}")]
      }
      let major = ([(0, "0")] + sides).filter { allowed.contains($0.0) }.sorted { $0.0 < $1.0 }
      let shown = Set(major.map(\.0))
      let steps = decades.flatMap { power in (1...9).map { LinearTicks.decimal($0, power) } }
      let minor = (steps.map { -$0 } + steps).filter { allowed.contains($0) && !shown.contains($0) && stride == 1 }
      return Ticks(major: major.map { .init(value: $0.0, label: $0.1) }, minor: minor.sorted(), exponent: nil)
    }
    let fitting = strides.filter { $0.major.count <= max(limit, 2) }
    return fitting.isEmpty ? strides.suffix(1) : fitting
  }
}
