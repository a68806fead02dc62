import Notebook

/// Members of a sweep, or other directives whose names differ by a number in brackets, by that number.
struct VariedSteps {
  /// By rising number, each with the text that stands in the brackets.
  let steps: [(x: Double, key: String, name: String)]

  /// - Throws: ``Mistake`` where there is no one bracket whose numbers tell the members apart.
  init(_ names: [String]) throws(Mistake) {
    let keys = names.map { AnyReference($0).keys }
    let count = keys.map(\.count).min() ?? 0
    let numbers = (0..<count).filter { place in
      let found = keys.compactMap { Self.number($0[place]) }
      return found.count == names.count && Set(found).count == names.count
    }
    guard let place = numbers.last else {
      throw Mistake(
        names.count == 1
          ? "'\(names[0])' alone is no curve"
          : "no number tells \(names.prefix(3).map { "'\($0)'" }.joined(separator: ", ")) apart",
        remedy: "name a sweep over numbers, or a part of one such as 'cut[entropy]'")
    }
    let units = Set(keys.map { Self.unit($0[place]) })
    guard units.count == 1 else {
      throw Mistake(
        "the values of '\(names[0])' and others have different units: "
          + units.sorted().map { $0.isEmpty ? "none" : $0 }.joined(separator: ", "), remedy: "write them all in one")
    }
    steps = zip(names, keys).map { (Self.number($1[place]) ?? 0, $1[place], $0) }.sorted { $0.0 < $1.0 }
  }

  /// `0.5`, and `300` of `300 fb^-1`.
  static func number(_ key: String) -> Double? { Double(key) ?? Double(key.prefix { !$0.isWhitespace }) }

  /// `fb^-1` of `300 fb^-1`; empty for a number alone.
  private static func unit(_ key: String) -> String {
    String(key.drop { !$0.isWhitespace }).filter { !$0.isWhitespace }
  }
}
