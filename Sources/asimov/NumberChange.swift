import Foundation
import Notebook

/// A number of the report that is not what it was in the last build.
struct NumberChange: Hashable {
  var path: String
  var before: Value
  var now: Value

  /// What both reports show and what differs, in the order of the new one.
  static func between(_ before: [BuildRecord.Number], _ now: [BuildRecord.Number]) -> [NumberChange] {
    let known = Dictionary(before.map { ($0.path, $0.value) }) { first, _ in first }
    var told: Set<String> = []
    return now.compactMap { number in
      guard let old = known[number.path], !old.isSame(as: number.value), told.insert(number.path).inserted else {
        return nil
      }
      return NumberChange(path: number.path, before: old, now: number.value)
    }
  }

  /// The change in units of the uncertainty that the number had; of the one that it has, where it had none.
  var sigmas: Double? {
    guard case .number(let old, let spread, _) = before, case .number(let new, let newSpread, _) = now,
      let sigma = [spread, newSpread].compactMap({ $0 }).first(where: { $0 > 0 && $0.isFinite }), (new - old).isFinite
    else { return nil }
    return (new - old) / sigma
  }

  /// `+1.3 σ`.
  var sigmasText: String { sigmas.map(Self.text) ?? "no σ" }

  /// The largest first where they have σ, the others in their order.
  static func sorted(_ changes: [NumberChange]) -> [NumberChange] {
    changes.enumerated().sorted { a, b in
      (-abs(a.element.sigmas ?? 0), a.element.sigmas == nil ? 1 : 0, a.offset)
        < (-abs(b.element.sigmas ?? 0), b.element.sigmas == nil ? 1 : 0, b.offset)
    }.map(\.element)
  }

  /// The changes below each other, the largest first where they have σ.
  static func table(_ changes: [NumberChange], limit: Int = 40) -> String {
    let rows = sorted(changes).prefix(limit).map { change in
      [change.path, change.before.plain + " → " + change.now.plain, change.sigmasText]
    }
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      "  " + zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ") + "  "
        + row[2]
    }
    let head = "\(changes.count) number\(changes.count == 1 ? "" : "s") of the report changed:"
    let rest = changes.count > limit ? ["  and \(changes.count - limit) more, by less"] : []
    return ([head] + lines + rest).joined(separator: "\n")
  }

  private static func text(_ sigmas: Double) -> String {
    let digits = String(format: abs(sigmas) < 9.95 ? "%.1f" : "%.0f", abs(sigmas))
    return (sigmas < 0 ? "\u{2212}" : "+") + digits + " σ"
  }
}

extension Value {
  /// Whether both say the same: where there is no number, there was none.
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.number(let number, let spread, let unit), .number(let another, let anotherSpread, let anotherUnit)):
      Self.isSame(number, another) && Self.isSame(spread, anotherSpread) && unit == anotherUnit
    default: self == other
    }
  }

  private static func isSame(_ number: Double?, _ other: Double?) -> Bool {
    number == other || number?.isNaN == true && other?.isNaN == true
  }
}
