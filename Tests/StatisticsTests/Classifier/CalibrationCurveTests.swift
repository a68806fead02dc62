import Statistics
import Testing

@Suite("A calibration curve")
struct CalibrationCurveTests {
  /// What `calibration.py` wrote. A row is mean score and signal fraction of a bin, then error and weight where known.
  struct Expected: Decodable {
    struct Table: Decodable {
      let bins: Int
      let rows: [[Double]]
      let error: Double?
      let maximum: Double?
    }

    let scores: [Float]
    let isSignal: [Bool]
    let weights: [Double]
    let whole: [Double]
    let weighted: [Table]
    let unit: [Table]
    let repeated: [Table]

    static func load() throws -> Expected { try Fixture.json("calibration", as: Expected.self) }
  }

  @Test("is scikit-learn's without weights, and with whole ones that of as many equal events", arguments: 0..<3)
  func agreesWithScikitLearn(index: Int) throws {
    let expected = try Expected.load()
    for (table, weights) in [(expected.unit[index], nil), (expected.repeated[index], expected.whole)] {
      let curve = try CalibrationCurve(
        scores: expected.scores, isSignal: expected.isSignal, weights: weights, bins: table.bins)
      #expect(agree(curve.bins.map(\.meanScore), table.rows.map { $0[0] }))
      #expect(agree(curve.bins.map(\.signalFraction), table.rows.map { $0[1] }))
    }
  }

  @Test("with weights has their means, and errors from Σw²", arguments: 0..<3)
  func weighted(index: Int) throws {
    let expected = try Expected.load()
    let table = expected.weighted[index]
    let curve = try CalibrationCurve(
      scores: expected.scores, isSignal: expected.isSignal, weights: expected.weights, bins: table.bins)
    #expect(agree(curve.bins.map(\.meanScore), table.rows.map { $0[0] }))
    #expect(agree(curve.bins.map(\.signalFraction), table.rows.map { $0[1] }))
    #expect(agree(curve.bins.map(\.uncertainty), table.rows.map { $0[2] }))
    #expect(agree(curve.bins.map(\.weight), table.rows.map { $0[3] }))
    #expect(agree([curve.expectedError ?? .nan], [try #require(table.error)]))
    #expect(agree([curve.maximumError ?? .nan], [try #require(table.maximum)]))
  }

  @Test("leaves empty bins out, and has binomial errors for unit weights")
  func bins() throws {
    let curve = try CalibrationCurve(
      scores: [0.5, 0.5, 0.75, 0.5, 1], isSignal: [true, false, true, false, true], bins: 4)
    #expect(curve.bins.map(\.low) == [0.5, 0.75])
    #expect(curve.bins.map(\.high) == [0.75, 1])
    #expect(curve.bins.map(\.weight) == [3, 2])
    #expect(abs(curve.bins[0].uncertainty - (1.0 / 3 * 2 / 3 / 3).squareRoot()) < 1e-15)
    #expect((curve.bins[1].signalFraction, curve.bins[1].uncertainty) == (1, 0))
    let empty = try CalibrationCurve(scores: [], isSignal: [])
    #expect((empty.bins, empty.expectedError, empty.maximumError) == ([], nil, nil))
  }

  @Test("refuses scores that are no probabilities, and no bins")
  func invalid() {
    #expect(throws: ScoreError.notAProbability(index: 1, score: 1.5)) {
      try CalibrationCurve(scores: [0, 1.5], isSignal: [true, false])
    }
    #expect(throws: ScoreError.notAProbability(index: 0, score: -0.1)) {
      try CalibrationCurve(scores: [-0.1], isSignal: [true])
    }
    #expect(throws: ScoreError.undefinedScore(index: 0)) { try CalibrationCurve(scores: [.nan], isSignal: [true]) }
    #expect(throws: ScoreError.binning(.invalidBinCount(0))) {
      try CalibrationCurve(scores: [1], isSignal: [true], bins: 0)
    }
  }
}
