/// What `scan.py` wrote.
struct ScanFixture: Decodable {
  struct Counts: Decodable {
    let range: [Double]
    let contents: [Double]
    let variances: [Double]
    let density: [Double]
    let underflow: Double
    let overflow: Double
  }

  let scores: [Float]
  let isSignal: [Bool]
  let weights: [Double]
  let cuts: [Float]
  let signal: [Double]
  let background: [Double]
  let signalVariance: [Double]
  let backgroundVariance: [Double]
  let truePositiveRate: [Double]
  let falsePositiveRate: [Double]
  let area: Double
  let unweightedArea: Double
  let accuracy: [String: Double]
  let histograms: [Counts]

  static func load() throws -> ScanFixture { try Fixture.json("scan", as: ScanFixture.self) }
}

/// Whether all numbers agree to `tolerance`, relative to the larger of the second one and 1.
func agree(_ a: [Double], _ b: [Double], tolerance: Double = 1e-12) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}
