import Events
import Notebook

extension DatasetDirective {
  enum Values: String, ValueName {
    /// Integrated luminosity.
    case luminosity
    /// Number of features.
    case features
    /// Number of events to learn from.
    case train
    /// Number of validation events.
    case validation
    /// Number of test events.
    case test
  }

  /// What is told of a class, and of each of its samples that has a name, such as `.background.ttbar`.
  enum SampleValues: String, ValueName {
    /// Number of events in the files, or generated.
    case events
    /// Events expected in the data: luminosity × cross-section × efficiency, and times the share that `select` keeps.
    case expected
    /// As the option of that name, or the generator's; that is also `generated-cross-section`. Of several samples the sum.
    case crossSection = "cross-section"
    /// As the option of that name, or what the generator finds; that is also `generated-efficiency`, with its uncertainty. Of
    /// several samples the share of all their events.
    case efficiency
  }

  /// What is told besides where there is a `select`.
  enum SelectionValues: String, ValueName {
    /// Number of events that pass the selection.
    case selected
  }

  static let values = [
    ValueGroup(names: Values.self), ValueGroup(prefix: ".signal", names: SampleValues.self),
    ValueGroup(prefix: ".background", names: SampleValues.self),
    ValueGroup(prefix: ".signal", names: SelectionValues.self),
    ValueGroup(prefix: ".background", names: SelectionValues.self),
  ]

  var outline: ValueOutline {
    var record = Values.outline
    for name in ["signal", "background"] {
      let group = samples.filter { $0.className == name }
      var outline = outline(of: group.count == 1 ? group[0].options : nil)
      for sample in group {
        guard let name = sample.options.name else { continue }
        outline[name] = .record(self.outline(of: sample.options))
      }
      record[name] = .record(outline)
    }
    return .record(record)
  }

  /// - Parameter sample: `nil` for several together.
  private func outline(of sample: SampleOptions?) -> [String: ValueOutline] {
    var outline = SampleValues.outline
    if sample?.generator != nil { for name in SampleRates.names { outline[name] = .value } }
    if select != nil { outline.merge(SelectionValues.outline) { first, _ in first } }
    return outline
  }

  func values(of dataset: Dataset, _ read: [ReadSample]) -> Value {
    var record: [Values: Value] = [:]
    record[.luminosity] = .number(luminosity.value, unit: "fb^-1")
    record[.features] = .integer(dataset.featureNames.count)
    record[.train] = .integer(dataset.train.count)
    record[.validation] = .integer(dataset.validation.count)
    record[.test] = .integer(dataset.test.count)
    var values = Dictionary(record.map { ($0.rawValue, $1) }) { first, _ in first }
    for isSignal in [true, false] {
      let group = read.filter { $0.isSignal == isSignal }
      var members = self.values(of: group)
      for sample in group where !sample.events.name.isEmpty {
        members[sample.events.name] = .record(self.values(of: [sample]))
      }
      values[isSignal ? "signal" : "background"] = .record(members)
    }
    return .record(values)
  }

  /// - Parameter group: samples that are told of together.
  private func values(of group: [ReadSample]) -> [String: Value] {
    func sum(_ number: (ReadSample) -> Double) -> Double { group.reduce(0) { $0 + number($1) } }
    let crossSection = sum(\.rates.crossSection)
    let efficiency =
      group.count == 1 ? group[0].rates.efficiency : sum { $0.rates.crossSection * $0.rates.efficiency } / crossSection
    var values: [String: Value] = [
      SampleValues.events.rawValue: .integer(group.reduce(0) { $0 + $1.read }),
      SampleValues.expected.rawValue: .number(sum(\.events.expectedYield)),
      SampleValues.crossSection.rawValue: .number(crossSection, unit: "fb"),
      SampleValues.efficiency.rawValue: .number(efficiency),
    ]
    if group.count == 1 { values.merge(group[0].rates.generated) { $1 } }
    if select != nil {
      values[SelectionValues.selected.rawValue] = .integer(group.reduce(0) { $0 + $1.events.count })
    }
    return values
  }

  func summary(_ read: [ReadSample], features: Int) -> String {
    let parts = [true, false].map { isSignal in
      let group = read.filter { $0.isSignal == isSignal }
      let events = NumberText.grouped(group.reduce(0) { $0 + $1.events.count })
      let expected = NumberText(group.reduce(0) { $0 + $1.events.expectedYield }).plain
      let of = group.count == 1 ? "" : " of \(group.count) samples"
      return "\(events) \(isSignal ? "signal" : "background") events\(of) for \(expected) expected"
    }
    return parts.joined(separator: " and ") + "; \(features) features."
  }
}
