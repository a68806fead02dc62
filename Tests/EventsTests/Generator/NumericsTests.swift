import Foundation
import Testing

@testable import Events

@Suite struct NumericsTests {
  @Test func agreesWithTheSystemsFunctions() {
    for step in -2000...2000 {
      let x = Double(step) * 0.137
      #expect(abs(Numerics.exp(x) / exp(x) - 1) < 1e-13)
      #expect(abs(Numerics.asinh(x) - asinh(x)) <= 1e-13 * abs(asinh(x)))
      let positive = exp(0.1 * x)
      #expect(abs(Numerics.log(positive) - log(positive)) <= 1e-13 * max(abs(log(positive)), 1e-2))
      #expect(abs(Numerics.pow(positive, 0.7) / pow(positive, 0.7) - 1) < 1e-12)
      let turns = Double(step + 2000) / 4000
      let (sine, cosine) = Numerics.sinCos(turns: turns)
      #expect(abs(sine - sin(2 * .pi * turns)) < 1e-13 && abs(cosine - cos(2 * .pi * turns)) < 1e-13)
      #expect(
        abs(Numerics.atan2(sine, cosine) - atan2(sin(2 * .pi * turns), cos(2 * .pi * turns))) < 1e-12 || step == 0)
    }
    #expect(Numerics.exp(-1000) == 0)
    #expect(Numerics.atan2(0, 0) == 0)
  }

  @Test func boundsLogarithmsFromAbove() {
    for step in 0..<4000 {
      let x = exp(-20 + 0.01 * Double(step))
      let excess = Numerics.boundOnLog(x) - log(x)
      #expect(excess >= 0 && excess < 0.012)
    }
  }
}
