import Testing

@testable import Statistics

@Suite("The intervals of a curve")
struct CurveIntervalsTests {
  @Test(
    "are those of its points to a twentieth of their width or a 300th of Z", arguments: SignificanceEstimate.allCases)
  func quick(estimate: SignificanceEstimate) throws {
    var random = ToyRandom(seed: 2, experiment: 0)
    let isSignal = (0..<20_000).map { $0 % 2 == 0 }
    let scores = isSignal.map { Float($0 ? random.uniform().squareRoot() : random.uniform() * random.uniform()) }
    let weights = isSignal.map { ($0 ? 0.02 : 1) * (0.5 + random.uniform()) }
    let scan = try CutScan(scores: scores, isSignal: isSignal, weights: weights)
    let curve = try scan.curve(systematic: 0.2, maximumPoints: 300, estimate: estimate)
    let quick = scan.intervals(of: curve, estimate: estimate)
    #expect(quick.count == curve.count)
    for (point, found) in zip(curve, quick) {
      let exact = scan.interval(of: point, estimate: estimate)
      let allowed = max((exact.high - exact.low) * 0.05, point.significance / 300)
      #expect(abs(found.low - exact.low) < allowed, "\(point) \(found) \(exact)")
      #expect(abs(found.high - exact.high) < allowed, "\(point) \(found) \(exact)")
      #expect(found.low <= point.significance && point.significance <= found.high)
    }
  }
}
