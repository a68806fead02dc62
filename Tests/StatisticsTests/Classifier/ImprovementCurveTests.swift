import Statistics
import Testing

@Suite("The significance improvement")
struct ImprovementCurveTests {
  /// What `improvement.py` wrote.
  struct Expected: Decodable {
    struct Best: Decodable {
      let minimum: Double
      let cut: Float
      let improvement: Double
    }

    let cuts: [Float]
    let signalEfficiency: [Double]
    let backgroundEfficiency: [Double]
    let improvement: [Double]
    let uncertainty: [Double]
    let effectiveBackground: [Double]
    let best: [Best]
  }

  /// The events of `scan.json` that have a weight: scikit-learn leaves out the others.
  static func curve() throws -> ImprovementCurve {
    let fixture = try ScanFixture.load()
    let counted = fixture.weights.indices.filter { fixture.weights[$0] > 0 }
    return try ImprovementCurve(
      CutScan(
        scores: counted.map { fixture.scores[$0] }, isSignal: counted.map { fixture.isSignal[$0] },
        weights: counted.map { fixture.weights[$0] }))
  }

  @Test("is that of scikit-learn's ROC curve, with the error of its gradient by every weight")
  func agreesWithScikitLearn() throws {
    let expected = try Fixture.json("improvement", as: Expected.self)
    let points = try Self.curve().points
    #expect(points.map(\.cut) == expected.cuts)
    #expect(agree(points.map(\.signalEfficiency), expected.signalEfficiency))
    #expect(agree(points.map(\.backgroundEfficiency), expected.backgroundEfficiency))
    #expect(agree(points.map(\.improvement), expected.improvement))
    #expect(agree(points.map(\.uncertainty), expected.uncertainty))
    #expect(agree(points.map(\.effectiveBackgroundEvents), expected.effectiveBackground))
    #expect(agree([points.last?.improvement ?? .nan], [1]), "no cut improves nothing")
  }

  @Test("is highest where enough background is left")
  func best() throws {
    let curve = try Self.curve()
    let expected = try Fixture.json("improvement", as: Expected.self).best
    #expect(Set(expected.map(\.cut)).count > 2, "the minimum matters")
    for expected in expected {
      let best = try #require(try curve.best(minimumEffectiveBackground: expected.minimum))
      #expect(best.cut == expected.cut)
      #expect(agree([best.improvement], [expected.improvement]))
    }
    #expect(try curve.best(minimumEffectiveBackground: 1e6) == nil)
    #expect(throws: SignificanceError.self) { try curve.best(minimumEffectiveBackground: -1) }
  }

  @Test("is highest, of equals, at the cut that keeps most")
  func equals() throws {
    let scan = try CutScan(scores: [4, 1, 4, 1], isSignal: [true, true, false, false], weights: [1, 1, 1, 3])
    let curve = try ImprovementCurve(scan)
    #expect(curve.points.map(\.improvement) == [1, 1])
    #expect(try curve.best(minimumEffectiveBackground: 0)?.cut == 1)
  }

  @Test("is not given where no background is left, and needs both classes")
  func edges() throws {
    let scan = try CutScan(scores: [4, 3, 2, 1], isSignal: [true, false, true, false], weights: [1, 1, 1, 1])
    let points = try ImprovementCurve(scan).points
    #expect(points.map(\.cut) == [3, 2, 1])
    #expect(points.map(\.improvement) == [0.5 / 0.5.squareRoot(), 1 / 0.5.squareRoot(), 1])
    #expect(points.map(\.effectiveBackgroundEvents) == [1, 1, 2])
    #expect(points[2].uncertainty == 0)
    #expect(throws: ScoreError.emptyClass(name: "background")) {
      try ImprovementCurve(CutScan(scores: [1], isSignal: [true], weights: [1]))
    }
    #expect(throws: ScoreError.emptyClass(name: "signal")) {
      try ImprovementCurve(CutScan(scores: [1], isSignal: [false], weights: [1]))
    }
  }
}
