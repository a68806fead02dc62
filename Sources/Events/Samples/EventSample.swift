/// The simulated events of one process, or of a slice of it, and how many real ones they stand for.
public struct EventSample: Hashable, Sendable {
  /// Tells the samples of a class apart; empty where there is one.
  public let name: String
  /// Relative systematic uncertainty on the expected yield, ≥ 0. Those of different samples are independent.
  public let systematic: Double
  public let table: EventTable
  /// One weight an event as the file has it, ≥ 0; all 1 when the file has none.
  public let weights: [Float]
  /// Events expected in the data: luminosity × cross-section × efficiency of the preselection.
  public let expectedYield: Double

  /// - Parameters:
  ///   - table: at least one event.
  ///   - weightColumn: the column of event weights; `nil` for unit weights.
  ///   - expectedYield: finite and above 0.
  ///   - name: of the sample among those of its class.
  ///   - systematic: σ/yield, finite and ≥ 0.
  /// - Throws: ``EventSampleError`` for no events, a missing or negative weight, weights that sum to 0, and an impossible
  ///   yield or systematic.
  public init(
    table: EventTable, weightColumn: String? = nil, expectedYield: Double, name: String = "", systematic: Double = 0
  ) throws(EventSampleError) {
    guard expectedYield.isFinite, expectedYield > 0 else { throw .invalidYield(expectedYield) }
    guard systematic.isFinite, systematic >= 0 else { throw .invalidSystematic(systematic) }
    guard table.count > 0 else { throw .noEvents }
    if let weightColumn {
      guard let column = table[weightColumn] else {
        throw .missingColumn(weightColumn, nearest: nearestName(to: weightColumn, among: table.columnNames))
      }
      weights = column.values
    } else {
      weights = [Float](repeating: 1, count: table.count)
    }
    if let event = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .invalidWeight(column: weightColumn ?? "", event: event, weight: weights[event])
    }
    guard weights.contains(where: { $0 > 0 }) else { throw .zeroWeights(column: weightColumn ?? "") }
    self.table = table
    self.expectedYield = expectedYield
    self.name = name
    self.systematic = systematic
  }

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
    case .zeroWeights(let column): "all weights in column '\(column)' are 0"
    }
  }
}
