import Statistics
import Testing

@Suite("A cut scan")
struct CutScanTests {
  /// Scores 0.9 … 0.1: two signal, a tie of one each, then background.
  static let scores: [Float] = [0.5, 0.9, 0.1, 0.5, 0.8]
  static let isSignal = [true, true, false, false, true]
  static let weights = [2.0, 1, 8, 4, 1]

  @Test("has NumPy's sums above every distinct score")
  func agreesWithNumPy() throws {
    let fixture = try ScanFixture.load()
    let scan = try CutScan(scores: fixture.scores, isSignal: fixture.isSignal, weights: fixture.weights)
    #expect(scan.cuts == fixture.cuts)
    #expect(scan.count < fixture.scores.count, "the fixture has ties")
    #expect(agree(scan.signal, fixture.signal))
    #expect(agree(scan.background, fixture.background))
    #expect(agree(scan.signalVariance, fixture.signalVariance))
    #expect(agree(scan.backgroundVariance, fixture.backgroundVariance))
  }

  @Test("keeps the events with score ≥ cut, ties together")
  func keepsScoresFromTheCutUp() throws {
    let scan = try CutScan(scores: Self.scores, isSignal: Self.isSignal, weights: Self.weights)
    #expect(scan.cuts == [0.9, 0.8, 0.5, 0.1])
    #expect(scan.signal == [1, 2, 4, 4])
    #expect(scan.background == [0, 0, 4, 12])
    let atTie = try scan.evaluate(cut: 0.5, systematic: 0.1)
    #expect((atTie.signal, atTie.background) == (4, 4))
    let aboveTie = try scan.evaluate(cut: Float(0.5).nextUp, systematic: 0.1)
    #expect((aboveTie.signal, aboveTie.background) == (2, 0))
  }

  @Test("gives each cut the significance of its yields and the error of its Σw²")
  func pointsCarrySignificance() throws {
    let scan = try CutScan(scores: Self.scores, isSignal: Self.isSignal, weights: Self.weights)
    let point = try scan.point(at: 3, systematic: 0.3)
    let z = try Significance.asimov(signal: 4, background: 12, systematic: 0.3)
    #expect(point.significance == z.value)
    #expect(point.uncertainty == z.uncertainty(signalVariance: 6, backgroundVariance: 80))
    #expect((point.signalVariance, point.backgroundVariance) == (6, 80))
    #expect(point.signalToBackground == 4.0 / 12)
    #expect(abs(point.effectiveBackgroundEvents - 144.0 / 80) < 1e-15)
    #expect(abs(point.effectiveSignalEvents - 16.0 / 6) < 1e-15)
  }

  @Test("is the same to the last bit for any order of the events")
  func orderDoesNotMatter() throws {
    let fixture = try ScanFixture.load()
    let scan = try CutScan(scores: fixture.scores, isSignal: fixture.isSignal, weights: fixture.weights)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5 {
      let order = fixture.scores.indices.shuffled(using: &generator)
      let shuffled = try CutScan(
        scores: order.map { fixture.scores[$0] }, isSignal: order.map { fixture.isSignal[$0] },
        weights: order.map { fixture.weights[$0] })
      #expect(shuffled == scan)
    }
  }

  @Test("sorts negative, zero and infinite scores as numbers")
  func sortsAllFloats() throws {
    let scores: [Float] = [-0.0, -2, .infinity, 0, 3, -.infinity, -1e-30]
    let scan = try CutScan(
      scores: scores, isSignal: Array(repeating: true, count: 7), weights: [1, 2, 4, 8, 16, 32, 64])
    #expect(scan.cuts == [.infinity, 3, 0, -1e-30, -2, -.infinity])
    #expect(scan.signal == [4, 20, 29, 93, 95, 127])
  }

  @Test("quotes a selection without background as it is: infinite, and without an error")
  func noBackgroundIsQuoted() throws {
    let scan = try CutScan(scores: Self.scores, isSignal: Self.isSignal, weights: Self.weights)
    let point = try scan.evaluate(cut: 0.7, systematic: 0.5)
    #expect((point.signal, point.background) == (2, 0))
    #expect(point.significance == .infinity)
    #expect(point.uncertainty == nil)
    #expect(point.signalToBackground == nil)
    #expect(point.effectiveBackgroundEvents == 0)
  }

  @Test("quotes a cut above every score as selecting nothing")
  func cutAboveAll() throws {
    let scan = try CutScan(scores: Self.scores, isSignal: Self.isSignal, weights: Self.weights)
    let point = try scan.evaluate(cut: 2, systematic: 0.5)
    #expect((point.signal, point.background, point.significance, point.cut) == (0, 0, 0, 2))
    let empty = try CutScan(scores: [], isSignal: [], weights: [])
    #expect(try empty.evaluate(cut: 0, systematic: 0).significance == 0)
  }

  @Test("refuses arrays of different lengths, undefined scores and impossible weights")
  func invalidInput() {
    #expect(throws: ScoreError.lengths(scores: 2, labels: 1, weights: 2)) {
      try CutScan(scores: [0, 1], isSignal: [true], weights: [1, 1])
    }
    #expect(throws: ScoreError.undefinedScore(index: 1)) {
      try CutScan(scores: [0, .nan], isSignal: [true, false], weights: [1, 1])
    }
    #expect(throws: ScoreError.invalidWeight(index: 0, weight: -1)) {
      try CutScan(scores: [0, 1], isSignal: [true, false], weights: [-1, 1])
    }
    #expect(throws: ScoreError.self) { try CutScan(scores: [0], isSignal: [true], weights: [.nan]) }
    #expect(throws: SignificanceError.self) {
      try CutScan(scores: [0], isSignal: [true], weights: [1]).evaluate(cut: .nan, systematic: 0)
    }
  }

  @Test("sums a million small weights as well as one rounding")
  func compensation() throws {
    let n = 1_000_000
    let scores = (0..<n).map { Float($0) }
    let scan = try CutScan(
      scores: scores, isSignal: [Bool](repeating: false, count: n), weights: [Double](repeating: 0.1, count: n))
    // 0.1 as a Double, times 10⁶, rounded once.
    #expect(scan.background[n - 1] == 0.1 * Double(n))
    #expect(scan.background[n - 1] != scores.reduce(into: 0.0) { sum, _ in sum += 0.1 })
  }
}
