import Statistics
import Testing

@Suite("Bins of the score")
struct ScoreBinningTests {
  struct Case: Decodable {
    var scores: [Float]
    var isSignal: [Bool]
    var weights: [Double]
    var bins: Int
    var systematic: Double
    var correlation: BinnedExpectation.Correlation
    var minimum: Double
    var significance: Double
    var edges: [Float]
  }

  @Test("are the best of all divisions, tried one by one in Python")
  func agreesWithExhaustiveSearch() throws {
    let cases = try Fixture.json("binning", as: [Case].self)
    #expect(cases.count == 12)
    for item in cases {
      let scan = try CutScan(scores: item.scores, isSignal: item.isSignal, weights: item.weights)
      let found = try #require(
        try ScoreBinning.best(
          on: scan, maximumBins: item.bins, systematic: item.systematic, correlation: item.correlation,
          minimumEffectiveBackground: item.minimum))
      #expect(found.edges == item.edges)
      let whole = try BinnedExpectation(
        bins: found.bins(of: scan), systematic: item.systematic, correlation: item.correlation)
      #expect(relativeError(try whole.discoverySignificance().value, item.significance) < 1e-8)
    }
  }

  /// Many distinct scores, both classes rising towards their end.
  private func largeSample(_ count: Int) throws -> CutScan {
    var random = BootstrapTests.SplitMix64(state: 7)
    func uniform() -> Double { Double.random(in: 0..<1, using: &random) }
    var (scores, isSignal, weights) = ([Float](), [Bool](), [Double]())
    for _ in 0..<count {
      let signal = uniform() < 0.3
      let u = uniform()
      scores.append(Float(signal ? u.squareRoot() : u * u))
      isSignal.append(signal)
      weights.append((signal ? 0.02 : 0.6) * (0.5 + uniform()))
    }
    return try CutScan(scores: scores, isSignal: isSignal, weights: weights)
  }

  @Test("of a large sample are never worse than its best cut, nor than fewer of them")
  func growing() throws {
    let scan = try largeSample(20_000)
    for correlation in BinnedExpectation.Correlation.allCases {
      for f in [0, 0.1, 0.5] {
        var last = try #require(try scan.best(systematic: f)).significance
        for bins in 2...6 {
          let binning = try #require(
            try ScoreBinning.best(on: scan, maximumBins: bins, systematic: f, correlation: correlation))
          #expect(binning.edges.count < bins)
          let contents = try binning.bins(of: scan)
          #expect(contents.allSatisfy { $0.background * $0.background / $0.backgroundVariance > 9.999 })
          let z = try BinnedExpectation(bins: contents, systematic: f, correlation: correlation)
            .discoverySignificance().value
          #expect(z >= last * (1 - 1e-9))
          last = z
        }
      }
    }
  }

  @Test("hold all events, once each")
  func complete() throws {
    let scan = try largeSample(500)
    let bins = try ScoreBinning(edges: [0.9, 0.5, 0.2]).bins(of: scan)
    #expect(bins.count == 4)
    #expect(relativeError(bins.map(\.signal).reduce(0, +), try #require(scan.signal.last)) < 1e-14)
    #expect(
      relativeError(bins.map(\.backgroundVariance).reduce(0, +), try #require(scan.backgroundVariance.last)) < 1e-14)
    #expect(bins[0].signal == (try scan.evaluate(cut: 0.9, systematic: 0)).signal)
  }

  @Test("need falling edges, some bin, and enough background")
  func badInput() throws {
    #expect(throws: SignificanceError.invalid(quantity: "edge of a bin", value: 0.5)) {
      try ScoreBinning(edges: [0.5, 0.5])
    }
    #expect(throws: SignificanceError.self) { try ScoreBinning(edges: [.nan]) }
    let scan = try largeSample(100)
    #expect(throws: SignificanceError.invalid(quantity: "number of bins", value: 0)) {
      try ScoreBinning.best(on: scan, maximumBins: 0, systematic: 0, correlation: .shared)
    }
    #expect(throws: SignificanceError.invalid(quantity: "systematic", value: -1)) {
      try ScoreBinning.best(on: scan, maximumBins: 2, systematic: -1, correlation: .shared)
    }
    #expect(
      try ScoreBinning.best(
        on: scan, maximumBins: 2, systematic: 0, correlation: .shared, minimumEffectiveBackground: 1e6) == nil)
    let empty = try CutScan(scores: [], isSignal: [], weights: [])
    #expect(try ScoreBinning.best(on: empty, maximumBins: 2, systematic: 0, correlation: .shared) == nil)
  }
}
