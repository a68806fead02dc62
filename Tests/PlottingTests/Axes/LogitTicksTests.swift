import Testing

@testable import Plotting

@Suite struct LogitTicksTests {
  private func ticks(_ range: ClosedRange<Double>, limit: Int = 9) -> Ticks {
    Ticks.choose(range: range, scale: .logit, limit: limit) { _ in true }
  }

  @Test("Ticks are powers of ten below a half and their distance to one above")
  func labels() {
    #expect(
      ticks(5e-4...0.99995).major.map(\.label) == [
        "0.001", "0.01", "0.1", "0.5", "0.9", "0.99", "0.999", "1\u{2212}10^{-4}",
      ])
  }

  @Test("Too many labels are thinned evenly on both sides")
  func thinned() {
    #expect(ticks(5e-7...0.999, limit: 6).major.count <= 6)
  }

  @Test("Major and minor ticks lie in the range and do not coincide")
  func range() {
    for range in [0.02...0.98, 1e-6...0.3, 0.7...0.999_999, 0.4...0.6] {
      let ticks = ticks(range)
      #expect(ticks.major.count >= 2)
      #expect((ticks.major.map(\.value) + ticks.minor).allSatisfy(range.contains))
      #expect(Set(ticks.major.map(\.value)).isDisjoint(with: ticks.minor))
    }
  }

  @Test("A half stands in the middle between a value and one less it")
  func projection() {
    let map = AxisMap(scale: .logit, range: 0.01...0.99, start: 0, end: 100)
    #expect(abs((map.position(0.5) ?? 0) - 50) < 1e-9)
    #expect(map.position(0) == nil)
    #expect(map.position(1) == nil)
    #expect(abs((map.position(0.9) ?? 0) + (map.position(0.1) ?? 0) - 100) < 1e-9)
  }

  @Test("A range that reaches 0 or 1 is refused")
  func refused() throws {
    for range in [0.0...0.5, 0.5...1.0, -1.0...0.5] {
      let panel = Panel(x: Axis(scale: .logit, range: range), y: Axis(), marks: [.line(x: [0.4, 0.5], y: [1, 2])])
      #expect(throws: FigureError.self) { try Figure(panel).svg() }
    }
  }

  @Test("Marks set the range of an axis without one, and values without a place are gaps")
  func automatic() throws {
    let panel = Panel(
      x: Axis(scale: .logit), y: Axis(), marks: [.line(x: [0, 1e-3, 0.5, 0.999, 1], y: [1, 2, 3, 2, 1])])
    #expect(try !Figure(panel).svg().isEmpty)
  }
}
