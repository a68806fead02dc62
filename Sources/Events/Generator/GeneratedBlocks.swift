import Dispatch
import Synchronization

/// Blocks of attempts in their order.
struct GeneratedBlocks {
  /// Those of a block that passed, row by row.
  struct Block: Sendable {
    var values: [Float] = []
  }

  private let width: Int
  private var values: [Float] = []
  private(set) var blocks = 0

  init(width: Int) { self.width = width }

  /// Events that passed.
  var count: Int { values.count / width }

  mutating func append(_ block: Block) {
    values += block.values
    blocks += 1
  }

  /// The first `count` of them. The efficiency is that of all.
  func events(_ count: Int, generator: StopSearchGenerator) throws -> GeneratedEvents {
    let columns = EventVariables.columns.enumerated().map { index, column in
      EventTable.Column(
        name: column.name, unit: column.unit, values: (0..<count).map { values[$0 * width + index] })
    }
    var (sum, squares) = (0.0, 0.0)
    for event in 0..<self.count {
      let weight = Double(values[event * width])
      sum += weight
      squares += weight * weight
    }
    let efficiency = generator.efficiency(sum: sum, attempts: blocks * StopSearchGenerator.blockSize)
    return GeneratedEvents(
      table: try EventTable(columns: columns), crossSection: generator.crossSection, efficiency: efficiency,
      efficiencyError: efficiency * squares.squareRoot() / sum)
  }
}

/// Independent pieces of work on some threads.
enum Pieces {
  /// The result of each piece, in order.
  static func results<Outcome: Sendable>(
    of pieces: Range<Int>, threads: Int, _ piece: @Sendable (Int) -> Outcome
  ) -> [Outcome] {
    let outcomes = Mutex([Outcome?](repeating: nil, count: pieces.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < pieces.count else { return }
        let outcome = piece(pieces.lowerBound + index)
        outcomes.withLock { $0[index] = outcome }
      }
    }
    return outcomes.withLock { $0.compactMap(\.self) }
  }
}
