import Foundation
import Testing

@testable import Learning

@Suite struct VectorTests {
  /// |found − expected| in units of the last place of the nearest float.
  static func ulps(_ found: Float, _ expected: Double) -> Double {
    abs(Double(found) - expected) / Double(Float(expected).ulp)
  }

  @Test func exponentialIsWithinTwoUlpOverItsWholeRange() {
    var worst = 0.0
    for step in 0...1_400_000 {
      let x = -87 + 175 * Float(step) / 1_400_000
      worst = max(worst, Self.ulps(Vector.exponential(Vector(repeating: x))[3], exp(Double(x))))
    }
    print("vector exp: \(worst) ulp")
    #expect(worst < 2)
  }

  @Test func exponentialHoldsArgumentsOutsideItsRange() {
    let ends = Vector.exponential([-88, -1e30, -.infinity, 89, 1e30, .infinity, .nan, 0])
    #expect(ends[0] == ends[1] && ends[1] == ends[2] && ends[0] > 0)
    #expect(ends[3] == ends[4] && ends[4] == ends[5] && ends[5] == ends[6] && ends[3].isFinite)
    #expect(ends[7] == 1)
  }

  @Test func logarithmIsWithinTwoUlpForEveryNormalMagnitude() {
    var worst = 0.0
    for bits in stride(from: UInt32(0x0080_0000), to: 0x7F80_0000, by: 1531) {
      let x = Float(bitPattern: bits)
      worst = max(worst, Self.ulps(Vector.logarithm(Vector(repeating: x))[5], log(Double(x))))
    }
    for step in -200_000...200_000 {
      let x = 1 + Float(step) * 1e-6
      guard x != 1 else { continue }
      worst = max(worst, Self.ulps(Vector.logarithm(Vector(repeating: x))[5], log(Double(x))))
    }
    print("vector log: \(worst) ulp")
    #expect(worst < 2)
  }

  @Test func logarithmOfOnePlusIsWithinThreeUlpOnTheUnitInterval() {
    var worst = 0.0
    for bits in stride(from: UInt32(0x0080_0000), through: 0x3F80_0000, by: 811) {
      let x = Float(bitPattern: bits)
      worst = max(worst, Self.ulps(Vector.logarithmOfOne(plus: Vector(repeating: x))[1], log1p(Double(x))))
    }
    print("vector log1p: \(worst) ulp")
    #expect(worst < 3)
  }

  @Test func squareRootsAreExactlyRounded() {
    for bits in stride(from: UInt32(0), through: 0x7F80_0000, by: 4099) {
      let x = Float(bitPattern: bits)
      #expect(Vector(repeating: x).squareRoots[6] == x.squareRoot())
    }
  }

  @Test func sumsOfLanesHaveTheBitsOfEachSum() {
    var generator = Philox(seed: 1, stream: 1)
    for _ in 0..<10_000 {
      let all = (0..<8).map { _ in
        Vector((0..<8).map { _ in (2 * generator.uniform() - 1) / (generator.uniform() + 1e-6) })
      }
      let sums = Vector.laneSums(all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7])
      for lane in 0..<8 { #expect(sums[lane] == all[lane].laneSum) }
    }
  }

  @Test func aGateLetsNothingThroughButWherePositive() {
    let gate: Vector = [1, .leastNonzeroMagnitude, 0, -0.0, -1, .infinity, -.infinity, .nan]
    let gated = Vector(repeating: -3).gated(by: gate)
    #expect(gated == [-3, -3, 0, 0, 0, -3, 0, 0])
    #expect(gate.rectified == [1, .leastNonzeroMagnitude, 0, 0, 0, .infinity, 0, 0])
  }

  @Test func hyperbolicTangentIsWithinThreeUlp() {
    var worst = 0.0
    for step in -400_000...400_000 {
      let x = Float(step) * 2.5e-5
      worst = max(worst, Self.ulps(Vector.hyperbolicTangent(Vector(repeating: x))[2], tanh(Double(x))))
    }
    print("vector tanh: \(worst) ulp")
    #expect(worst < 3)
    let ends = Vector.hyperbolicTangent([-1e30, 1e30, 0, -0.0, 40, -40, 1e-30, -1e-30])
    #expect([0, 1, 2, 4, 5].map { ends[$0] } == [-1, 1, 0, 1, -1] && ends[6] == 1e-30 && ends[7] == -1e-30)
  }

  @Test func theNormalDistributionIsPreciseInItsTail() {
    var (worst, worstDensity) = (0.0, 0.0)
    for step in -1_100_000...1_100_000 {
      let x = Float(step) * 1e-5
      let (distribution, density) = Vector.normal(Vector(repeating: x))
      worst = max(worst, Self.ulps(distribution[1], 0.5 * erfc(-Double(x) / 2.0.squareRoot())))
      worstDensity = max(
        worstDensity, Self.ulps(density[6], exp(-Double(x) * Double(x) / 2) / (2 * Double.pi).squareRoot()))
    }
    print("vector Φ: \(worst) ulp, φ: \(worstDensity) ulp")
    #expect(worst < 8 && worstDensity < 4)
  }

  @Test func sigmoidKeepsItsRelativePrecisionInBothTails() {
    let values = FloatBuffer(count: 8)
    for (index, z) in ([-86.5, -30, -1, 0, 1, 30, 87, -5] as [Float]).enumerated() { values.start[index] = z }
    LossKernels.sigmoid(values.start, events: 8)
    for (index, z) in ([-86.5, -30, -1, 0, 1, 30, 87, -5] as [Double]).enumerated() {
      #expect(Self.ulps(values.start[index], 1 / (1 + exp(-z))) < 4)
    }
  }
}
