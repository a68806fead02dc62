import Statistics
import Testing

@Suite("The bootstrap")
struct BootstrapTests {
  /// What `bootstrap.py` wrote.
  struct Expected: Decodable {
    let stratified: [Double]
    let mean: Double
    let standardDeviation: Double
    let unstratified: [Double]
    let spread: Double
    let unstratifiedSpread: Double

    static func load() throws -> Expected { try Fixture.json("bootstrap", as: Expected.self) }
  }

  /// S. Vigna's splitmix64.c: the n-th number is a function of the seed and n.
  struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static func areas(replicas: Int, stratified: Bool) throws -> Bootstrap {
    let events = try AreaFixture.load().cases[0]
    return try Bootstrap(
      weights: events.weights, strata: stratified ? events.isSignal : nil, replicas: replicas,
      stream: { SplitMix64(state: 1000 + $0) },
      of: { try AreaUnderCurve(scores: events.scores, isSignal: events.isSignal, weights: $0).value })
  }

  @Test("has the areas that scikit-learn has of the events drawn")
  func agreesWithScikitLearn() throws {
    let expected = try Expected.load()
    let stratified = try Self.areas(replicas: 20, stratified: true)
    #expect(agree(stratified.values, expected.stratified))
    #expect(agree([stratified.mean], [expected.mean]))
    #expect(relativeError(stratified.standardDeviation, expected.standardDeviation) < 1e-12)
    #expect(agree(try Self.areas(replicas: 20, stratified: false).values, expected.unstratified))
  }

  @Test("spreads as NumPy's does and as the error of the area says")
  func spread() throws {
    let expected = try Expected.load()
    // The spread of 2000 replicas is known to 1.6 %.
    let spread = try Self.areas(replicas: 2000, stratified: true).standardDeviation
    #expect(relativeError(spread, expected.spread) < 0.06)
    let unstratified = try Self.areas(replicas: 2000, stratified: false).standardDeviation
    #expect(relativeError(unstratified, expected.unstratifiedSpread) < 0.06)
    let events = try AreaFixture.load().cases[0]
    #expect(relativeError(spread, events.variance.squareRoot()) < 0.08)
  }

  @Test("draws as many events as there are, in each stratum")
  func multinomial() throws {
    let strata = [true, false, true, false, false]
    var seen: [[Double]] = []
    let sums = try Bootstrap(
      weights: [1, 1, 1, 1, 1], strata: strata, replicas: 50, stream: { SplitMix64(state: $0) },
      of: { counts in
        seen.append(counts)
        return counts[0] + counts[2]
      })
    #expect(sums.values == [Double](repeating: 2, count: 50))
    #expect(sums.standardDeviation == 0)
    #expect(seen.allSatisfy { $0.reduce(0, +) == 5 })
    #expect(seen.contains { $0[0] == 2 } && seen.contains { $0[0] == 0 }, "events come twice or not at all")
  }

  @Test("has the same first replicas whatever their number")
  func prefix() throws {
    let few = try Self.areas(replicas: 3, stratified: true)
    let many = try Self.areas(replicas: 9, stratified: true)
    #expect(few.values == Array(many.values.prefix(3)))
    #expect(Set(many.values).count > 3)
  }

  @Test("refuses a single replica and strata of another length, and passes errors of the quantity on")
  func invalid() {
    #expect(throws: BootstrapError.tooFewReplicas(1)) {
      try Bootstrap(weights: [1], replicas: 1, stream: { SplitMix64(state: $0) }, of: { $0[0] })
    }
    #expect(throws: BootstrapError.lengths(weights: 1, strata: 2)) {
      try Bootstrap(weights: [1], strata: [true, false], stream: { SplitMix64(state: $0) }, of: { $0[0] })
    }
    #expect(throws: ScoreError.emptyClass(name: "background")) {
      try Bootstrap(
        weights: [1], stream: { SplitMix64(state: $0) },
        of: { try AreaUnderCurve(scores: [1], isSignal: [true], weights: $0).value })
    }
  }
}
