import Synchronization
import Testing

@testable import Statistics

@Suite("Pseudo-experiments")
struct ToyPValueTests {
  /// s and b are such that s + b is whole, or no count is in between.
  static let cases: [(signal: Double, background: Double, systematic: Double)] = [
    (2, 1, 0), (2, 1, 0.5), (3, 6, 0.3), (10, 20, 0.1), (20, 80, 0), (30, 100, 0.2), (150, 1000, 0.1), (1, 3, 1),
  ]

  @Test("count the exact p-values within 4.5 of their own standard deviations", arguments: cases)
  func agreeWithExact(signal: Double, background: Double, systematic: Double) throws {
    for prior in ToyPValue.BackgroundPrior.allCases {
      let toys = try ToyPValue(
        signal: signal, background: background, systematic: systematic, prior: prior, experiments: 200_000, seed: 7)
      let exact =
        switch prior {
        case .gaussian:
          try PValue.poissonGaussian(signal: signal, background: background, systematic: systematic)
        case .gamma: try PValue.poissonGamma(signal: signal, background: background, systematic: systematic)
        }
      let pull = (toys.probability - exact.probability) / toys.uncertainty
      #expect(abs(pull) < 4.5, "\(prior) \(toys.probability) \(exact.probability) \(pull)")
      #expect(abs(toys.significance - exact.significance) < 0.05)
    }
  }

  @Test("have Poisson counts of the right mean and variance", arguments: [0.2, 3, 9.99, 10, 37.5, 1e4])
  func poissonMoments(mean: Double) throws {
    let count = 200_000
    var random = ToyRandom(seed: 3, experiment: 0)
    var sum = 0.0
    var squares = 0.0
    for _ in 0..<count {
      let deviation = random.poisson(mean: mean) - mean
      sum += deviation
      squares += deviation * deviation
    }
    let n = Double(count)
    #expect(abs(sum / n) < 4.5 * (mean / n).squareRoot())
    // The fourth central moment is 3μ² + μ.
    #expect(abs(squares / n - mean) < 4.5 * ((2 * mean * mean + mean) / n).squareRoot())
  }

  @Test("are the same for the same seed and others for another")
  func deterministic() throws {
    func toys(_ seed: UInt64) throws -> ToyPValue {
      try ToyPValue(signal: 3, background: 6, systematic: 0.3, prior: .gamma, experiments: 10_000, seed: seed)
    }
    #expect(try toys(1) == toys(1))
    #expect(try toys(1) != toys(2))
  }

  @Test("know the error of their significance: that of p̂ over the normal density")
  func significanceUncertainty() throws {
    let toys = try ToyPValue(signal: 3, background: 1, systematic: 0.5, prior: .gaussian, experiments: 10_000, seed: 1)
    let uncertainty = try #require(toys.significanceUncertainty)
    let low = try NormalTail.z(ofUpperTail: toys.probability + toys.uncertainty / 100)
    let high = try NormalTail.z(ofUpperTail: toys.probability - toys.uncertainty / 100)
    #expect(relativeError(uncertainty, 50 * (high - low)) < 1e-4)
    // The spread of a hundred such counts is that error, and what lies between is the integral.
    let exact = try PValue.poissonGaussian(signal: 3, background: 1, systematic: 0.5).significance
    let pulls = try (0..<UInt64(100)).map { seed in
      let toys = try ToyPValue(
        signal: 3, background: 1, systematic: 0.5, prior: .gaussian, experiments: 10_000, seed: seed)
      return try (toys.significance - exact) / #require(toys.significanceUncertainty)
    }
    let chiSquare = pulls.reduce(0) { $0 + $1 * $1 }
    #expect(abs(chiSquare - 100) < 4 * 200.0.squareRoot(), "\(chiSquare)")
  }

  @Test("tell how many are made, the last time all")
  func progress() throws {
    let told = Mutex<[Int]>([])
    let toys = try ToyPValue(
      signal: 1, background: 1, systematic: 0, prior: .gamma, experiments: 200_000, seed: 1
    ) { count in told.withLock { $0.append(count) } }
    #expect(toys.experiments == 200_000)
    let counts = told.withLock { $0 }
    #expect(counts.max() == 200_000)
    #expect(Set(counts).count == counts.count)
  }

  @Test("without background never see an event; all of them see at least none")
  func edges() throws {
    let some = try ToyPValue(signal: 1, background: 0, systematic: 0.1, prior: .gaussian, experiments: 10, seed: 1)
    #expect(some.exceeding == 0)
    #expect(some.significance == .infinity)
    #expect(some.significanceUncertainty == nil)
    let none = try ToyPValue(signal: 0, background: 0, systematic: 0.1, prior: .gamma, experiments: 10, seed: 1)
    #expect(none.probability == 1)
    #expect(none.significance == -.infinity)
    #expect(none.uncertainty == 0)
    #expect(none.significanceUncertainty == nil)
  }

  @Test("refuse no experiments and what is no yield")
  func invalid() {
    #expect(throws: SignificanceError.noExperiments(0)) {
      try ToyPValue(signal: 1, background: 1, systematic: 0, prior: .gamma, experiments: 0, seed: 1)
    }
    for bad in [-1, Double.nan, .infinity] {
      #expect(throws: SignificanceError.self) {
        try ToyPValue(signal: bad, background: 1, systematic: 0, prior: .gamma, experiments: 1, seed: 1)
      }
      #expect(throws: SignificanceError.self) {
        try ToyPValue(signal: 1, background: 1, systematic: bad, prior: .gamma, experiments: 1, seed: 1)
      }
    }
  }
}
