import Statistics
import Testing

@Suite("The curve of a scan")
struct CurveTests {
  static func scan() throws -> CutScan {
    // Deterministic scores without ties; classes that overlap.
    let scores = (0..<20_000).map { Float(($0 * 7919) % 20_011) / 20_011 }
    let isSignal = scores.enumerated().map { $1 * $1 > Float(($0 * 104_729) % 1009) / 1009 }
    return try CutScan(scores: scores, isSignal: isSignal, weights: isSignal.map { $0 ? 0.01 : 0.2 })
  }

  @Test("thinned keeps the maximum, the minimum and both ends", arguments: [4, 5, 50, 1001])
  func keepsExtremes(maximumPoints: Int) throws {
    let scan = try Self.scan()
    let all = try scan.curve(systematic: 0.3, maximumPoints: .max)
    let thinned = try scan.curve(systematic: 0.3, maximumPoints: maximumPoints)
    #expect(thinned.count <= maximumPoints)
    #expect(thinned.first == all.first)
    #expect(thinned.last == all.last)
    #expect(thinned.map(\.significance).max() == all.map(\.significance).max())
    #expect(thinned.map(\.significance).min() == all.map(\.significance).min())
    #expect(zip(thinned, thinned.dropFirst()).allSatisfy { $0.cut < $1.cut })
    #expect(Set(thinned).isSubset(of: Set(all)))
  }

  @Test("has every cut when there are few, but those of infinite significance")
  func fewCuts() throws {
    let scan = try CutScan(scores: [3, 2, 1], isSignal: [true, false, true], weights: [1, 1, 1])
    #expect(try scan.curve(systematic: 0).map(\.cut) == [1, 2])
    #expect(try scan.curve(systematic: 0, estimate: .signalOverRootTotal).map(\.cut) == [1, 2, 3])
    #expect(try CutScan(scores: [], isSignal: [], weights: []).curve(systematic: 0).isEmpty)
  }
}
