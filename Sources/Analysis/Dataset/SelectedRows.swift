import Events
import Notebook

/// What passes a dataset's selection of the tables of one sample, one behind the other.
struct SelectedRows {
  private let dataset: DatasetDirective
  /// The features, but for parameters.
  private let columns: [String]
  private let weight: String?
  private let writer: EventRowsWriter
  private var sums = SelectedEvents.Sums()

  init(of dataset: DatasetDirective, columns: [String], weight: String?, scratch: String?) {
    (self.dataset, self.columns, self.weight) = (dataset, columns, weight)
    writer = EventRowsWriter(columns: columns + dataset.parameterNames, weight: weight, scratch: scratch)
  }

  private var kept: [String] { columns + (weight.map { [$0] } ?? []) }

  /// The columns that a table has to have.
  var readColumns: [String] { dataset.read(for: kept) }

  /// - Parameter parameters: gives each event that passes its own.
  mutating func append(_ table: EventTable, _ parameters: inout ParameterColumns) throws {
    let selected = try dataset.selected(table, keeping: kept, weight)
    try writer.append(try parameters.adding(to: selected.table))
    sums.add(selected)
  }

  /// The events of the sample. The rows are of no use afterwards.
  /// - Parameter owner: of the events, as messages name it.
  func finish(
    _ sample: DatasetDirective.PlacedSample, owner: String, rates: SampleRates
  ) throws -> DatasetDirective.ReadSample {
    let rows = try writer.finish()
    if rows.count == 0, sums.read > 0 { throw DatasetDirective.NothingSelected(owner: owner) }
    return try dataset.readSample(of: rows, sums, sample, features: columns, rates: rates)
  }
}
