import Notebook

/// A type whose doc comments the build puts into the program; see `Sources/GenerateSources`.
protocol Documented {
  static var documentation: Documentation { get }
}

/// The doc comments of a type, as they stand in its source.
struct Documentation: Sendable {
  struct Option: Sendable {
    /// As YAML writes it.
    var key: String
    var type: any DescribedOption.Type
    var text: String

    init(_ key: String, _ type: any DescribedOption.Type, _ text: String) {
      self.key = key
      self.type = type
      self.text = text
    }
  }

  struct Word: Sendable {
    /// As YAML or a path writes it.
    var word: String
    var text: String

    init(_ word: String, _ text: String) {
      self.word = word
      self.text = text
    }
  }

  /// Of the type itself.
  var text: String
  /// Of a struct: its stored properties, in order.
  var options: [Option] = []
  /// Of an enum: its cases, in order.
  var words: [Word] = []

  /// Of `type`; empty where it has none.
  static func of(_ type: Any.Type) -> Documentation {
    (type as? any Documented.Type)?.documentation ?? Documentation(text: "")
  }
}
