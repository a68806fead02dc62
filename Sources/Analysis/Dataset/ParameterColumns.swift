import Events

/// Columns of a theory's parameters, such as masses, beside those of the events: what a parametrised network is told besides
/// (P. Baldi, K. Cranmer, T. Faucett, P. Sadowski, D. Whiteson, arXiv:1601.07913).
///
/// Events of a signal have its parameters. The background has none of its own; each of its events is given those of one signal,
/// drawn at random with the probability that is the signal's share of all expected signal events. So the parameters alone do not tell
/// the classes apart: signal and background have the same distribution of them.
struct ParameterColumns {
  let names: [String]
  /// The parameters of each point, in the order of ``names``.
  private let points: [[Float]]
  /// Σ of the shares of the points up to each; the last is 1.
  private let bounds: [Double]
  private var random: Philox

  /// - Parameters:
  ///   - points: at least one where there are names.
  ///   - shares: one a point, above 0, in any unit.
  ///   - stream: of the random numbers.
  init(_ names: [String], points: [[Float]], shares: [Double], seed: UInt64, stream: UInt64) {
    (self.names, self.points) = (names, points)
    let total = shares.reduce(0, +)
    var sum = 0.0
    bounds = shares.map { share in
      sum += share / total
      return sum
    }
    random = Philox(seed: seed, stream: stream)
  }

  /// The table with a column for each parameter behind its own.
  mutating func adding(to table: EventTable) throws(EventTableError) -> EventTable {
    guard !names.isEmpty else { return table }
    let chosen = (0..<table.count).map { _ in point() }
    let columns = names.indices.map { parameter in
      EventTable.Column(name: names[parameter], values: chosen.map { points[$0][parameter] })
    }
    return try EventTable(columns: table.columns + columns)
  }

  /// The next event's. A single point needs no random number.
  private mutating func point() -> Int {
    guard points.count > 1 else { return 0 }
    let place = Double(random.next() >> 11) * 0x1p-53
    // Rounding may leave the last bound a little below 1.
    return bounds.firstIndex { place < $0 } ?? points.count - 1
  }
}
