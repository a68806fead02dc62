import Testing

@testable import Plotting

@Suite struct LogTicksTests {
  private func ticks(_ range: ClosedRange<Double>, limit: Int = 8) -> Ticks {
    Ticks.choose(range: range, scale: .log, limit: limit) { _ in true }
  }

  @Test("Over decades, ticks are powers of ten with 2 to 9 times them as minor ticks")
  func decades() {
    let ticks = ticks(0.05...100)
    #expect(ticks.major.map(\.value) == [0.1, 1, 10, 100])
    #expect(ticks.major.map(\.label) == ["10^{-1}", "10^{0}", "10^{1}", "10^{2}"])
    #expect(ticks.minor.prefix(7) == [0.05, 0.06, 0.07, 0.08, 0.09, 0.2, 0.3])
    #expect(ticks.minor.count == 5 + 8 * 3)
  }

  @Test("Many decades are labelled at even distances, 10^0 among them, with the others as minor ticks")
  func manyDecades() {
    let ticks = ticks(1e-12...1e9)
    let powers = ticks.major.map(\.label)
    #expect(powers.contains("10^{0}"))
    #expect(powers.count <= 8)
    #expect(ticks.major.count + ticks.minor.count == 22)
  }

  @Test(
    "Less than two decades still have three labels or more", arguments: [(1.5, 9.0), (0.21, 1.1), (40, 300), (3, 25)])
  func narrow(low: Double, high: Double) {
    let ticks = ticks(low...high)
    #expect(ticks.major.count >= 3)
    #expect(ticks.major.allSatisfy { (low...high).contains($0.value) })
    #expect(Set(ticks.major.map(\.value)).isDisjoint(with: ticks.minor))
  }

  @Test("A sliver of a decade gets linear ticks")
  func sliver() {
    #expect(ticks(1.02...1.08, limit: 5).major.map(\.label) == ["1.02", "1.04", "1.06", "1.08"])
  }
}
