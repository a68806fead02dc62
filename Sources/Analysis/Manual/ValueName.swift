import Notebook

/// The names of values that a directive makes. Its doc comments say in the manual what each of them is.
protocol ValueName: RawRepresentable, CaseIterable, Sendable where RawValue == String {}

extension ValueName {
  /// A record with a value under each name.
  static var outline: [String: ValueOutline] {
    Dictionary(allCases.map { ($0.rawValue, .value) }) { first, _ in first }
  }
}

extension Value {
  /// A record with values under their names.
  static func record<Name: ValueName & Hashable>(_ values: [Name: Value]) -> Value {
    .record(Dictionary(values.map { ($0.rawValue, $1) }) { first, _ in first })
  }
}

/// A directive that makes values.
protocol MakesValues: Directive {
  /// Where they stand in its record, and their names.
  static var values: [ValueGroup] { get }
}

/// Values that stand side by side.
struct ValueGroup {
  /// What leads to them, such as `.signal`; nothing for those of the directive itself.
  var prefix = ""
  var names: any ValueName.Type
}
