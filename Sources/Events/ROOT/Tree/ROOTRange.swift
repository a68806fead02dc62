import Foundation

/// The range in the title of a `Float16_t` or `Double32_t`, `[low, high]` or `[low, high, bits]`, of numbers, `pi` and
/// `twopi` with `+ - * /`.
struct ROOTRange {
  let number: ROOTNumber

  /// - Returns: `nil` when `title` has no range.
  init?(_ title: String) {
    guard let start = title.firstIndex(of: "["), let end = title[start...].firstIndex(of: "]") else { return nil }
    let parts = title[title.index(after: start)..<end].split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let low = Self.value(parts[0]), let high = Self.value(parts[1])
    else { return nil }
    var bits = 32
    if parts.count == 3 {
      guard let written = Int(parts[2].trimmingCharacters(in: .whitespaces)) else { return nil }
      if 2...32 ~= written { bits = written }
    }
    if low == 0, high == 0 {
      // Up to 14 bits of mantissa have room beside the sign.
      guard bits <= 14 else { return nil }
      number = .truncated(bits: bits)
    } else {
      guard low.isFinite, high.isFinite, high > low else { return nil }
      number = .ranged(low: low, high: high, bits: bits)
    }
  }

  /// The value of a sum of products.
  private static func value(_ text: Substring) -> Double? {
    var terms = Terms(text: text.filter { $0 != " " }[...])
    guard let value = terms.sum(), terms.text.isEmpty else { return nil }
    return value
  }

  private struct Terms {
    var text: Substring

    mutating func sum() -> Double? {
      guard var value = product() else { return nil }
      while let sign = text.first, sign == "+" || sign == "-" {
        text.removeFirst()
        guard let next = product() else { return nil }
        value += sign == "+" ? next : -next
      }
      return value
    }

    private mutating func product() -> Double? {
      guard var value = factor() else { return nil }
      while let sign = text.first, sign == "*" || sign == "/" {
        text.removeFirst()
        guard let next = factor() else { return nil }
        value = sign == "*" ? value * next : value / next
      }
      return value
    }

    private mutating func factor() -> Double? {
      var sign = 1.0
      while text.first == "-" {
        sign = -sign
        text.removeFirst()
      }
      for (name, value) in [("twopi", 2 * Double.pi), ("2pi", 2 * Double.pi), ("pi", Double.pi)]
      where text.lowercased().hasPrefix(name) {
        text.removeFirst(name.count)
        return sign * value
      }
      let digits = text.prefix { $0.isNumber || $0 == "." }
      guard let value = Double(digits) else { return nil }
      text.removeFirst(digits.count)
      return sign * value
    }
  }
}
