import Foundation
import Notebook

/// What the measurement shows.
extension ImportanceDirective: MakesValues {
  static let values = [ValueGroup(prefix: "[MET]", names: Values.self)]

  /// The features' names are the dataset's.
  var outline: ValueOutline { .members(.record(Values.outline)) }

  func values(of importance: FeatureImportance) -> Value {
    .record(
      Dictionary(importance.features.map { ($0.name, .record(Self.values(of: $0))) }) { first, _ in first })
  }

  func table(of importance: FeatureImportance) -> ResultTable {
    let columns: [(String, Values)] = [
      (#"$\Delta Z_A$"#, .significanceDrop), (#"$\Delta\,\mathrm{AUC}$"#, .areaDrop),
      (#"$\mathrm{d}Z_A/\mathrm{d}\delta$"#, .gradient), (#"$\sum|\partial Z_A/\partial\delta|$"#, .sensitivity),
    ]
    return ResultTable(
      corner: "Feature",
      groups: [
        .init(
          label: "", columns: columns.map(\.0),
          formats: columns.map { column in
            Self.format(importance.features.compactMap { Self.values(of: $0)[column.1.rawValue] })
          })
      ],
      rows: importance.features.map { feature in
        let values = Self.values(of: feature)
        return .values(label: CodeSpan.markdown(of: feature.name), cells: columns.map { values[$0.1.rawValue] })
      })
  }

  /// Four digits of a column's largest number, and as many places for all the others.
  private static func format(_ values: [Value]) -> ValueFormat? {
    let sizes = values.map { if case .number(let number, _, _) = $0 { abs(number) } else { 0.0 } }
    guard let largest = sizes.max(), largest > 0, largest.isFinite else { return nil }
    let places = min(max(0, 3 - Int(log10(largest).rounded(.down))), 8)
    return try? ValueFormat("±.\(places)f")
  }

  private static func values(of feature: FeatureImportance.Feature) -> [String: Value] {
    let values: [Values: Value] = [
      .significanceDrop: .spread(feature.significanceDrops), .areaDrop: .spread(feature.areaDrops),
      .gradient: .number(feature.gradient), .sensitivity: .number(feature.sensitivity),
    ]
    return Dictionary(values.map { ($0.rawValue, $1) }) { first, _ in first }
  }
}
