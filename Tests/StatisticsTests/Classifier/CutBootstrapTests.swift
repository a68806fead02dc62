import Foundation
import Testing

@testable import Statistics

@Suite("The bootstrap of a cut")
struct CutBootstrapTests {
  /// What `cut_bootstrap.py` wrote.
  struct Row: Decodable {
    let estimate: String
    let cut: Float
    let systematic: Double
    /// Mean and standard deviation of Z over the replicas of NumPy.
    let mean: Double
    let spread: Double
  }

  private static func bootstrap(_ bootstrap: CutBootstrap, replicas: UInt64) throws -> Bootstrap {
    try Bootstrap(values: (0..<replicas).map { bootstrap.significance(ofReplica: $0) })
  }

  @Test("spreads as NumPy's, which draws all the events")
  func agreesWithNumPy() throws {
    let events = try ScanFixture.load()
    let rows = try Fixture.json("cut_bootstrap", as: [Row].self)
    #expect(rows.count == 6)
    for row in rows {
      let found = try Self.bootstrap(
        CutBootstrap(
          scores: events.scores, isSignal: events.isSignal, weights: events.weights, cut: row.cut,
          systematic: row.systematic, estimate: #require(SignificanceEstimate(rawValue: row.estimate))),
        replicas: 20_000)
      // Both spreads are known to some 0.6 %.
      #expect(relativeError(found.standardDeviation, row.spread) < 0.03, "\(row) \(found.standardDeviation)")
      #expect(abs(found.mean - row.mean) < 0.04 * row.spread, "\(row) \(found.mean)")
    }
  }

  @Test("agrees with ΔZ of first order where many events pass, and are few among all", arguments: [0, 0.3])
  func firstOrder(systematic: Double) throws {
    let count = 200_000
    var random = ToyRandom(seed: 5, experiment: 0)
    let isSignal = (0..<count).map { $0 % 3 == 0 }
    let weights = isSignal.map { ($0 ? 1e-3 : 1e-2) * (0.5 + random.uniform()) }
    let scores = isSignal.map { Float($0 ? random.uniform().squareRoot() : random.uniform()) }
    let replicas = 2000
    for cut: Float in [0.97, 0.6] {
      let point = try CutScan(scores: scores, isSignal: isSignal, weights: weights)
        .evaluate(cut: cut, systematic: systematic)
      let found = try Self.bootstrap(
        CutBootstrap(
          scores: scores, isSignal: isSignal, weights: weights, cut: cut, systematic: systematic),
        replicas: UInt64(replicas)
      ).standardDeviation
      // The spread is known to 1/√(2·replicas) = 1.6 %.
      #expect(relativeError(found, try Self.withFixedNumber(point, of: count)) < 0.05, "cut \(cut)")
      if cut > 0.9 { #expect(relativeError(found, try #require(point.uncertainty)) < 0.06) }
    }
  }

  /// The first-order error where the number of all events is fixed.
  private static func withFixedNumber(_ point: CutPoint, of events: Int) throws -> Double {
    let z = try Significance.asimov(
      signal: point.signal, background: point.background, systematic: point.systematic)
    let (bySignal, byBackground) = (z.signalDerivative, z.scalingBackgroundDerivative)
    let moved = bySignal * point.signal + byBackground * point.background
    return
      (bySignal * bySignal * point.signalVariance + byBackground * byBackground * point.backgroundVariance
      - moved * moved / Double(events)).squareRoot()
  }

  @Test("is infinite where a replica has no background, and 0 where a single event is drawn again and again")
  func edges() throws {
    let few = try CutBootstrap(
      scores: [0.9, 0.8, 0.1], isSignal: [true, false, false], weights: [1, 1, 1], cut: 0.5, systematic: 0.1)
    #expect(try Self.bootstrap(few, replicas: 200).standardDeviation == .infinity)
    let one = try CutBootstrap(
      scores: [0.9], isSignal: [true], weights: [4], cut: 0.5, systematic: 0, estimate: .signalOverRootTotal)
    #expect(try Self.bootstrap(one, replicas: 10).values == [Double](repeating: 2, count: 10))
    let none = try CutBootstrap(scores: [], isSignal: [], weights: [], cut: 0.5, systematic: 0)
    #expect(none.significance(ofReplica: 0) == 0)
  }

  @Test("refuses events, cuts and systematics that are none, and a spread of one replica")
  func invalid() {
    #expect(throws: ScoreError.self) {
      try CutBootstrap(scores: [1], isSignal: [], weights: [1], cut: 0, systematic: 0)
    }
    #expect(throws: SignificanceError.self) {
      try CutBootstrap(scores: [1], isSignal: [true], weights: [1], cut: .nan, systematic: 0)
    }
    #expect(throws: SignificanceError.self) {
      try CutBootstrap(scores: [1], isSignal: [true], weights: [1], cut: 0, systematic: -1)
    }
    #expect(throws: BootstrapError.tooFewReplicas(1)) { try Bootstrap(values: [1]) }
  }

  @Test(
    "draws binomial numbers with the probabilities of the definition",
    arguments: [(40, 0.1), (40, 0.5), (300, 0.06), (300, 0.97), (25, 0.002)])
  func binomial(trials: Int, probability: Double) {
    let draws = 200_000
    var counts = [Double](repeating: 0, count: trials + 1)
    for draw in 0..<draws {
      var random = ToyRandom(seed: 11, experiment: UInt64(draw))
      counts[random.binomial(trials: trials, probability: probability)] += 1
    }
    // χ² over the numbers of which 5 or more are expected.
    let n = Double(trials)
    var (square, bins) = (0.0, 0.0)
    for (count, found) in counts.enumerated() {
      let k = Double(count)
      let combinations = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
      let logarithm = combinations + k * log(probability) + (n - k) * log1p(-probability)
      let expected = Double(draws) * exp(logarithm)
      guard expected >= 5 else { continue }
      square += (found - expected) * (found - expected) / expected
      bins += 1
    }
    #expect(abs(square - (bins - 1)) < 4 * (2 * max(bins - 1, 1)).squareRoot(), "χ² = \(square) of \(bins) bins")
  }
}
