import Notebook

/// A number from elsewhere, or several under names.
enum LiteratureValue: Codable, Sendable, DescribedOption {
  case number(MeasuredNumber)
  indirect case group(OrderedMapping<LiteratureValue>)

  static let form = OptionForm.words(
    "a number such as `3.5 ± 0.3`, or a mapping of them",
    plural: "numbers such as `3.5 ± 0.3`, or mappings of them")

  init(from decoder: any Decoder) throws {
    self =
      decoder.holdsMapping
      ? .group(try OrderedMapping(from: decoder)) : .number(try MeasuredNumber(from: decoder))
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .number(let number): try number.encode(to: encoder)
    case .group(let group): try group.encode(to: encoder)
    }
  }

  var outline: ValueOutline {
    switch self {
    case .number: .value
    case .group(let group): .record(group.outline)
    }
  }

  var value: Value {
    switch self {
    case .number(let number): number.value
    case .group(let group): .record(group.record)
    }
  }

  var count: Int {
    switch self {
    case .number: 1
    case .group(let group): group.count
    }
  }
}

extension OrderedMapping<LiteratureValue> {
  var outline: [String: ValueOutline] {
    Dictionary(pairs.map { ($0.key, $0.value.outline) }) { first, _ in first }
  }

  var record: [String: Notebook.Value] { Dictionary(pairs.map { ($0.key, $0.value.value) }) { first, _ in first } }

  var count: Int { pairs.map(\.value.count).reduce(0, +) }
}
