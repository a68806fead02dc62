import Foundation

/// A row of `Fixtures/linear_ticks.json`, made by the script beside it.
struct TickRow: Decodable {
  let low: Double
  let high: Double
  let limit: Int
  let values: [Double]
  let labels: [String]
  let exponent: Int?
  /// Empty where matplotlib puts fewer than two ticks, or more than the limit, into the range.
  let matplotlib: [Double]

  static func table() throws -> [TickRow] {
    let file = Bundle.module.url(forResource: "Fixtures/linear_ticks", withExtension: "json")
    guard let file else { throw CocoaError(.fileNoSuchFile) }
    return try JSONDecoder().decode([TickRow].self, from: Data(contentsOf: file))
  }
}
