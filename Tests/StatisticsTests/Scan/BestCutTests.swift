import Statistics
import Testing

@Suite("The best cut")
struct BestCutTests {
  @Test("is the one that trying all of them finds", arguments: [0, 0.1, 0.5], [0.0, 10, 40])
  func isTheMaximum(systematic: Double, minimum: Double) throws {
    let fixture = try ScanFixture.load()
    let scan = try CutScan(scores: fixture.scores, isSignal: fixture.isSignal, weights: fixture.weights)
    let best = try #require(try scan.best(systematic: systematic, minimumEffectiveBackground: minimum))
    let candidates = fixture.cuts.indices.filter { index in
      let sum = fixture.background[index]
      return sum > 0 && sum * sum / fixture.backgroundVariance[index] >= minimum
    }
    let values = try candidates.map {
      try Significance.asimov(
        signal: fixture.signal[$0], background: fixture.background[$0], systematic: systematic
      ).value
    }
    let highest = try #require(values.max())
    #expect(abs(best.significance - highest) <= 1e-12 * highest)
    #expect(best == (try scan.evaluate(cut: best.cut, systematic: systematic)))
    #expect(best.effectiveBackgroundEvents >= minimum * (1 - 1e-9))
  }

  @Test(
    "has a counterpart, the worst above a score, which is the one that trying all of them finds",
    arguments: [0.0, 10, 40])
  func isTheLowest(minimum: Double) throws {
    let fixture = try ScanFixture.load()
    let scan = try CutScan(scores: fixture.scores, isSignal: fixture.isSignal, weights: fixture.weights)
    for score in [Float(0), 0.3, 0.5, 0.8] {
      let lowest = try scan.lowest(
        from: score, systematic: 0, minimumEffectiveBackground: minimum, estimate: .signalOverRootTotal)
      let values = fixture.cuts.indices.compactMap { index -> Double? in
        let (s, b) = (fixture.signal[index], fixture.background[index])
        guard fixture.cuts[index] >= score, b > 0, b * b / fixture.backgroundVariance[index] >= minimum else {
          return nil
        }
        return s / (s + b).squareRoot()
      }
      #expect(values.isEmpty == (lowest == nil))
      if let least = values.min() { #expect(abs(try #require(lowest).significance - least) <= 1e-12) }
    }
    #expect(try scan.lowest(from: 2, systematic: 0) == nil)
  }

  @Test("for s/b is the one that trying all of them finds", arguments: [0.0, 10, 40])
  func isThePurest(minimum: Double) throws {
    let fixture = try ScanFixture.load()
    let scan = try CutScan(scores: fixture.scores, isSignal: fixture.isSignal, weights: fixture.weights)
    let purest = try #require(try scan.purest(minimumEffectiveBackground: minimum))
    let ratios = fixture.cuts.indices.compactMap { index -> Double? in
      let (sum, squares) = (fixture.background[index], fixture.backgroundVariance[index])
      return sum > 0 && sum * sum / squares >= minimum ? fixture.signal[index] / sum : nil
    }
    let highest = try #require(ratios.max())
    #expect(abs(try #require(purest.signalToBackground) - highest) <= 1e-12 * highest)
    #expect(purest.effectiveBackgroundEvents >= minimum * (1 - 1e-9))
    // δ(s/b)² = δs²/b² + s² δb²/b⁴
    let (s, b) = (purest.signal, purest.background)
    let variance = purest.signalVariance / (b * b) + s * s * purest.backgroundVariance / (b * b * b * b)
    #expect(abs(try #require(purest.signalToBackgroundUncertainty) / variance.squareRoot() - 1) < 1e-12)
  }

  @Test("needs the minimum of effective background events, however high Z rises without")
  func guardAgainstNoBackground() throws {
    // 20 background events, one of them above all but the purest signal.
    let scores = [0.99, 0.98] + (0..<20).map { Float($0) / 40 } + [0.7, 0.6]
    let isSignal = [true, false] + [Bool](repeating: false, count: 20) + [true, true]
    let weights = [Double](repeating: 0.001, count: scores.count)
    let scan = try CutScan(scores: scores, isSignal: isSignal, weights: weights)
    let unguarded = try #require(try scan.best(systematic: 0, minimumEffectiveBackground: 0))
    #expect(unguarded.background == 0.001)
    let guarded = try #require(try scan.best(systematic: 0))
    // Exactly ten equal weights are ten effective events, whatever rounding makes of (Σw)²/Σw².
    #expect(guarded.cut == 11.0 / 40)
    #expect(try scan.best(systematic: 0, minimumEffectiveBackground: 22) == nil)
  }

  @Test("of equals is the lowest, and never one that no background passes")
  func ties() throws {
    let scan = try CutScan(
      scores: [0.9, 0.8, 0.7, 0.6, 0.5], isSignal: [true, false, true, true, false], weights: [1, 2, 0, 0, 0])
    let best = try #require(try scan.best(systematic: 0.2, minimumEffectiveBackground: 0))
    #expect(best.cut == 0.5)
    let pure = try CutScan(scores: [0.9, 0.8], isSignal: [true, true], weights: [1, 1])
    #expect(try pure.best(systematic: 0.2, minimumEffectiveBackground: 0) == nil)
  }

  @Test("chosen on one split is quoted on another with that one's yields")
  func chosenAndQuoted() throws {
    let fixture = try ScanFixture.load()
    func half(_ parity: Int) throws -> CutScan {
      let chosen = fixture.scores.indices.filter { $0 % 2 == parity }
      return try CutScan(
        scores: chosen.map { fixture.scores[$0] }, isSignal: chosen.map { fixture.isSignal[$0] },
        weights: chosen.map { 2 * fixture.weights[$0] })
    }
    let (validation, test) = (try half(0), try half(1))
    let best = try #require(try validation.best(systematic: 0.3))
    let quoted = try test.evaluate(cut: best.cut, systematic: 0.3)
    var signal = 0.0
    for index in fixture.scores.indices where index % 2 == 1 && fixture.scores[index] >= best.cut {
      signal += fixture.isSignal[index] ? 2 * fixture.weights[index] : 0
    }
    #expect(abs(quoted.signal - signal) < 1e-12 * signal)
    #expect(quoted.cut == best.cut)
  }

  @Test("refuses a negative systematic or minimum")
  func invalid() throws {
    let scan = try CutScan(scores: [1], isSignal: [true], weights: [1])
    #expect(throws: SignificanceError.self) { try scan.best(systematic: -0.1) }
    #expect(throws: SignificanceError.self) { try scan.best(systematic: 0, minimumEffectiveBackground: .nan) }
  }
}
