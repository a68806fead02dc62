/// Whether the threads of a team run batches together or leave them to one.
///
/// Threads that meet thousands of times an epoch need all their cores at once. Where other programs want these too, one
/// thread is often off its core while the others wait for it, and one alone, who waits for nobody, is faster. No bit of a
/// training depends on the choice.
struct Teamwork {
  private(set) var isAlone = false
  private let threads: UInt64
  private let limits: Limits
  /// The present stretch, in nanoseconds: when it began, and how long threads had waited by then.
  private var start: UInt64 = 0
  private var waited: UInt64 = 0
  /// How long one thread works alone before all of them try again: longer after each vain try.
  private var rest: UInt64

  /// Times in nanoseconds.
  struct Limits {
    /// How much waiting is borne, in units of that which makes one thread as fast as all of them.
    var bearable = 1.0
    var shortestRest: UInt64 = 50_000_000
    var longestRest: UInt64 = 3_200_000_000
    /// What is shorter than this says nothing.
    var shortestStretch: UInt64 = 2_000_000
  }

  init(threads: Int, limits: Limits = Limits()) {
    self.threads = UInt64(max(1, threads))
    self.limits = limits
    rest = limits.shortestRest
  }

  /// Decides for the time to come.
  ///
  /// In a time E, n threads that waited for S in all lost at least S/(n − 1), since at most n − 1 wait for one. What they
  /// did in the rest takes one thread n (E − S/(n − 1)): no more than E if S ≥ (n − 1)²/n · E.
  /// - Parameters:
  ///   - now: nanoseconds of a clock that never goes back.
  ///   - waited: nanoseconds that all threads have waited since the team came about.
  /// - Returns: whether that differs from what was.
  mutating func changes(at now: UInt64, waited: UInt64) -> Bool {
    guard threads > 1 else { return false }
    if start == 0 { (start, self.waited) = (now, waited) }
    let elapsed = now - start
    guard elapsed >= (isAlone ? rest : limits.shortestStretch) else { return false }
    let most = limits.bearable * Double((threads - 1) * (threads - 1) * elapsed)
    let isHeldUp = Double(threads * (waited - self.waited)) >= most
    (start, self.waited) = (now, waited)
    if isAlone {
      isAlone = false
      rest = min(2 * rest, limits.longestRest)
      return true
    }
    if isHeldUp { isAlone = true } else { rest = limits.shortestRest }
    return isHeldUp
  }
}
