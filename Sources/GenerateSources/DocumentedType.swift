/// A type whose doc comments are part of the manual.
struct DocumentedType: Hashable {
  struct Property: Hashable {
    /// As YAML writes it.
    var key: String
    var type: String
    var text: String
    var line: Int
  }

  struct Case: Hashable {
    /// Its raw value.
    var value: String
    var text: String
  }

  /// Its name behind those of the types that it stands in.
  var path: [String]
  var text: String
  /// The options of a struct, in order.
  var properties: [Property] = []
  /// The words of an enum, in order.
  var cases: [Case] = []

  var name: String { path.joined(separator: ".") }

  /// Structs whose stored properties are options.
  static let groups: Set = ["Directive", "Options"]
  /// Enums whose cases an author of a template writes or reads.
  static let vocabularies: Set = ["ChoiceOption", "ValueName"]
}
