/// Pseudo-experiments of a ``BackgroundOnlySearch``: how often each outcome came.
///
/// They check ``ExactCoverage`` without a sum over probabilities, and without its assumption that Z rises with n.
public struct CoverageToys: Hashable, Sendable {
  /// How many there are.
  public private(set) var experiments: Int
  private let search: BackgroundOnlySearch
  private var counts: [SearchOutcome: Int] = [:]

  /// - Parameters:
  ///   - experiments: numbers of the experiments to make. Those of two ranges add up to those of the range of both.
  ///   - seed: decides them, and with it b and f, so that searches do not share their chance.
  /// - Complexity: O(experiments) time, and memory for the outcomes that differ.
  public init(_ search: BackgroundOnlySearch, experiments: Range<Int>, seed: UInt64) {
    self.search = search
    self.experiments = experiments.count
    let seed = ToyRandom.seed(seed, search.background.bitPattern, search.systematic.bitPattern)
    let control = search.controlEvents
    for experiment in experiments {
      var random = ToyRandom(seed: seed, experiment: UInt64(experiment))
      let events = Int(random.poisson(mean: search.background))
      counts[SearchOutcome(events: events, control: control.map { Int(random.poisson(mean: $0)) } ?? 0), default: 0] +=
        1
    }
  }

  /// Adds other experiments of the same search.
  public mutating func add(_ other: CoverageToys) {
    experiments += other.experiments
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// How many outcomes differ.
  public var outcomes: Int { counts.count }

  /// How many experiments `claim` reaches each of `thresholds` in.
  ///
  /// - Parameter progress: is told of every outcome that is done.
  /// - Complexity: a significance for each of ``outcomes``.
  public func reaching(
    _ thresholds: [Double], by claim: DiscoveryClaim, progress: (() -> Void)? = nil
  ) throws(SignificanceError) -> [Int] {
    var reaching = thresholds.map { _ in 0 }
    for (outcome, count) in counts {
      progress?()
      guard let significance = try claim.significance(of: outcome, in: search) else { continue }
      for (index, z) in thresholds.enumerated() where DiscoveryClaim.isReached(z, by: significance) {
        reaching[index] += count
      }
    }
    return reaching
  }
}
