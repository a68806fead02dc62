import Foundation
import Statistics
import Testing

@testable import Analysis
@testable import Notebook

/// Figures that compare networks, against sums over the events themselves.
@Suite struct ComparedNetworksTests {
  private static let networks = """
    ```{train} one
    { dataset: events, hidden: [4], loss: cross-entropy, batch-size: 32, epochs: 10 }
    ```

    ```{train} other
    { dataset: events, hidden: [4], loss: cross-entropy, batch-size: 32, epochs: 3, seed: 5 }
    ```

    ```{train} root
    { dataset: events, hidden: [4], loss: s/sqrt(s+b), batch-size: 64, epochs: 5 }
    ```

    """

  private static func plot(_ name: String, _ body: String) -> String { "```{plot} \(name)\n\(body)\n```\n\n" }

  private static func results(_ plots: String) async throws -> [String: StepResult] {
    try await SmallSearch.temporary { search in try await search.results(networks + plots) }
  }

  /// Sums of the test events of each class above each of the scores, from the highest down.
  private static func sums(_ events: ScoredSplit) -> [(signal: Double, background: Double, squares: Double)] {
    Set(events.scores).sorted(by: >).map { cut in
      var sums = (signal: 0.0, background: 0.0, squares: 0.0)
      for (index, score) in events.scores.enumerated() where score >= cut {
        let weight = events.weights[index]
        if events.isSignal[index] {
          sums.signal += weight
        } else {
          sums.background += weight
          sums.squares += weight * weight
        }
      }
      return sums
    }
  }

  @Test func theROCCurveTellsTheAreaOfEachNetworkAndWhatItWasTrainedOn() async throws {
    let results = try await Self.results(Self.plot("fig", "roc: { model: [one, root, other] }"))
    let figure = try #require(results["fig"]?.figure)
    let areas = try ["one", "root", "other"].map { name in
      let test = try ScoredSplit(.test, from: try #require(results[name]))
      // Trapezia under the sums, by hand.
      let sums = Self.sums(test)
      let all = try #require(sums.last)
      var (area, before) = (0.0, (signal: 0.0, background: 0.0))
      for sum in sums {
        area += (sum.background - before.background) * (sum.signal + before.signal) / 2
        before = (sum.signal, sum.background)
      }
      let error = try AreaUnderCurve(scores: test.scores, isSignal: test.isSignal, weights: test.weights).uncertainty
      return NumberText(area / (all.signal * all.background), uncertainty: error).plain
    }
    #expect(
      figure.alternativeText
        == "ROC curve: inverse background efficiency 1/ε_b against the signal efficiency of networks trained on the "
        + "cross-entropy (1), (s+b)/s² and the cross-entropy (2), on test events. Area under the curve: \(areas[0]) for "
        + "the cross-entropy (1), \(areas[1]) for (s+b)/s², \(areas[2]) for the cross-entropy (2).")
    // What it shows is drawn, and names of directives are not.
    let svg = String(decoding: figure.svg, as: UTF8.self)
    #expect(svg.hasPrefix("<?xml") && figure.png.count > 5000 && figure.pdf.count > 1000)
  }

  @Test(arguments: ["inverse", "rejection", "efficiency"], ["true", "false"])
  func everyAxisOfTheBackgroundIsDrawn(background: String, log: String) async throws {
    let body = "roc: { model: one, background: \(background), log: \(log), minimum-effective-background: 0 }"
    let results = try await Self.results(Self.plot("fig", body))
    #expect(results["fig"]?.figure?.alternativeText.hasPrefix("ROC curve: ") == true)
  }

