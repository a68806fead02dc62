import Foundation
import Synchronization
import Testing

@testable import Statistics

@Suite("Coverage")
struct CoverageTests {
  /// A row of `coverage.json`.
  struct Row: Decodable {
    var background: Double
    var systematic: Double
    var method: String
    var threshold: Double
    var size: Double
    var empty: Double

    func search() throws -> BackgroundOnlySearch {
      try BackgroundOnlySearch(background: background, systematic: systematic)
    }
    func claim() throws -> DiscoveryClaim { try #require(DiscoveryClaim(rawValue: method)) }
  }

  private struct Key: Hashable {
    var search: BackgroundOnlySearch
    var claim: DiscoveryClaim
    var threshold: Double
  }

  private static func rows() throws -> [Row] { try Fixture.json("coverage", as: [Row].self) }

  @Test("sums to the sizes that SciPy sums to, at 35 searches, to 10⁻⁹")
  func exactSizesAgreeWithSciPy() throws {
    let rows = try Self.rows()
    #expect(rows.count == 630)
    for row in rows {
      let size = try ExactCoverage(row.search()).size(of: row.claim(), reaching: row.threshold)
      // SciPy's tables end at 10⁻⁴⁵ and Asimov's at 10⁻⁴⁰ an outcome.
      #expect(abs(size.total - row.size) < 1e-9 * row.size + 1e-36, "\(row) \(size)")
      #expect(abs(size.emptyControl - row.empty) < 1e-9 * row.empty + 1e-36, "\(row) \(size)")
    }
  }

  @Test("is found by pseudo-experiments within their binomial errors: χ² over 35 searches")
  func toysAgreeWithSciPy() throws {
    let rows = try Self.rows()
    let points = try Set(rows.map { try $0.search() })
    #expect(points.count == 35)
    let experiments = 300_000
    let study = try CoverageStudy(
      searches: Array(points), claims: DiscoveryClaim.allCases, thresholds: [1.64, 3, 5], experiments: experiments,
      seed: 1806)
    let found = try Dictionary(
      uniqueKeysWithValues: study.run().map { (Key(search: $0.search, claim: $0.claim, threshold: $0.threshold), $0) })
    var chiSquare = 0.0
    var sizes = 0
    for row in rows {
      let coverage = try #require(
        try found[Key(search: row.search(), claim: row.claim(), threshold: row.threshold)])
      let expected = row.size * Double(experiments)
      guard expected >= 10, row.size < 0.5 else { continue }
      let pull = try (#require(coverage.toySize) - row.size) / #require(coverage.toyUncertainty)
      #expect(abs(pull) < 4.5, "\(row) \(coverage.reaching) \(expected)")
      // One number of each search, since its methods and thresholds share the experiments.
      if row.method == "asimov", row.threshold == 1.64 {
        chiSquare += pull * pull
        sizes += 1
      }
    }
    #expect(sizes >= 30)
    let spread = (2 * Double(sizes)).squareRoot()
    #expect(abs(chiSquare - Double(sizes)) < 3 * spread, "χ² = \(chiSquare) of \(sizes)")
  }

  @Test("of a known background is the Poisson tail from the least count that reaches z")
  func byHand() throws {
    let search = try BackgroundOnlySearch(background: 1, systematic: 0)
    let exact = ExactCoverage(search)
    // P(N ≥ 5 | 1) = 0.00366 is more than 1 − Φ(3) = 0.00135, P(N ≥ 6 | 1) less.
    let five = (0..<5).reduce(0) { $0 + exp(-1) / tgamma(Double($1) + 1) }
    #expect(try abs(exact.size(of: .poisson, reaching: 3).total - (1 - five - exp(-1) / 120)) < 1e-15)
    // 3 = (4 − 1)/√1 is reached, whatever rounding says.
    let four = five - exp(-1) / 24
    #expect(try abs(exact.size(of: .rootBackground, reaching: 3).total - (1 - four)) < 1e-15)
    // No exact method claims more than it may.
    for claim in [DiscoveryClaim.poisson, .zbi, .averaged] {
      #expect(try exact.size(of: claim, reaching: 3).total < PValue(significance: 3).probability)
    }
  }

