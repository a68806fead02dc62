import Statistics
import Testing

@Suite("The ROC curve")
struct ROCCurveTests {
  @Test("is scikit-learn's, weighted and with ties, and so is its area")
  func agreesWithScikitLearn() throws {
    let fixture = try ScanFixture.load()
    // scikit-learn leaves events of weight 0 out; they would only add points between others.
    let counted = fixture.weights.indices.filter { fixture.weights[$0] > 0 }
    let scores = counted.map { fixture.scores[$0] }
    let curve = try ROCCurve(
      scores: scores, isSignal: counted.map { fixture.isSignal[$0] }, weights: counted.map { fixture.weights[$0] })
    #expect(agree(curve.signalEfficiency, fixture.truePositiveRate))
    #expect(agree(curve.backgroundEfficiency, fixture.falsePositiveRate))
    #expect(curve.cuts == [nil] + Set(scores).sorted(by: >).map(Optional.some))
    #expect(abs(curve.area - fixture.area) < 1e-12)
    let all = try ROCCurve(scores: fixture.scores, isSignal: fixture.isSignal, weights: fixture.weights)
    #expect(abs(all.area - fixture.area) < 1e-12)
    let unweighted = try ROCCurve(scores: fixture.scores, isSignal: fixture.isSignal)
    #expect(abs(unweighted.area - fixture.unweightedArea) < 1e-12)
  }

  @Test("has area 1 for perfect, 0 for reversed and ½ for constant scores")
  func extremes() throws {
    let isSignal = [true, true, false, false]
    #expect(try ROCCurve(scores: [4, 3, 2, 1], isSignal: isSignal).area == 1)
    #expect(try ROCCurve(scores: [1, 2, 3, 4], isSignal: isSignal).area == 0)
    #expect(try ROCCurve(scores: [1, 1, 1, 1], isSignal: isSignal).area == 0.5)
  }

  @Test("needs both classes")
  func emptyClass() {
    #expect(throws: ScoreError.emptyClass(name: "background")) { try ROCCurve(scores: [1], isSignal: [true]) }
    #expect(throws: ScoreError.emptyClass(name: "signal")) {
      try ROCCurve(scores: [1, 2], isSignal: [true, false], weights: [0, 1])
    }
  }

  @Test("accuracy at a cut is scikit-learn's")
  func accuracy() throws {
    let fixture = try ScanFixture.load()
    let scan = try CutScan(scores: fixture.scores, isSignal: fixture.isSignal, weights: fixture.weights)
    for (cut, expected) in fixture.accuracy {
      let threshold = try #require(Float(cut))
      let accuracy = try #require(try scan.accuracy(at: threshold))
      #expect(abs(accuracy - expected) < 1e-12)
    }
    #expect(try CutScan(scores: [], isSignal: [], weights: []).accuracy(at: 0.5) == nil)
  }
}
