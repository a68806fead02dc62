import Notebook

/// The members of a sweep as rows of a table, each under the values that make it.
struct SweepRows: Codable, Hashable, Sendable, DescribedOption {
  static let form = OptionForm.words("the name of a sweep", plural: "names of sweeps")

  /// In the sweep's order. The label is part of what the table shows, and so of its step's key.
  var members: [Member]

  struct Member: Codable, Hashable, Sendable {
    /// `0.5`, or `0.5, entropy` where the sweep has two variables.
    var label: String
    var reference: AnyReference
  }

  init(from decoder: any Decoder) throws {
    members = try OneOrMore<AnyReference>(from: decoder).all.map { reference in
      Member(label: reference.keys.joined(separator: ", "), reference: reference)
    }
  }

  func encode(to encoder: any Encoder) throws { try members.encode(to: encoder) }

  var rows: [TableDirective.RowOptions] {
    members.map { TableDirective.RowOptions(label: $0.label, from: OneOrMore([$0.reference])) }
  }
}
