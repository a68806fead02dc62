import Statistics
import Testing

/// What `area.py` wrote.
struct AreaFixture: Decodable {
  struct Case: Decodable {
    let scores: [Float]
    let others: [Float]
    let isSignal: [Bool]
    let weights: [Double]
    let area: Double
    let otherArea: Double
    let unitArea: Double
    let variance: Double
    let otherVariance: Double
    let covariance: Double
    let unitVariance: Double
    let unitCovariance: Double
  }

  struct Toy: Decodable {
    let scores: [Float]
    let others: [Float]
    let isSignal: [Bool]
    let weights: [Double]
  }

  let cases: [Case]
  let toys: [Toy]
  let spread: Double
  let spreadOfDifferences: Double

  static func load() throws -> AreaFixture { try Fixture.json("area", as: AreaFixture.self) }
}

@Suite("The area under the ROC curve")
struct AreaUnderCurveTests {
  @Test("is scikit-learn's, and its variance DeLong's by the definition", arguments: 0..<4)
  func unitWeights(index: Int) throws {
    let expected = try AreaFixture.load().cases[index]
    let area = try AreaUnderCurve(scores: expected.scores, isSignal: expected.isSignal)
    #expect(abs(area.value - expected.unitArea) < 1e-14)
    #expect(relativeError(try #require(area.variance), expected.unitVariance) < 1e-12)
    #expect(area.uncertainty == area.variance?.squareRoot())
  }

  @Test("with weights is scikit-learn's, and its variance that over all pairs of events", arguments: 0..<4)
  func weighted(index: Int) throws {
    let expected = try AreaFixture.load().cases[index]
    let area = try AreaUnderCurve(
      scores: expected.scores, isSignal: expected.isSignal, weights: expected.weights)
    #expect(abs(area.value - expected.area) < 1e-14)
    #expect(relativeError(try #require(area.variance), expected.variance) < 1e-12)
    let curve = try ROCCurve(scores: expected.scores, isSignal: expected.isSignal, weights: expected.weights)
    #expect(abs(area.value - curve.area) < 1e-14)
  }

  @Test("of two scores on the same events differ with the variance of their common fluctuation", arguments: 0..<4)
  func difference(index: Int) throws {
    let expected = try AreaFixture.load().cases[index]
    let difference = try AreaDifference(
      of: expected.scores, and: expected.others, isSignal: expected.isSignal, weights: expected.weights)
    #expect(abs(difference.value - (expected.area - expected.otherArea)) < 1e-14)
    #expect(relativeError(try #require(difference.covariance), expected.covariance) < 1e-12)
    let variance = expected.variance + expected.otherVariance - 2 * expected.covariance
    #expect(relativeError(try #require(difference.variance), variance) < 1e-11)
    let unit = try AreaDifference(of: expected.scores, and: expected.others, isSignal: expected.isSignal)
    #expect(relativeError(try #require(unit.covariance), expected.unitCovariance) < 1e-12)
  }

  @Test("has the error by which areas of independent weighted samples spread")
  func errorIsTheSpread() throws {
    let fixture = try AreaFixture.load()
    let areas = try fixture.toys.map {
      try AreaUnderCurve(scores: $0.scores, isSignal: $0.isSignal, weights: $0.weights)
    }
    let variance = areas.compactMap(\.variance).reduce(0, +) / Double(areas.count)
    // The error scatters by about 7 % from sample to sample, so its mean over twenty by less than 2 %.
    #expect(relativeError(variance.squareRoot(), fixture.spread) < 0.06)
    let differences = try fixture.toys.map {
      try AreaDifference(of: $0.scores, and: $0.others, isSignal: $0.isSignal, weights: $0.weights)
    }
    let ofDifference = differences.compactMap(\.variance).reduce(0, +) / Double(differences.count)
    #expect(relativeError(ofDifference.squareRoot(), fixture.spreadOfDifferences) < 0.08)
    #expect(fixture.spreadOfDifferences < fixture.spread, "independent areas would differ by √2 times their spread")
  }

  @Test("does not depend on the scale of the weights, nor on events of weight 0")
  func scale() throws {
    let expected = try AreaFixture.load().cases[0]
    let area = try AreaUnderCurve(
      scores: expected.scores + [0.5, 0.6], isSignal: expected.isSignal + [true, false],
      weights: zip(expected.weights, expected.isSignal).map { $1 ? $0 * 1e-200 : $0 * 1e-100 } + [0, 0])
    #expect(abs(area.value - expected.area) < 1e-14)
    #expect(relativeError(try #require(area.variance), expected.variance) < 1e-12)
  }

  @Test("is known without error where the classes do not overlap, and without any where a class is one event")
  func edges() throws {
    let apart = try AreaUnderCurve(
      scores: [4, 3, 2, 1], isSignal: [true, true, false, false], weights: [0.1, 0.7, 0.3, 3])
    #expect((apart.value, apart.variance) == (1, 0))
    let single = try AreaUnderCurve(
      scores: [4, 3, 2, 1], isSignal: [true, true, false, false], weights: [1, 0, 1, 1])
    #expect((single.value, single.variance, single.uncertainty) == (1, nil, nil))
    let same = try AreaDifference(of: [1, 2, 2, 3], and: [1, 2, 2, 3], isSignal: [true, false, true, false])
    #expect((same.value, same.variance) == (0, 0))
  }

  @Test("refuses a class without weight and arrays of different lengths")
  func invalid() {
    #expect(throws: ScoreError.emptyClass(name: "signal")) {
      try AreaUnderCurve(scores: [1, 2], isSignal: [true, false], weights: [0, 1])
    }
    #expect(throws: ScoreError.emptyClass(name: "background")) { try AreaUnderCurve(scores: [1], isSignal: [true]) }
    #expect(throws: ScoreError.lengths(scores: 1, labels: 2, weights: 2)) {
      try AreaDifference(of: [1, 2], and: [1], isSignal: [true, false])
    }
  }
}
