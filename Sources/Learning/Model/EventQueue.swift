import Dispatch
import Synchronization

/// Stretches of events that threads take one after the other: who is late, or has lost its core, does less.
final class EventQueue: Sendable {
  private let events: Int
  private let next = Atomic<Int>(0)

  /// Events of a stretch: whole blocks, some ten microseconds of work.
  static let stretch = 16 * BlockPass.size

  init(events: Int) { self.events = events }

  /// The next stretch; `nil` when all are taken.
  func take() -> Range<Int>? {
    let start = next.wrappingAdd(Self.stretch, ordering: .relaxed).oldValue
    return start < events ? start..<min(start + Self.stretch, events) : nil
  }

  /// Lets threads take all of the events: those that the process has anyway, for new ones begin on the caller's core and
  /// may stay there for as long as all this takes.
  /// - Parameters:
  ///   - threads: how many at most; few events are left to one.
  ///   - work: takes stretches until there are none, and says whether it found every feature finite.
  /// - Returns: whether all of them were.
  static func run(events: Int, threads: Int, _ work: @escaping (EventQueue) -> Bool) -> Bool {
    let queue = EventQueue(events: events)
    let isSound = Atomic<Bool>(true)
    let lent = Lent(value: work)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, events / (4 * stretch)))) { _ in
      if !lent.value(queue) { isSound.store(false, ordering: .relaxed) }
    }
    return isSound.load(ordering: .relaxed)
  }
}