  @Test("of Z_Bi is never above what it claims: it is exact in the on/off problem (Clopper and Pearson)")
  func binomialNeverOverclaims() throws {
    for b in [0.01, 0.1, 1, 7, 50] {
      for f in [0.05, 0.2, 0.5, 1, 3] {
        let exact = ExactCoverage(try BackgroundOnlySearch(background: b, systematic: f))
        for z in [0.5, 1, 2, 3, 4, 5] {
          #expect(try exact.size(of: .zbi, reaching: z).total <= PValue(significance: z).probability, "\(b) \(f) \(z)")
        }
      }
    }
  }

  @Test("with an empty control region: finite where m is known, infinite where only b̂ = 0 ± 0 is")
  func emptyControlRegion() throws {
    let search = try BackgroundOnlySearch(background: 0.5, systematic: 1)  // τ = 2
    func z(_ claim: DiscoveryClaim, _ events: Int) throws -> Double? {
      try claim.significance(of: SearchOutcome(events: events, control: 0), in: search)
    }
    for claim in DiscoveryClaim.allCases { #expect(try z(claim, 0) == nil) }
    #expect(try relativeError(#require(try z(.asimov, 3)), (6 * log(3)).squareRoot()) < 1e-15)
    #expect(try relativeError(#require(try z(.zbi, 3)), NormalTail.z(ofUpperTail: 1.0 / 27)) < 1e-13)
    #expect(try z(.rootTotal, 3) == 3.0.squareRoot())
    for claim in [DiscoveryClaim.rootBackground, .poisson, .averaged] { #expect(try z(claim, 1) == .infinity) }
  }

  @Test("claims nothing without an excess")
  func noExcess() throws {
    let search = try BackgroundOnlySearch(background: 2, systematic: 0.5)  // τ = 2, and m/τ is exact
    for claim in DiscoveryClaim.allCases {
      #expect(try claim.significance(of: SearchOutcome(events: 0, control: 4), in: search) == nil)
      #expect(try claim.significance(of: SearchOutcome(events: 2, control: 4), in: search) == nil)
      #expect(try claim.significance(of: SearchOutcome(events: 3, control: 4), in: search) != nil)
    }
  }

  @Test("has the asimov formula as the likelihood ratio of Li and Ma, whatever was counted")
  func asimovIsLiMa() throws {
    let search = try BackgroundOnlySearch(background: 3, systematic: 0.4)
    for (n, m) in [(1, 0), (4, 0), (5, 1), (9, 6), (20, 12), (4, 6)] {
      let z = try DiscoveryClaim.asimov.significance(of: SearchOutcome(events: n, control: m), in: search)
      let liMa = try OnOffCount(on: Double(n), off: Double(m), ratio: 1 / (3 * 0.4 * 0.4)).significance
      #expect(relativeError(try #require(z), liMa) < 1e-13, "\(n) \(m)")
    }
  }

  @Test("is the same for the same seed, however the experiments are shared, and other for another")
  func deterministic() throws {
    let search = try BackgroundOnlySearch(background: 3, systematic: 0.3)
    let whole = CoverageToys(search, experiments: 0..<10_000, seed: 5)
    var parts = CoverageToys(search, experiments: 7000..<10_000, seed: 5)
    parts.add(CoverageToys(search, experiments: 0..<7000, seed: 5))
    #expect(parts == whole)
    #expect(CoverageToys(search, experiments: 0..<10_000, seed: 6) != whole)
    func study(_ seed: UInt64) throws -> [Coverage] {
      try CoverageStudy(searches: [search], thresholds: [2], experiments: 100_000, seed: seed).run()
    }
    #expect(try study(5) == study(5))
    #expect(try study(5).map(\.size) == study(6).map(\.size))
    // A search's toys do not depend on what else is studied.
    let other = try BackgroundOnlySearch(background: 1, systematic: 0)
    let both = try CoverageStudy(searches: [other, search], thresholds: [2], experiments: 100_000, seed: 5).run()
    #expect(try both.suffix(5) == study(5)[...])
  }

  @Test("tells how far it is, up to all")
  func progress() throws {
    let searches = try [0, 0.3].map { try BackgroundOnlySearch(background: 3, systematic: $0) }
    let study = try CoverageStudy(searches: searches, thresholds: [2, 3], experiments: 100_000, seed: 1)
    let told = Mutex<[CoverageStudy.Stage: [Int]]>([:])
    let totals = Mutex<[CoverageStudy.Stage: Int]>([:])
    _ = try study.run { stage, done, total in
      told.withLock { $0[stage, default: []].append(done) }
      totals.withLock { $0[stage] = total }
    }
    for stage in [CoverageStudy.Stage.toys, .sizes] {
      let counts = told.withLock { $0[stage] ?? [] }
      #expect(Set(counts).count == counts.count)
      #expect(counts.max() == totals.withLock { $0[stage] })
    }
    #expect(totals.withLock { $0[.toys] } == 200_000)
  }

  @Test("without pseudo-experiments has no toy size, and with them an error that is never 0")
  func toyUncertainty() throws {
    let search = try BackgroundOnlySearch(background: 1, systematic: 0.1)
    let exact = try #require(
      try CoverageStudy(searches: [search], claims: [.zbi], thresholds: [5], experiments: 0, seed: 1).run().first)
    #expect(exact.toySize == nil)
    #expect(exact.toyUncertainty == nil)
    let few = try #require(
      try CoverageStudy(searches: [search], claims: [.zbi], thresholds: [5], experiments: 10, seed: 1).run().first)
    #expect(few.toySize == 0)
    #expect(try #require(few.toyUncertainty) > 0)
  }

