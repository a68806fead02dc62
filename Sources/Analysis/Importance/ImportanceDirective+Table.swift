import Foundation
import Notebook

/// What the measurement shows.
extension ImportanceDirective: MakesValues {
  static let values = [ValueGroup(prefix: "[MET]", names: Values.self)]

  /// The features' names are the dataset's.
  var outline: ValueOutline { .members(.record(Values.outline)) }

  func values(of importance: FeatureImportance) -> Value {
    let records = importance.features.map { feature in
      let values = Values.allCases.map { ($0, feature.value($0)) }
      return (feature.name, Value.record(Dictionary(values) { first, _ in first }))
    }
    return .record(Dictionary(records) { first, _ in first })
  }

  func table(of importance: FeatureImportance) -> ResultTable {
    let columns: [(label: String, name: Values)] = [
      (#"$\Delta Z_A$"#, .significanceDrop), (#"$\Delta\,\mathrm{AUC}$"#, .areaDrop),
      (#"$\mathrm{d}Z_A/\mathrm{d}\delta$"#, .gradient), (#"$\sum|\partial Z_A/\partial\delta|$"#, .sensitivity),
    ]
    let features = importance.features
    return ResultTable(
      corner: "Feature",
      groups: [
        .init(
          label: "", columns: columns.map(\.label),
          formats: columns.map { column in Self.format(features.map { $0.value(column.name) }) })
      ],
      rows: features.map { feature in
        .values(label: CodeSpan.markdown(of: feature.name), cells: columns.map { feature.value($0.name) })
      })
  }

  /// Four digits of a column's largest number, and as many places for all the others.
  private static func format(_ values: [Value]) -> ValueFormat? {
    let sizes = values.map { if case .number(let number, _, _) = $0 { abs(number) } else { 0.0 } }
    guard let largest = sizes.max(), largest > 0, largest.isFinite else { return nil }
    let places = min(max(0, 3 - Int(log10(largest).rounded(.down))), 8)
    return try? ValueFormat("±.\(places)f")
  }
}