  @Test func aCurveHasTheEfficienciesOfTheEventsAndEndsWhereTooLittleBackgroundIsLeft() async throws {
    let results = try await Self.results("")
    let test = try ScoredSplit(.test, from: try #require(results["one"]))
    let scan = try CutScan(scores: test.scores, isSignal: test.isSignal, weights: test.weights)
    let sums = Self.sums(test)
    let all = try #require(sums.last)
    for minimum in [0.0, 3, 12] {
      let curve = try SupportedCurve(
        ImprovementCurve(scan), minimumEffectiveBackground: minimum, place: \.improvement)
      #expect(curve.points.last?.signalEfficiency == 1)
      let counted = sums.filter { $0.background > 0 }
      let first = try #require(counted.first { $0.background * $0.background / $0.squares >= minimum * 0.999_999 })
      #expect(abs(try #require(curve.points.first).signalEfficiency - first.signal / all.signal) < 1e-12)
      for (point, isSupported) in zip(curve.points, curve.isSupported) {
        let sum = try #require(
          counted.min {
            abs($0.background / all.background - point.backgroundEfficiency)
              + abs($0.signal / all.signal - point.signalEfficiency)
              < abs($1.background / all.background - point.backgroundEfficiency)
              + abs($1.signal / all.signal - point.signalEfficiency)
          })
        #expect(abs(sum.background / all.background - point.backgroundEfficiency) < 1e-12)
        #expect(abs(sum.signal / all.signal - point.signalEfficiency) < 1e-12)
        #expect(isSupported == (sum.background * sum.background / sum.squares >= minimum * 0.999_999))
      }
    }
    #expect(throws: SupportedCurve.NoCurve.self) {
      try SupportedCurve(ImprovementCurve(scan), minimumEffectiveBackground: 1e6, place: \.improvement)
    }
  }

  @Test func theImprovementTellsTheHighestOfTheCutsWithEnoughBackground() async throws {
    let results = try await Self.results(
      Self.plot("fig", "improvement: { model: [one, root], minimum-effective-background: 5 }"))
    let text = try #require(results["fig"]?.figure?.alternativeText)
    for (name, words) in [("one", "the cross-entropy"), ("root", "(s+b)/s²")] {
      let sums = Self.sums(try ScoredSplit(.test, from: try #require(results[name])))
      let all = try #require(sums.last)
      let highest = try #require(
        sums.filter { $0.background > 0 && $0.background * $0.background / $0.squares >= 4.999_999 }
          .map { ($0.signal / all.signal / ($0.background / all.background).squareRoot(), $0.signal / all.signal) }
          .max { $0.0 < $1.0 })
      // `3.27 ± 0.41 at ε_s = 0.31 for the cross-entropy`.
      let told = try #require(
        text.firstMatch(
          of: try Regex("([0-9.]+) ± [0-9.]+ at ε_s = ([0-9.]+) for " + NSRegularExpression.escapedPattern(for: words)))
      )
      let value = try #require(told.output[1].substring.flatMap { Double($0) })
      let efficiency = try #require(told.output[2].substring.flatMap { Double($0) })
      #expect(abs(value - highest.0) < 0.06, "\(text)")
      #expect(abs(efficiency - highest.1) < 0.001, "\(text)")
    }
  }

  @Test func theCalibrationTellsTheMeanDistanceFromTheDiagonal() async throws {
    let results = try await Self.results(Self.plot("fig", "calibration: { model: [one, root], bins: 7 }"))
    let text = try #require(results["fig"]?.figure?.alternativeText)
    for (name, words) in [("one", "the cross-entropy"), ("root", "(s+b)/s²")] {
      let test = try ScoredSplit(.test, from: try #require(results[name]))
      let totals = zip(test.weights, test.isSignal).reduce(into: (0.0, 0.0)) { sums, event in
        if event.1 { sums.0 += event.0 } else { sums.1 += event.0 }
      }
      var bins = [(weight: Double, signal: Double, score: Double)](repeating: (0, 0, 0), count: 7)
      for (index, score) in test.scores.enumerated() {
        let weight = test.weights[index] / (test.isSignal[index] ? totals.0 : totals.1)
        let bin = min(Int(Double(score) * 7), 6)
        bins[bin].weight += weight
        bins[bin].signal += test.isSignal[index] ? weight : 0
        bins[bin].score += weight * Double(score)
      }
      // The weights of both classes together sum to 2.
      let distance = bins.reduce(0) { $0 + abs($1.signal - $1.score) / 2 }
      #expect(text.contains("\(NumberText(distance).plain) for \(words)"), "\(distance) \(text)")
    }
  }

  @Test func wrongOptionsAreFoundBeforeAnythingRuns() async throws {
    let many = Array(repeating: "one", count: 21).joined(separator: ", ")
    let messages = try await SmallSearch.temporary { search in
      search.check(
        Self.networks + Self.plot("a", "roc: { model: [\(many)] }")
          + Self.plot("b", "calibration: { model: one, bins: 0 }")
          + Self.plot("c", "improvement: { model: one, minimum-effective-background: -1 }")
          + Self.plot("d", "roc: { model: one, background: rejected }") + Self.plot("e", "roc: { model: on }")
          + Self.plot("f", "roc: { model: one }\ncalibration: { model: one }")
      ).diagnostics.map { "\($0.message); \($0.remedy ?? "")" }
    }
    #expect(
      messages == [
        "21 curves could not be told from each other; name at most 20 networks",
        "bins must lie between 1 and 1000, not 0; ",
        "the minimum must not be negative; write for example 10, or 0 for no guard",
        "unknown choice 'rejected'; there is 'inverse', 'rejection', 'efficiency'",
        "no 'train' directive is named 'on'; did you mean 'one'?",
        "a figure draws one thing; give one of 'history', 'score', 'significance-scan', 'binned-score', 'roc', "
          + "'improvement', 'calibration', 'importance', "
          + "'features', 'correlation', 'batch-size', 'curve', 'limit-band' and 'exclusion'",
      ])
  }

  @Test func theThinningLeavesNoPointFarFromOneThatStays() {
    var state: UInt64 = 1
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    let count = 600_000
    let x = (0..<count).map { Double($0) / Double(count) }
    let y = x.map { ($0 > 0.4 && $0 < 0.400_01 ? 3 : 1) - $0 * $0 + 1e-5 * draw() }
    let parts = x.map { $0 > 0.7 }
    let kept = CurveThinning.kept(x: x, y: y, parts: parts)
    #expect(kept.count < 5000)
    #expect(kept.first == 0 && kept.last == count - 1)
    #expect(kept.contains { y[$0] > 2.5 }, "a peak of six events in 600000")
    #expect(zip(kept, kept.dropFirst()).contains { $1 == $0 + 1 && parts[$0] != parts[$1] })
    var last = 0
    for index in x.indices {
      if last + 1 < kept.count, kept[last + 1] == index { last += 1 }
      #expect(abs(x[index] - x[kept[last]]) < 0.002 && abs(y[index] - y[kept[last]]) < 0.006)
    }
    #expect(CurveThinning.kept(x: [], y: [], parts: []) == [])
    #expect(CurveThinning.kept(x: [1], y: [1], parts: [true]) == [0])
  }
}
