import Statistics
import Testing

@Suite("A confusion matrix")
struct ConfusionMatrixTests {
  /// What `confusion.py` wrote.
  struct Row: Decodable {
    let cut: Float
    let truePositives: Double
    let falsePositives: Double
    let trueNegatives: Double
    let falseNegatives: Double
    let purity: Double
    let signalEfficiency: Double
    let backgroundRejection: Double
    let accuracy: Double
    let balancedAccuracy: Double
    let signalEfficiencyUncertainty: Double
    let backgroundEfficiencyUncertainty: Double
    let accuracyUncertainty: Double
    let variances: [Double]
  }

  @Test("and all that follows from it are scikit-learn's, with weights and ties")
  func agreesWithScikitLearn() throws {
    let fixture = try ScanFixture.load()
    let scan = try CutScan(scores: fixture.scores, isSignal: fixture.isSignal, weights: fixture.weights)
    let rows = try Fixture.json("confusion", as: [Row].self)
    #expect(rows.count == 7)
    for row in rows {
      let matrix = try scan.confusionMatrix(at: row.cut)
      let counts = [matrix.truePositives, matrix.falsePositives, matrix.trueNegatives, matrix.falseNegatives]
      #expect(agree(counts, [row.truePositives, row.falsePositives, row.trueNegatives, row.falseNegatives]))
      let shares = [
        matrix.purity, matrix.signalEfficiency, matrix.backgroundRejection, matrix.accuracy, matrix.balancedAccuracy,
      ]
      let expected = [row.purity, row.signalEfficiency, row.backgroundRejection, row.accuracy, row.balancedAccuracy]
      #expect(agree(shares.compactMap { $0 }, expected), "cut \(row.cut)")
      let errors = [matrix.signalShare, matrix.backgroundShare, matrix.correctShare].map { $0?.uncertainty ?? .nan }
      let expectedErrors = [
        row.signalEfficiencyUncertainty, row.backgroundEfficiencyUncertainty, row.accuracyUncertainty,
      ]
      #expect(agree(errors, expectedErrors), "cut \(row.cut)")
      let variances = [
        matrix.truePositivesVariance, matrix.falsePositivesVariance, matrix.trueNegativesVariance,
        matrix.falseNegativesVariance,
      ]
      #expect(agree(variances, row.variances), "cut \(row.cut)")
      #expect(agree([matrix.backgroundEfficiency ?? .nan], [1 - row.backgroundRejection]))
      #expect(agree([matrix.accuracy ?? .nan], [try scan.accuracy(at: row.cut) ?? .nan]))
    }
  }

  @Test("keeps the events with score ≥ cut")
  func counts() throws {
    let scan = try CutScan(
      scores: [0.9, 0.5, 0.5, 0.1], isSignal: [true, true, false, false], weights: [1, 2, 4, 8])
    let matrix = try scan.confusionMatrix(at: 0.5)
    #expect((matrix.truePositives, matrix.falsePositives) == (3, 4))
    #expect((matrix.trueNegatives, matrix.falseNegatives) == (8, 0))
    #expect(matrix.purity == 3.0 / 7)
    #expect(matrix.accuracy == 11.0 / 15)
  }

  @Test("has no purity where nothing is kept, and no efficiency of a class that is not there")
  func edges() throws {
    let scan = try CutScan(scores: [0.9, 0.1], isSignal: [true, true], weights: [1, 2])
    let nothing = try scan.confusionMatrix(at: 1)
    #expect(nothing.purity == nil)
    #expect(nothing.signalEfficiency == 0)
    #expect((nothing.backgroundRejection, nothing.backgroundEfficiency, nothing.balancedAccuracy) == (nil, nil, nil))
    #expect(nothing.accuracy == 0)
    let empty = try CutScan(scores: [], isSignal: [], weights: []).confusionMatrix(at: 0)
    #expect((empty.accuracy, empty.signalEfficiency) == (nil, nil))
    #expect(throws: SignificanceError.self) { try scan.confusionMatrix(at: .nan) }
  }
}
