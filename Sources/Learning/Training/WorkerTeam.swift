import CProcessor
import Dispatch
import Foundation
import Synchronization

/// Threads that run one body together, each with its number, and meet at barriers.
///
/// They sleep between runs and live as long as the team: an epoch starts them once, and its thousands of batches meet
/// without the operating system. The caller is thread 0.
final class WorkerTeam: Sendable {
  /// How many threads, the caller included.
  let count: Int
  private let barrierArrivals = Atomic<Int>(0)
  private let barrierGeneration = Atomic<Int>(0)
  private let state: NSCondition
  private let work = Mutex(Work())
  private let finished = Atomic<Int>(0)
  private let waits = Atomic<UInt64>(0)

  private struct Work {
    var body: (@Sendable (Int) -> Void)?
    var generation = 0
    var isOver = false
  }

  /// - Parameter count: threads, at least 1.
  init(count: Int) {
    self.count = max(1, count)
    state = NSCondition()
  }

  /// Starts the other threads, gives `use` the team and ends them.
  static func with<Failure: Error>(count: Int, _ use: (WorkerTeam) throws(Failure) -> Void) throws(Failure) {
    let team = WorkerTeam(count: count)
    for number in 1..<max(1, team.count) {
      let thread = Thread { team.serve(number) }
      thread.name = "asimov training \(number)"
      thread.start()
    }
    defer { team.end() }
    try use(team)
  }

  /// Runs `body` on every thread and returns when the last one is done. What it shares between threads is its own care.
  func run(_ body: @escaping (Int) -> Void) {
    guard count > 1 else { return body(0) }
    let lent = Lent(value: body)
    finished.store(0, ordering: .relaxed)
    announce { work in
      work.body = { number in lent.value(number) }
      work.generation += 1
    }
    body(0)
    wait { finished.load(ordering: .acquiring) == count - 1 }
    work.withLock { $0.body = nil }
  }

  /// Waits until every thread of the team has come here.
  func meet() {
    guard count > 1 else { return }
    let generation = barrierGeneration.load(ordering: .acquiring)
    if barrierArrivals.add(1, ordering: .acquiringAndReleasing).newValue == count {
      barrierArrivals.store(0, ordering: .relaxed)
      barrierGeneration.add(1, ordering: .releasing)
    } else {
      wait { barrierGeneration.load(ordering: .acquiring) != generation }
    }
  }

  /// Spins for a few microseconds, then lets others have the core: on a busy machine the awaited thread may need it.
  @inline(__always)
  private func wait(_ isOver: () -> Bool) {
    var spins = 0
    while !isOver() {
      spins &+= 1
      guard spins < 4000 else { return giveWay(until: isOver) }
      processor_pause()
    }
  }

  @inline(never)
  private func giveWay(until isOver: () -> Bool) {
    let start = Self.now
    while !isOver() { sched_yield() }
    waits.add(Self.now - start, ordering: .relaxed)
  }

  /// Nanoseconds that threads have waited after they had spun in vain, all added up.
  var waited: UInt64 { waits.load(ordering: .relaxed) }

  /// Nanoseconds since some time in the past.
  static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  private func announce(_ change: (inout Work) -> Void) {
    state.lock()
    work.withLock { change(&$0) }
    state.broadcast()
    state.unlock()
  }

  private func end() { announce { $0.isOver = true } }

  private func serve(_ number: Int) {
    var seen = 0
    while let body = next(after: &seen) {
      body(number)
      finished.add(1, ordering: .releasing)
    }
  }

  /// The next body to run; `nil` when there is none any more.
  private func next(after seen: inout Int) -> (@Sendable (Int) -> Void)? {
    state.lock()
    defer { state.unlock() }
    while true {
      let (body, generation, isOver) = work.withLock { ($0.body, $0.generation, $0.isOver) }
      if isOver { return nil }
      if generation > seen, let body {
        seen = generation
        return body
      }
      state.wait()
    }
  }
}
