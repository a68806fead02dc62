/// The simulated events of one process, or of a slice of it, and how many real ones they stand for.
public struct EventSample: Hashable, Sendable {
  /// Tells the samples of a class apart; empty where there is one.
  public let name: String
  /// Relative systematic uncertainty on the expected yield, ≥ 0. Those of different samples are independent.
  public let systematic: Double
  public let rows: EventRows
  /// Events expected in the data: luminosity × cross-section × efficiency of the preselection.
  public let expectedYield: Double

  /// - Parameters:
  ///   - table: at least one event.
  ///   - weightColumn: the column of event weights; `nil` for unit weights.
  ///   - expectedYield: finite and above 0.
  /// - Throws: ``EventSampleError``, as the other initialiser, and for a missing or negative weight.
  public init(table: EventTable, weightColumn: String? = nil, expectedYield: Double) throws {
    let writer = EventRowsWriter(columns: table.columnNames, weight: weightColumn)
    try writer.append(table)
    try self.init(rows: writer.finish(), expectedYield: expectedYield)
  }

  /// - Parameters:
  ///   - rows: at least one event.
  ///   - expectedYield: finite and above 0.
  ///   - name: of the sample among those of its class.
  ///   - systematic: σ/yield, finite and ≥ 0.
  /// - Throws: ``EventSampleError`` for no events, weights that sum to 0, and an impossible yield or systematic.
  public init(
    rows: EventRows, expectedYield: Double, name: String = "", systematic: Double = 0
  ) throws(EventSampleError) {
    guard expectedYield.isFinite, expectedYield > 0 else { throw .invalidYield(expectedYield) }
    guard systematic.isFinite, systematic >= 0 else { throw .invalidSystematic(systematic) }
    guard rows.count > 0 else { throw .noEvents }
    guard rows.weights.contains(where: { $0 > 0 }) else { throw .zeroWeights(column: rows.weightColumn ?? "") }
    self.rows = rows
    self.expectedYield = expectedYield
    self.name = name
    self.systematic = systematic
  }

  /// Number of events.
  public var count: Int { rows.count }
  /// One weight an event as the file has it, ≥ 0; all 1 when the file has none.
  public var weights: [Float] { rows.weights }

  /// Expected events that each simulated one stands for: expected yield × wᵢ ÷ Σw.
  public var physicalWeights: [Double] { Self.physicalWeights(weights, yield: expectedYield) }

  /// Yield × wᵢ ÷ Σw. Σw is taken in the order of the events; sums of 24-bit numbers are exact enough in double precision.
  static func physicalWeights(_ weights: some Sequence<Float>, yield: Double) -> [Double] {
    let sum = weights.reduce(0) { $0 + Double($1) }
    return weights.map { yield * (Double($0) / sum) }
  }
}

/// Why events do not make a sample.
public enum EventSampleError: Error, Hashable, Sendable, CustomStringConvertible {
  case noEvents
  case invalidYield(Double)
  case invalidSystematic(Double)
  case missingColumn(String, nearest: String?)
  /// `event` counts from 0.
  case invalidWeight(column: String, event: Int, weight: Float)
  case zeroWeights(column: String)
  /// No room, or no permission, for what does not fit into memory; the text is the system's reason.
  case scratch(String)

  public var description: String {
    switch self {
    case .noEvents: "the sample has no events"
    case .invalidYield(let yield): "the expected yield must be a finite number above 0, not \(yield)"
    case .invalidSystematic(let systematic):
      "the systematic uncertainty on the yield must be a finite number ≥ 0, not \(systematic)"
    case .missingColumn(let name, let nearest): "there is no column '\(name)' of weights" + suggestion(nearest)
    case .invalidWeight(let column, let event, let weight):
      "the weight of event \(event) (counted from 0, column '\(column)') is \(weight); weights must be finite and ≥ 0: "
        + "drop or reweight such events"
    case .scratch(let why): "the events cannot be put aside in the folder of the store: \(why)"
    case .zeroWeights(let column): "all weights in column '\(column)' are 0"
    }
  }
}
