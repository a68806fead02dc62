import Synchronization

/// What the significances that methods claim are worth, for some searches.
public struct CoverageStudy: Sendable {
  /// What is being done.
  public enum Stage: String, Sendable {
    /// Making pseudo-experiments.
    case toys = "pseudo-experiments"
    /// Looking what each method says of the outcomes.
    case sizes
  }

  private let searches: [BackgroundOnlySearch]
  private let claims: [DiscoveryClaim]?
  private let thresholds: [Double]
  private let experiments: Int
  private let seed: UInt64

  /// - Parameters:
  ///   - searches: at each of which every method is tested.
  ///   - claims: the methods; `nil` for the ``usualClaims(for:)`` of each search.
  ///   - thresholds: the significances that are claimed, in ``ExactCoverage/thresholds``.
  ///   - experiments: pseudo-experiments for each search, shared by the methods; 0 for none.
  ///   - seed: decides them.
  /// - Throws: ``SignificanceError`` for no searches, methods or thresholds and for impossible ones.
  public init(
    searches: [BackgroundOnlySearch], claims: [DiscoveryClaim]? = nil, thresholds: [Double], experiments: Int,
    seed: UInt64
  ) throws(SignificanceError) {
    guard !searches.isEmpty, claims?.isEmpty != true, !thresholds.isEmpty else { throw .nothingToCover }
    guard experiments >= 0 else { throw .noExperiments(experiments) }
    for z in thresholds where !ExactCoverage.thresholds.contains(z) {
      throw .unsupported(quantity: "significance to reach", value: z, limits: ExactCoverage.thresholds)
    }
    self.searches = searches
    self.claims = claims
    self.thresholds = thresholds
    self.experiments = experiments
    self.seed = seed
  }

  /// The methods that are tested where none are named. Without systematic Z_Bi and the average are the exact Poisson p-value.
  public static func usualClaims(for search: BackgroundOnlySearch) -> [DiscoveryClaim] {
    [.asimov] + (search.systematic == 0 ? [.poisson] : [.zbi, .averaged]) + [.rootBackground, .rootTotal]
  }

  /// Tests them, on all cores.
  ///
  /// - Parameter progress: is told, from any thread, how much of how much is done of a stage.
  /// - Returns: for each search, for each method, for each threshold, in this order.
  /// - Throws: ``SignificanceError`` where a method leaves double precision.
  public func run(
    progress: (@Sendable (_ stage: Stage, _ done: Int, _ total: Int) -> Void)? = nil
  ) throws(SignificanceError) -> [Coverage] {
    let total = experiments * searches.count
    let toys = searches.enumerated().map { number, search in
      let blocks = ToyBlocks.results(experiments) { count in
        progress?(.toys, number * experiments + count, total)
      } _: { block in
        CoverageToys(search, experiments: block, seed: seed)
      }
      return blocks.reduce(into: CoverageToys(search, experiments: 0..<0, seed: seed)) { $0.add($1) }
    }
    let jobs = zip(searches, toys).flatMap { search, toys in
      let exact = ExactCoverage(search)
      return (claims ?? Self.usualClaims(for: search)).map { Job(search: search, exact: exact, toys: toys, claim: $0) }
    }
    let steps = jobs.reduce(0) { $0 + $1.steps(thresholds) }
    let done = Atomic(0)
    let results = Pieces.results(jobs.count) { index in
      jobs[index].result(thresholds) {
        let count = done.add(1, ordering: .relaxed).newValue
        if count % 128 == 0 || count == steps { progress?(.sizes, count, steps) }
      }
    }
    var coverages: [Coverage] = []
    for result in results { coverages += try result.get() }
    return coverages
  }

  /// One method at one search.
  private struct Job: Sendable {
    var search: BackgroundOnlySearch
    var exact: ExactCoverage
    var toys: CoverageToys
    var claim: DiscoveryClaim

    /// How often it tells its progress.
    func steps(_ thresholds: [Double]) -> Int { toys.outcomes + thresholds.count * exact.controlCounts }

    func result(_ thresholds: [Double], progress: @escaping () -> Void) -> Result<[Coverage], SignificanceError> {
      Result { () throws(SignificanceError) in try coverages(thresholds, progress) }
    }

    private func coverages(
      _ thresholds: [Double], _ progress: @escaping () -> Void
    ) throws(SignificanceError) -> [Coverage] {
      let reaching = try toys.reaching(thresholds, by: claim, progress: progress)
      var coverages: [Coverage] = []
      for (z, count) in zip(thresholds, reaching) {
        coverages.append(
          Coverage(
            search, claim: claim, threshold: z, size: try exact.size(of: claim, reaching: z, progress: progress),
            experiments: toys.experiments, reaching: count))
      }
      return coverages
    }
  }
}
