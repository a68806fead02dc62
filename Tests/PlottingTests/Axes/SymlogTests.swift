import Testing

@testable import Plotting

struct SymlogTests {
  @Test("Values and places are inverse, and the scale rises without a jump")
  func inverse() {
    var last = -Double.infinity
    for step in -400...400 {
      let place = Double(step) / 100
      let value = Symlog.value(at: place, threshold: 5)
      #expect(abs(Symlog.of(value, threshold: 5) - place) < 1e-12)
      #expect(value > last)
      last = value
    }
    #expect(Symlog.of(5, threshold: 5) == 1 && Symlog.of(-500, threshold: 5) == -3)
  }

  @Test("Ticks stand at 0 and at powers of ten from the threshold on")
  func ticks() {
    let all = SymlogTicks.candidates(range: -2000...50, threshold: 1, limit: 20)
    #expect(
      all[0].major.map(\.label) == [
        "\u{2212}10^{3}", "\u{2212}10^{2}", "\u{2212}10^{1}", "\u{2212}10^{0}", "0", "10^{0}", "10^{1}",
      ])
    #expect(all[0].major.map(\.value) == [-1000, -100, -10, -1, 0, 1, 10])
    #expect(all[0].minor.contains(-2000) && all[0].minor.contains(50) && !all[0].minor.contains(60))
    #expect(all[1].major.map(\.value) == [-1000, -10, 0, 10])
    // Where nothing is beyond the threshold, the axis is linear.
    #expect(
      SymlogTicks.candidates(range: -0.5...0.5, threshold: 1, limit: 8)
        == LinearTicks.candidates(range: -0.5...0.5, isWhole: false, limit: 8))
  }

  @Test("A threshold that is none is told")
  func bad() {
    for threshold in [0, -1, Double.nan, .infinity] {
      let figure = Figure(
        Panel(x: Axis("x", scale: .symlog(threshold: threshold)), y: Axis(), marks: [.line(x: [0, 1], y: [0, 1])]))
      #expect(throws: FigureError.self) { try figure.svg() }
    }
  }
}
