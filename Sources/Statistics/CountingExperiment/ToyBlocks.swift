import Dispatch
import Synchronization

/// Pseudo-experiments by blocks, on all cores. What an experiment draws depends on its number alone, so that the results do not
/// depend on the cores.
enum ToyBlocks {
  /// The results of all blocks, in the order of the experiments.
  ///
  /// - Parameters:
  ///   - experiments: how many to make.
  ///   - progress: is told how many are made, from any thread.
  ///   - block: makes the experiments of these numbers.
  static func results<Outcome: Sendable>(
    _ experiments: Int, progress: (@Sendable (Int) -> Void)? = nil, _ block: @Sendable (Range<Int>) -> Outcome
  ) -> [Outcome] {
    let blocks = stride(from: 0, to: experiments, by: size).map { $0..<min($0 + size, experiments) }
    let made = Atomic(0)
    return Pieces.results(blocks.count) { index in
      let outcome = block(blocks[index])
      let (_, count) = made.add(blocks[index].count, ordering: .relaxed)
      progress?(count)
      return outcome
    }
  }

  private static let size = 1 << 16
}

/// Independent pieces of work on all cores.
enum Pieces {
  /// The result of each piece, in order.
  static func results<Outcome: Sendable>(_ count: Int, _ piece: @Sendable (Int) -> Outcome) -> [Outcome] {
    let outcomes = Mutex([Outcome?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let outcome = piece(index)
      outcomes.withLock { $0[index] = outcome }
    }
    return outcomes.withLock { $0.compactMap(\.self) }
  }
}
