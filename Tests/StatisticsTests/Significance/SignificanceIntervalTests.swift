import Testing

@testable import Statistics

@Suite("The interval of a significance")
struct SignificanceIntervalTests {
  /// What `interval.py` wrote.
  struct Expected: Decodable {
    struct Row: Decodable {
      let estimate: String
      /// s, Σw² of s, b, Σw² of b, f and both quantiles.
      let numbers: [Double]
    }

    struct Unseen: Decodable {
      let noBackgroundLow: Double
      let noSignalHigh: Double
    }

    let rows: [Row]
    let unseen: Unseen

    static func load() throws -> Expected { try Fixture.json("interval", as: Expected.self) }
  }

  private static func interval(
    _ signal: (Double, Double), _ background: (Double, Double), _ systematic: Double,
    _ estimate: SignificanceEstimate = .asimov
  ) throws -> SignificanceInterval {
    try SignificanceInterval(
      signal: WeightedCount(sum: signal.0, sumOfSquares: signal.1),
      background: WeightedCount(sum: background.0, sumOfSquares: background.1), systematic: systematic,
      estimate: estimate)
  }

  @Test("has the quantiles that SciPy integrates, to a relative 10⁻⁶")
  func agreesWithSciPy() throws {
    let rows = try Expected.load().rows
    #expect(rows.count == 32)
    for row in rows {
      let n = row.numbers
      let found = try Self.interval(
        (n[0], n[1]), (n[2], n[3]), n[4], #require(SignificanceEstimate(rawValue: row.estimate)))
      #expect(relativeError(found.low, n[5]) < 1e-6, "\(row)")
      #expect(relativeError(found.high, n[6]) < 1e-6, "\(row)")
    }
  }

  @Test("is Z ± ΔZ where both sums rest on many events", arguments: SignificanceEstimate.allCases)
  func manyEvents(estimate: SignificanceEstimate) throws {
    for (s, b, f) in [(300.0, 400.0, 0.1), (20, 5, 0.5), (5, 1000, 0)] {
      let (varianceOfSignal, varianceOfBackground) = (s * s / 40_000, b * b / 90_000)
      let z = try estimate.significance(signal: s, background: b, systematic: f)
      let error = try #require(
        z.uncertainty(signalVariance: varianceOfSignal, backgroundVariance: varianceOfBackground))
      let found = try Self.interval((s, varianceOfSignal), (b, varianceOfBackground), f, estimate)
      #expect(relativeError(z.value - found.low, error) < 0.01)
      #expect(relativeError(found.high - z.value, error) < 0.01)
    }
  }

  @Test("stays above 0 and holds Z, where ΔZ > Z too", arguments: SignificanceEstimate.allCases)
  func fewEvents(estimate: SignificanceEstimate) throws {
    for (s, b) in [(1.0, 1.0), (1, 30), (30, 1), (2, 1e4), (1e-4, 1e3), (1e4, 1e-3), (500, 500)] {
      for (signalEvents, backgroundEvents) in [(1.0, 1.0), (1, 50), (50, 1), (1e5, 2), (3, 1e6)] {
        for systematic in [0, 0.1, 1, 10] {
          let found = try Self.interval(
            (s, s * s / signalEvents), (b, b * b / backgroundEvents), systematic, estimate)
          let z = try estimate.significance(signal: s, background: b, systematic: systematic).value
          #expect(found.low > 0 && found.low < z && z < found.high && found.high < .infinity, "\(s) \(b) \(found)")
        }
      }
    }
  }

  @Test("of an infinite Z has no upper end, and a lower one by what a background event would weigh")
  func noBackground() throws {
    let signal = try WeightedCount(sum: 9, sumOfSquares: 0.9)
    let none = try WeightedCount(sum: 0, sumOfSquares: 0, scaleOfKind: 0.7)
    let found = try SignificanceInterval(signal: signal, background: none, systematic: 0.2)
    #expect(relativeError(found.low, try Expected.load().unseen.noBackgroundLow) < 1e-6)
    #expect(found.high == .infinity)
    let impossible = try WeightedCount(sum: 0, sumOfSquares: 0)
    let certain = try SignificanceInterval(signal: signal, background: impossible, systematic: 0.2)
    #expect(certain.low == .infinity && certain.high == .infinity)
    // s/√s is no more than its signal.
    let root = try SignificanceInterval(
      signal: signal, background: impossible, systematic: 0, estimate: .signalOverRootTotal)
    #expect(root.low > 2.8 && root.low < 3 && root.high > 3 && root.high < 3.2)
  }

