import Statistics
import Testing

@Suite("Systematics of samples")
struct SampleSystematicsTests {
  struct Content: Decodable {
    let scores: [Float]
    let sample: [UInt8]
    let weights: [Double]
    let systematics: [Double]
    let own: [Double]
    let common: Double
    let significance: [Double?]
  }

  private static func scan(_ content: Content, order: [Int]? = nil, systematics: [Double]? = nil) throws -> CutScan {
    let order = order ?? Array(content.scores.indices)
    let sample = order.map { content.sample[$0] }
    return try CutScan(
      scores: order.map { content.scores[$0] }, isSignal: sample.map { $0 == 0 },
      weights: order.map { content.weights[$0] },
      samples: SampleSystematics(sample: sample, systematics: systematics ?? content.systematics))
  }

  private let content: Content

  init() throws { content = try Fixture.json("sample_systematics", as: Content.self) }

  @Test("follow the mixture that a cut leaves, as NumPy and mpmath have it")
  func agreesWithOracle() throws {
    let scan = try Self.scan(content)
    let own = try #require(scan.sampleSystematics)
    #expect(agree(own, content.own, tolerance: 1e-13))
    #expect(Set(own.map { ($0 * 100).rounded() }).count > 5, "the mixture changes with the cut")
    var best = 0.0
    for (index, expected) in content.significance.enumerated() {
      let point = try scan.point(at: index, systematic: content.common)
      #expect(abs(point.systematic - (own[index] * own[index] + 0.0025).squareRoot()) < 1e-15)
      guard let expected else { continue }
      #expect(abs(point.significance - expected) < 1e-12 * expected)
      #expect(try scan.evaluate(cut: scan.cuts[index], systematic: content.common) == point)
      if point.effectiveBackgroundEvents >= 10 { best = max(best, expected) }
    }
    let found = try #require(try scan.best(systematic: content.common))
    #expect(abs(found.significance - best) < 1e-12 * best)
    let curve = try scan.curve(systematic: content.common)
    #expect(curve.contains { $0.significance == found.significance })
  }

  @Test("are the same to the last bit for any order of the events")
  func orderDoesNotMatter() throws {
    let scan = try Self.scan(content)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5 {
      #expect(try Self.scan(content, order: content.scores.indices.shuffled(using: &generator)) == scan)
    }
  }

  @Test("that are all the same are one systematic only where one sample is left")
  func quadrature() throws {
    let alike = try #require(try Self.scan(content, systematics: [0, 0.3, 0.3, 0.3]).sampleSystematics)
    // Three independent samples know their sum better than each is known.
    #expect(try #require(alike.last) < 0.29)
    #expect(alike.allSatisfy { $0 <= 0.3 + 1e-15 })
    #expect(try Self.scan(content, systematics: [0.5, 0, 0, 0]).sampleSystematics?.allSatisfy { $0 == 0 } ?? true)
  }

  @Test("are refused where they are none, and where an event is of no sample")
  func invalid() throws {
    for systematic in [-0.1, .nan, .infinity] {
      #expect(throws: SignificanceError.self) { try SampleSystematics(sample: [0], systematics: [systematic]) }
    }
    #expect(throws: SignificanceError.self) { try SampleSystematics(sample: [0, 1], systematics: [0.1]) }
    #expect(throws: ScoreError.self) {
      try CutScan(
        scores: [0.5, 0.5], isSignal: [true, false], weights: [1, 1],
        samples: SampleSystematics(sample: [0], systematics: [0.1]))
    }
  }
}
