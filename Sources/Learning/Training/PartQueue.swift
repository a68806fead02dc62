import Synchronization

/// Hands the parts of a batch out to the threads, one after the other: who is slower, or has lost its core, does less.
///
/// Each thread begins with the part of its own number, and knows one part ahead what comes next, so that its events can be
/// fetched in time. What a part comes to does not depend on who does it.
final class PartQueue: Sendable {
  // One is counted up while the other, which nobody looks at until all threads have met, is set back.
  private let even = Atomic<Int>(0)
  private let odd = Atomic<Int>(0)

  /// - Parameter threads: how many take parts.
  init(threads: Int) { prepare(run: 0, threads: threads) }

  /// Sets the queue for one run over the parts of a batch.
  /// - Parameter run: counted by all threads alike.
  func prepare(run: Int, threads: Int) {
    if run & 1 == 0 { even.store(threads, ordering: .relaxed) } else { odd.store(threads, ordering: .relaxed) }
  }

  /// The next part that nobody has; as many as there are parts, or more, where all are taken.
  @inline(__always)
  func take(run: Int) -> Int {
    run & 1 == 0
      ? even.wrappingAdd(1, ordering: .relaxed).oldValue : odd.wrappingAdd(1, ordering: .relaxed).oldValue
  }
}