  @Test("stays a probability at the ends of what it takes")
  func extremes() throws {
    for b in [BackgroundOnlySearch.backgrounds.lowerBound, 1e3, BackgroundOnlySearch.backgrounds.upperBound] {
      for f in [0, 0.1, BackgroundOnlySearch.systematics.upperBound] {
        let exact = ExactCoverage(try BackgroundOnlySearch(background: b, systematic: f))
        for claim in [DiscoveryClaim.asimov, .zbi, .rootTotal, .rootBackground] {
          for z in [ExactCoverage.thresholds.lowerBound, 3, ExactCoverage.thresholds.upperBound] {
            let size = try exact.size(of: claim, reaching: z).total
            #expect(size >= 0 && size <= 1, "\(b) \(f) \(claim) \(z) \(size)")
          }
        }
      }
    }
  }

  @Test("refuses a background, a systematic or a significance that it cannot tabulate, and nothing to test")
  func invalid() throws {
    for bad in [0, -1, 1e-7, 1e7, Double.nan, .infinity] {
      #expect(throws: SignificanceError.self) { try BackgroundOnlySearch(background: bad, systematic: 0.1) }
    }
    #expect(
      throws: SignificanceError.unsupported(quantity: "background", value: 0, limits: BackgroundOnlySearch.backgrounds)
    ) { try BackgroundOnlySearch(background: 0, systematic: 0) }
    for bad in [-0.1, 1e-4, 11, Double.nan, .infinity] {
      #expect(throws: SignificanceError.self) { try BackgroundOnlySearch(background: 1, systematic: bad) }
    }
    let search = try BackgroundOnlySearch(background: 1, systematic: 0.1)
    for bad in [0, -1, 11, Double.nan, .infinity] {
      #expect(throws: SignificanceError.self) { try ExactCoverage(search).size(of: .zbi, reaching: bad) }
      #expect(throws: SignificanceError.self) {
        try CoverageStudy(searches: [search], thresholds: [bad], experiments: 1, seed: 1)
      }
    }
    #expect(throws: SignificanceError.nothingToCover) {
      try CoverageStudy(searches: [], thresholds: [3], experiments: 1, seed: 1)
    }
    #expect(throws: SignificanceError.nothingToCover) {
      try CoverageStudy(searches: [search], claims: [], thresholds: [3], experiments: 1, seed: 1)
    }
    #expect(throws: SignificanceError.nothingToCover) {
      try CoverageStudy(searches: [search], thresholds: [], experiments: 1, seed: 1)
    }
    #expect(throws: SignificanceError.noExperiments(-1)) {
      try CoverageStudy(searches: [search], thresholds: [3], experiments: -1, seed: 1)
    }
  }
}
