import Statistics

/// A search as pyhf evaluated it, `Fixtures/binned.py`.
struct BinnedSearch: Decodable {
  var signal: [Double]
  var background: [Double]
  var systematic: Double
  var correlation: BinnedExpectation.Correlation
  /// √q₀ expected for μ = 1.
  var significance: Double
  /// CLs limits at 95 %, from −2σ to +2σ.
  var limits: [Double]

  static func all() throws -> [BinnedSearch] { try Fixture.json("binned", as: [BinnedSearch].self) }

  func expectation() throws -> BinnedExpectation {
    try BinnedExpectation(
      bins: zip(signal, background).map { .init(signal: $0, background: $1) }, systematic: systematic,
      correlation: correlation)
  }
}
