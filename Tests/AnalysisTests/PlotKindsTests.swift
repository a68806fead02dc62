import Foundation
import GoldenImages
import Testing

@testable import Analysis
@testable import Notebook

/// Each kind of plot on a small search. Golden images were looked at before they were committed.
@Suite struct PlotKindsTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/golden").path

  private static let steps = """
    ```{train} network
    { dataset: events, hidden: [4], loss: cross-entropy, batch-size: 32, epochs: 10 }
    ```

    ```{train} nets
    for: { systematic: [0.1, 0.4] }
    dataset: events
    hidden: [4]
    loss: { asimov: { systematic: ${systematic} } }
    pretrain: { loss: s/sqrt(s+b), epochs: 3 }
    batch-size: 64
    epochs: 8
    ```

    ```{scan} best
    { model: network, systematics: [0.1, 0.2, 0.4], minimum-effective-background: 3 }
    ```

    ```{scan} cuts
    for: { systematic: [0.1, 0.4] }
    model: nets[${systematic}]
    systematics: [0.1, 0.4]
    minimum-effective-background: 3
    ```

    ```{binning} bins
    { model: network, systematic: 0.4, bins: 3, minimum-effective-background: 3 }
    ```

    ```{importance} worth
    { model: network, dataset: events, systematic: 0.4, repeats: 3 }
    ```

    ```{inference} result
    for: { systematic: [0.1, 0.4] }
    scan: cuts[${systematic}]
    systematic: ${systematic}
    toys: 0
    ```

    ```{literature} plane
    for:
      point:
          500_0: { limit: 0.135, low: 0.0947, high: 0.203, z: 16.3 }
          500_150: { limit: 0.169, low: 0.118, high: 0.253, z: 13 }
          500_300: { limit: 0.326, low: 0.228, high: 0.489, z: 6.75 }
          650_0: { limit: 0.429, low: 0.3, high: 0.644, z: 5.13 }
          650_150: { limit: 0.534, low: 0.374, high: 0.802, z: 4.12 }
          650_300: { limit: 1.03, low: 0.723, high: 1.55, z: 2.13 }
          650_450: { limit: 3.1, low: 2.17, high: 4.65, z: 0.71 }
          800_0: { limit: 1.36, low: 0.952, high: 2.04, z: 1.62 }
          800_150: { limit: 1.69, low: 1.19, high: 2.54, z: 1.3 }
          800_300: { limit: 3.28, low: 2.29, high: 4.91, z: 0.672 }
          800_450: { limit: 9.83, low: 6.88, high: 14.7, z: 0.224 }
          800_600: { limit: 45.8, low: 32, high: 68.6, z: 0.0481 }
          950_0: { limit: 4.31, low: 3.02, high: 6.47, z: 0.51 }
          950_150: { limit: 5.37, low: 3.76, high: 8.06, z: 0.41 }
          950_300: { limit: 10.4, low: 7.27, high: 15.6, z: 0.212 }
          950_450: { limit: 31.2, low: 21.8, high: 46.7, z: 0.0706 }
          950_600: { limit: 145, low: 102, high: 218, z: 0.0152 }
    values: { limit: "${point.limit}", low: "${point.low}", high: "${point.high}", z: "${point.z}" }
    ```

    """

  private static let plots: [(name: String, options: String)] = [
    ("history", "history: { model: nets[0.4], quantities: [loss, accuracy, significance] }"),
    ("score", "score: { model: network, bins: 12 }"),
    ("significance-scan", "significance-scan: { scan: best }"),
    ("significance-scans-together", "significance-scan: { scan: [best, cuts], systematic: 0.4, together: true }"),
    ("binned-score", "binned-score: { binning: bins }"),
    ("roc", "roc: { model: [network, nets], minimum-effective-background: 3 }"),
    ("improvement", "improvement: { model: network, minimum-effective-background: 3 }"),
    ("calibration", "calibration: { model: network }"),
    ("importance", "importance: { importance: worth }"),
    ("features", "features: { dataset: events, bins: 12 }"),
    (
      "features-in-luminosity",
      "features: { dataset: events, features: [MET], normalise: luminosity, bins: 12, log: true }"
    ),
    ("correlation", "correlation: { dataset: events }"),
    ("batch-size", "batch-size: { model: network, sizes: [4, 16, 64, 192] }"),
    ("curve", "curve: { scan: [best, cuts] }"),
    (
      "curve-of-series",
      "curve: { series: [{ label: Own, from: cuts, value: \"[=].significance\" }], x: Trained at, y: Z }"
    ),
    ("limit-band", "limit-band: { inference: result, x: $\\sigma_b/b$ }"),
    (
      "exclusion-with-a-band",
      """
      exclusion:
        contours:
          - { label: "Exclusion, 95 % CL", from: plane, value: limit, at: 1, log: true, band: [low, high] }
          - { label: 'Evidence, $3\\sigma$', from: plane, value: z, at: 3 }
        x: '$m_{\\tilde{t}}$ [GeV]'
        y: '$m_{\\tilde{\\chi}}$ [GeV]'
      """
    ),
    (
      "exclusion",
      """
      exclusion:
        contours:
          - { label: "Exclusion, 95 % CL", from: plane, value: limit, at: 1, log: true, band: [low, high] }
          - { label: 'Evidence, $3\\sigma$', from: plane, value: z, at: 3 }
          - { label: 'Discovery, $5\\sigma$', from: plane, value: z, at: 500 }
        colour: { from: plane, value: limit, label: Expected limit on $\\mu$, log: true }
        points: [{ label: Trained, from: ["plane[500_0]", "plane[950_450]"] }, { label: Between, from: "plane[650_150]" }]
        diagonal: { offset: 173, label: '$m_{\\tilde{t}} = m_{\\tilde{\\chi}} + m_t$' }
        x: '$m_{\\tilde{t}}$ [GeV]'
        y: '$m_{\\tilde{\\chi}}$ [GeV]'
      """
    ),
  ]

  /// Made once for all tests.
  private static let made = Task {
    try await SmallSearch.temporary { search in
      try await search.results(
        steps + plots.map { "```{plot} fig-\($0.name)\n\($0.options)\n```\n" }.joined(separator: "\n"))
    }
  }

  @Test(arguments: plots.map(\.name)) func looksAsItDidWhenItWasFoundGood(name: String) async throws {
    let figure = try #require(try await Self.made.value["fig-\(name)"]?.figure)
    let difference = try GoldenImage(name, in: Self.folder).difference(from: figure.png)
    #expect(difference == nil, "\(name): \(difference ?? "")")
    #expect(figure.alternativeText.count > 30 && figure.alternativeText.hasSuffix("."))
    #expect(!figure.alternativeText.contains("$") && !figure.alternativeText.contains("nan"))
    let lines = String(decoding: figure.csv, as: UTF8.self).split(separator: "\n")
    #expect(lines.count > 2 && lines[0] == "panel,title,series,kind,x,x_low,x_high,y,y_low,y_high,z")
  }

  @Test func everyKindHasItsGoldenImage() {
    let kinds = ManualKinds.plots
    for kind in kinds {
      #expect(Self.plots.contains { $0.options.hasPrefix(kind + ":") }, "\(kind) has no golden image")
    }
    #expect(kinds.count == 14)
  }

  private func rows(_ name: String) async throws -> [[Substring]] {
    let figure = try #require(try await Self.made.value["fig-\(name)"]?.figure)
    return String(decoding: figure.csv, as: UTF8.self).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test func aCurveHasTheValuesOfItsScans() async throws {
    let results = try await Self.made.value
    let lines = try await rows("curve").filter { $0[3] == "line" }
    #expect(lines.count == 3 + 2 * 2)
    let best = try #require(results["best"])
    for (line, systematic) in zip(lines, ["0.1", "0.2", "0.4"]) {
      #expect(Double(line[4]) == Double(systematic))
      let expected = try best.number(systematic, "significance").value
      #expect(abs((Double(line[7]) ?? 0) / expected - 1) < 1e-6)
    }
    let own = try await rows("curve-of-series").filter { $0[3] == "line" }
    for (line, systematic) in zip(own, ["0.1", "0.4"]) {
      let expected = try #require(results["cuts[\(systematic)]"]).number(systematic, "significance").value
      #expect(abs((Double(line[7]) ?? 0) / expected - 1) < 1e-6)
    }
  }

  @Test func aLimitBandHasTheLimitsOfItsMembers() async throws {
    let results = try await Self.made.value
    let rows = try await rows("limit-band")
    for (place, systematic) in ["0.1", "0.4"].enumerated() {
      let result = try #require(results["result[\(systematic)]"])
      for (name, column, line) in [
        ("limit-down-2", 8, place), ("limit-up-2", 9, place), ("limit-up-1", 9, place + 2), ("limit", 7, place + 4),
      ] {
        let expected = try result.number(name).value
        #expect(abs((Double(rows[line][column]) ?? 0) / expected - 1) < 1e-6, "\(name)")
      }
    }
  }

  @Test func featuresAreCountedWithTheirWeights() async throws {
    let rows = try await rows("features-in-luminosity").filter { $0[3] == "histogram" }
    // The upper layer holds both: 30 fb⁻¹ × (2 + 40) fb × 0.5, less what lies beyond the ends.
    let sum = rows.filter { $0[2] == "Signal" }.compactMap { Double($0[7]) }.reduce(0, +)
    #expect(sum > 0.97 * 630 && sum <= 630.001)
    let unit = try await self.rows("features").filter { $0[3] == "histogram" && $0[0] == "1" }
    for name in ["Signal", "Background"] {
      let sum = unit.filter { $0[2] == name }.compactMap { Double($0[7]) }.reduce(0, +)
      #expect(abs(sum - 1) < 1e-5)
    }
  }

  @Test func aBatchOfAllSizesIsDrawnAndTheSameSeedDrawsTheSame() async throws {
    let rows = try await rows("batch-size").filter { $0[3] == "points" }
    // Batches of four may lack a class.
    #expect((34...40).contains(rows.count))
    #expect(Set(rows.compactMap { Double($0[4]) }) == [4, 16, 64, 192])
    // Estimates from many events scatter less.
    func spread(_ size: Double) -> Double {
      let found = rows.filter { Double($0[4]) == size }.compactMap { Double($0[7]) }
      return (found.max() ?? 0) - (found.min() ?? 0)
    }
    #expect(spread(192) < spread(4) / 2)
  }

  @Test(arguments: [
    ("curve: {}", "no curve; write scan: and the names of scans, or series: [{ label: …, from: …, value: … }]"),
    (
      "curve: { series: [{ label: a, from: network, value: epochs }] }",
      "'network' alone is no curve; name a sweep over numbers, or a part of one such as 'cut[entropy]'"
    ),
    ("batch-size: { model: network, sizes: [0] }", "a batch has 1 to 10000000 events, not 0; write for example 4096"),
    (
      "batch-size: { model: network, batches: 0 }",
      "there must be 1 to 1000 batches of a size, not 0; write for example 10"
    ),
    (
      "correlation: { dataset: events, features: [MET] }", "one feature has nothing to correlate with; name two or more"
    ),
    ("features: { dataset: events, features: [] }", "no features; name some, or leave the key out for all"),
    ("features: { dataset: events, bins: 0 }", "bins must lie between 1 and 1000, not 0"),
  ])
  func whatIsWrongIsToldBeforeAnythingRuns(options: String, message: String) async throws {
    let told = try await SmallSearch.temporary { search in
      search.check(Self.steps + "```{plot} fig\n\(options)\n```\n").diagnostics.map(\.description)
    }
    #expect(told.count == 1 && told[0].hasSuffix(": error: " + message), "\(told)")
  }

  @Test func membersStandAtTheirNumbersInOneUnit() throws {
    let steps = try VariedSteps(["cut[b][300 fb^-1]", "cut[b][30 fb^-1]"]).steps
    #expect(steps.map(\.x) == [30, 300] && steps.map(\.name) == ["cut[b][30 fb^-1]", "cut[b][300 fb^-1]"])
    #expect(throws: Mistake.self) { try VariedSteps(["cut[300 fb^-1]", "cut[3 ab^-1]"]) }
    #expect(throws: Mistake.self) { try VariedSteps(["cut[a]", "cut[b]"]) }
  }

  @Test func curvesOfOneNameAreNumbered() {
    #expect(["a", "b", "a"].numbered == ["a (1)", "b", "a (2)"])
  }

  @Test func aFeatureThatIsNotThereIsTold() async throws {
    let outcome = try await SmallSearch.temporary { search in
      try await search.run("```{plot} fig\nfeatures: { dataset: events, features: [MTE] }\n```\n")
    }
    #expect(
      outcome.failures.map(\.description).first?.contains("the dataset has no feature 'MTE'; did you mean 'MET'?")
        == true)
  }
}

/// The kinds of plot that the manual knows.
private enum ManualKinds {
  static let plots: [String] = Mirror(
    reflecting: PlotDirective(
      history: nil, score: nil, significanceScan: nil, binnedScore: nil, roc: nil, improvement: nil, calibration: nil,
      importance: nil, features: nil, correlation: nil, batchSize: nil, curve: nil, limitBand: nil, exclusion: nil,
      label: nil)
  ).children.compactMap(\.label).filter { $0 != "label" }.map { name in
    String(name.flatMap { $0.isUppercase ? ["-", Character($0.lowercased())] : [$0] })
  }
}