  @Test("of Z = 0 begins there, and ends by what a signal event would weigh")
  func noSignal() throws {
    let none = try WeightedCount(sum: 0, sumOfSquares: 0, scaleOfKind: 0.3)
    let background = try WeightedCount(sum: 4, sumOfSquares: 0.4)
    let found = try SignificanceInterval(signal: none, background: background, systematic: 0.2)
    #expect(found.low == 0)
    #expect(relativeError(found.high, try Expected.load().unseen.noSignalHigh) < 1e-6)
    let nothing = try WeightedCount(sum: 0, sumOfSquares: 0)
    let certain = try SignificanceInterval(signal: nothing, background: background, systematic: 0.2)
    #expect(certain.low == 0 && certain.high == 0)
    let unknown = try WeightedCount(sum: 0, sumOfSquares: 0, scaleOfKind: 0.7)
    let both = try SignificanceInterval(signal: none, background: unknown, systematic: 0.2)
    #expect(both.low == 0 && both.high > 0 && both.high < .infinity)
  }

  @Test("of a scan is that of the cut's sums, and of an empty class by the weights of the whole sample")
  func ofAScan() throws {
    let scan = try CutScan(
      scores: [0.9, 0.8, 0.7, 0.6, 0.2, 0.1], isSignal: [true, true, false, true, false, false],
      weights: [1, 2, 3, 1, 2, 5])
    let found = try scan.interval(cut: 0.65, systematic: 0.3)
    #expect(try found == Self.interval((3, 5), (3, 9), 0.3))
    let high = try scan.interval(cut: 0.75, systematic: 0.3)
    let background = try WeightedCount(sum: 0, sumOfSquares: 0, scaleOfKind: 38.0 / 10)
    #expect(
      try high
        == SignificanceInterval(
          signal: WeightedCount(sum: 3, sumOfSquares: 5), background: background, systematic: 0.3))
    #expect(throws: SignificanceError.self) { try scan.interval(cut: .nan, systematic: 0.3) }
  }

  @Test(
    "of simulated samples covers the truth in 68 % of them, and misses it as often above as below",
    arguments: [(40.0, 8.0, 0.0), (10, 30, 0.3), (4, 4, 0.1), (40, 12, 1)])
  func coverage(signalEvents: Double, backgroundEvents: Double, systematic: Double) throws {
    let truth = try Significance.asimov(
      signal: signalEvents * 0.2, background: backgroundEvents, systematic: systematic
    ).value
    let samples = 4000
    var (below, above) = (0.0, 0.0)
    for sample in 0..<samples {
      var random = ToyRandom(seed: 77, experiment: UInt64(sample))
      let signal = try Self.drawn(signalEvents, weighing: 0.2, by: &random)
      let background = try Self.drawn(backgroundEvents, weighing: 1, by: &random)
      let found = try SignificanceInterval(signal: signal, background: background, systematic: systematic)
      if found.high < truth { below += 1 }
      if found.low > truth { above += 1 }
    }
    // 15.87 % each; 4000 samples know it to 0.6 %, and counts are whole numbers.
    #expect(abs(below / Double(samples) - 0.1587) < 0.03, "\(below)")
    #expect(abs(above / Double(samples) - 0.1587) < 0.03, "\(above)")
  }

  /// A Poisson number of events with weights within 50 % of the one given.
  private static func drawn(
    _ mean: Double, weighing weight: Double, by random: inout ToyRandom
  ) throws -> WeightedCount {
    var sums = (weights: 0.0, squares: 0.0)
    for _ in 0..<Int(random.poisson(mean: mean)) {
      let drawn = weight * (0.5 + random.uniform())
      sums.weights += drawn
      sums.squares += drawn * drawn
    }
    return try WeightedCount(sum: sums.weights, sumOfSquares: sums.squares, scaleOfKind: weight)
  }

  @Test("ends, with an interval, at the ends of double precision", arguments: SignificanceEstimate.allCases)
  func extremes(estimate: SignificanceEstimate) throws {
    let sums: [Double] = [0, .leastNonzeroMagnitude, 1e-300, 1e-20, 1, 1e15, 1e100, 1e300]
    for s in sums {
      for b in sums {
        for f in [0, 1e-8, 1, 1e200] {
          let found = try SignificanceInterval(
            signal: WeightedCount(sum: s, sumOfSquares: s, scaleOfKind: 1),
            background: WeightedCount(sum: b, sumOfSquares: b, scaleOfKind: 1), systematic: f, estimate: estimate)
          #expect(0 <= found.low && found.low <= found.high, "\(s) \(b) \(f) \(found)")
        }
      }
    }
  }

  @Test("refuses what is no sum or no systematic")
  func invalid() throws {
    for bad in [-1, .nan, Double.infinity] {
      #expect(throws: SignificanceError.self) { try WeightedCount(sum: bad, sumOfSquares: 1) }
      #expect(throws: SignificanceError.self) { try WeightedCount(sum: 1, sumOfSquares: bad) }
      #expect(throws: SignificanceError.self) { try WeightedCount(sum: 1, sumOfSquares: 1, scaleOfKind: bad) }
      #expect(throws: SignificanceError.self) { try Self.interval((1, 1), (1, 1), bad) }
    }
  }
}
