import Statistics
import Testing

/// What `kolmogorov.py` wrote.
struct KolmogorovFixture: Decodable {
  struct Case: Decodable {
    let first: [Float]
    let firstWeights: [Double]
    let second: [Float]
    let secondWeights: [Double]
    let distance: Double
    let firstEffective: Double
    let secondEffective: Double
    let probability: Double
    let uncorrected: Double
    let unitDistance: Double
    let unitProbability: Double
    let unitUncorrected: Double
    let scipyProbability: Double
  }

  let cases: [Case]
  let kolmogorov: [[Double]]

  static func load() throws -> KolmogorovFixture { try Fixture.json("kolmogorov", as: KolmogorovFixture.self) }
}

@Suite("The test of Kolmogorov and Smirnov")
struct KolmogorovSmirnovTests {
  @Test("without weights has SciPy's distance, and its probability but for the correction", arguments: 0..<5)
  func unitWeights(index: Int) throws {
    let expected = try KolmogorovFixture.load().cases[index]
    let test = try KolmogorovSmirnovTest(expected.first, against: expected.second)
    #expect(abs(test.distance - expected.unitDistance) < 1e-15)
    #expect(test.firstEffectiveEvents == Double(expected.first.count))
    #expect(test.secondEffectiveEvents == Double(expected.second.count))
    #expect(relativeError(test.probability, expected.unitProbability) < 1e-12)
    #expect(relativeError(test.uncorrectedProbability, expected.unitUncorrected) < 1e-12)
    #expect(abs(test.probability - expected.scipyProbability) < 0.03)
    #expect(test.probability < test.uncorrectedProbability)
  }

  @Test("with weights has the distance of the weighted distributions and counts effective events", arguments: 0..<5)
  func weighted(index: Int) throws {
    let expected = try KolmogorovFixture.load().cases[index]
    let test = try KolmogorovSmirnovTest(
      expected.first, firstWeights: expected.firstWeights, against: expected.second,
      secondWeights: expected.secondWeights)
    #expect(abs(test.distance - expected.distance) < 1e-14)
    #expect(relativeError(test.firstEffectiveEvents, expected.firstEffective) < 1e-13)
    #expect(relativeError(test.secondEffectiveEvents, expected.secondEffective) < 1e-13)
    #expect(relativeError(test.probability, expected.probability) < 1e-12)
    #expect(relativeError(test.uncorrectedProbability, expected.uncorrected) < 1e-12)
  }

  @Test("has Kolmogorov's distribution as SciPy has it")
  func distribution() throws {
    for row in try KolmogorovFixture.load().kolmogorov {
      #expect(relativeError(KolmogorovSmirnovTest.probability(above: row[0]), row[1]) < 2e-14, "λ = \(row[0])")
    }
    #expect(KolmogorovSmirnovTest.probability(above: 0) == 1)
    #expect(KolmogorovSmirnovTest.probability(above: -1) == 1)
    #expect(KolmogorovSmirnovTest.probability(above: .infinity) == 0)
    #expect(KolmogorovSmirnovTest.probability(above: .nan).isNaN)
  }

  @Test("finds no distance between a sample and itself, and all of it between samples apart")
  func extremes() throws {
    let same = try KolmogorovSmirnovTest([3, 1, 2], against: [1, 2, 3])
    #expect((same.distance, same.probability) == (0, 1))
    let apart = try KolmogorovSmirnovTest([1, 2], firstWeights: [0.3, 0.4], against: [3, 4, 5])
    #expect(apart.distance == 1)
  }

  @Test("compares training with test in each class by itself")
  func overtraining() throws {
    let fixture = try KolmogorovFixture.load()
    let (signal, background) = (fixture.cases[1], fixture.cases[2])
    let training = OvertrainingTest.Sample(
      scores: signal.first + background.first,
      isSignal: signal.first.map { _ in true } + background.first.map { _ in false },
      weights: signal.firstWeights + background.firstWeights)
    // Background first, to show that nothing depends on the order of classes.
    let test = OvertrainingTest.Sample(
      scores: background.second + signal.second,
      isSignal: background.second.map { _ in false } + signal.second.map { _ in true },
      weights: background.secondWeights + signal.secondWeights)
    let result = try OvertrainingTest(training: training, test: test)
    #expect(relativeError(result.signal.probability, signal.probability) < 1e-12)
    #expect(relativeError(result.background.probability, background.probability) < 1e-12)
    #expect(relativeError(result.background.firstEffectiveEvents, background.firstEffective) < 1e-13)
  }

  @Test("refuses empty samples and invalid events, by their place in their own sample")
  func invalid() {
    #expect(throws: ScoreError.emptyClass(name: "first")) { try KolmogorovSmirnovTest([], against: [1]) }
    #expect(throws: ScoreError.emptyClass(name: "second")) {
      try KolmogorovSmirnovTest([1], against: [1, 2], secondWeights: [0, 0])
    }
    #expect(throws: ScoreError.undefinedScore(index: 1)) { try KolmogorovSmirnovTest([1, 2], against: [1, .nan]) }
    #expect(throws: ScoreError.lengths(scores: 2, labels: 2, weights: 1)) {
      try KolmogorovSmirnovTest([1, 2], firstWeights: [1], against: [1])
    }
    let whole = OvertrainingTest.Sample(scores: [1, 2], isSignal: [true, false])
    #expect(throws: ScoreError.emptyClass(name: "background test")) {
      try OvertrainingTest(training: whole, test: .init(scores: [1], isSignal: [true]))
    }
    #expect(throws: ScoreError.lengths(scores: 2, labels: 1, weights: 2)) {
      try OvertrainingTest(training: whole, test: .init(scores: [1, 2], isSignal: [true]))
    }
  }
}
