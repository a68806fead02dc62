import Plotting
import Testing

@testable import Analysis
@testable import Notebook

/// Contours in a plane of two parameters, from the members of a sweep.
@Suite struct ExclusionPlotTests {
  /// A limit whose logarithm grows linearly: it is 1 where x + 2y = 900.
  private static let plane = """
    ```{literature} plane
    for: { x: [500, 600, 700, 800], y: [100, 200, 300] }
    values: { limit: "${x}", y: "${y}", none: 7 }
    ```

    ```{calculate} limits
    for: { x: [500, 600, 700, 800], y: [100, 200, 300] }
    given: { x: { from: "plane[${x}][${y}]", value: limit }, y: { from: "plane[${x}][${y}]", value: y } }
    values: { limit: exp((x + 2 * y - 900) / 100), wide: 2 * exp((x + 2 * y - 900) / 100), gap: sqrt(x - 650) }
    ```

    """

  private static func plot(_ options: String) -> String { plane + "```{plot} fig\nexclusion: { \(options) }\n```\n" }

  private static let contour = "contours: [{ label: Limit, from: limits, value: limit, at: 1, log: true }]"

  private func rows(_ options: String) async throws -> [[Substring]] {
    let results = try await SmallSearch.temporary { try await $0.results(Self.plot(options)) }
    let csv = try #require(results["fig"]?.figure).csv
    return String(decoding: csv, as: UTF8.self).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test func aContourRunsWhereTheValueIs() async throws {
    let rows = try await rows(Self.contour)
    let line = rows.filter { $0[3] == "contour" }
    #expect(line.count > 3)
    for point in line {
      let (x, y) = (try #require(Double(point[4])), try #require(Double(point[7])))
      #expect(abs(x + 2 * y - 900) < 1e-3)
    }
    // Every point of the sweep is marked.
    #expect(rows.count { $0[3] == "points" } == 12)
  }

  private static let banded =
    "contours: [{ label: Limit, from: limits, value: limit, at: 1, log: true, band: [limit, wide] }]"

  @Test func aBandLiesBetweenTheLinesOfItsValues() async throws {
    let region = try await rows(Self.banded).filter { $0[3] == "region" }
    #expect(region.count > 6)
    for point in region {
      let sum = (Double(point[4]) ?? 0) + 2 * (Double(point[7]) ?? 0)
      // The other edge lies where the limit is ½.
      #expect(sum < 900.001 && sum > 830.684)
    }
  }

  @Test func uponColoursABandIsItsTwoLines() async throws {
    let rows = try await rows(Self.banded + ", colour: { from: limits, value: wide, label: Wide, log: true }")
    let values = rows.filter { $0[3] == "value" }
    #expect(values.count == 12)
    let corner = try #require(values.first { $0[4] == "500" && $0[7] == "100" })
    #expect(abs((Double(corner[10]) ?? 0) - 0.2706706) < 1e-6)
    #expect(!rows.contains { $0[3] == "region" })
    let sums = rows.filter { $0[3] == "contour" }.map { (Double($0[4]) ?? 0) + 2 * (Double($0[7]) ?? 0) }
    #expect(sums.allSatisfy { abs($0 - 900) < 0.001 || abs($0 - 830.6853) < 0.001 })
    #expect(sums.contains { $0 < 831 } && sums.contains { $0 > 899 })
  }

  @Test func whatIsNotReachedIsSaid() async throws {
    let results = try await SmallSearch.temporary {
      try await $0.results(
        Self.plot(
          "contours: [{ label: Limit, from: limits, value: limit, at: 200 }, { label: Low, from: limits, value: limit, at: 0.01 }]"
        ))
    }
    #expect(
      results["fig"]?.figure?.alternativeText
        == "Limit: every point lies below 200. Low: every point lies above 0.01.")
  }

  @Test func membersLieWhereTheirBracketsSay() throws {
    let plane = try PlaneSteps(["a[600_400]", "a[700_100]", "a[900_0]"])
    #expect(plane.steps.map(\.x) == [600, 700, 900] && plane.steps.map(\.y) == [400, 100, 0])
    #expect(throws: Never.self) { try plane.checkPlane() }
    #expect(try PlaneSteps.place(of: "a[net][600][400 GeV]") == (600, 400))
    #expect(try PlaneSteps.place(of: "a[1][600,400]") == (600, 400))
    #expect(throws: Mistake.self) { try PlaneSteps.place(of: "a[600]") }
    #expect(throws: Mistake.self) { try PlaneSteps.place(of: "a") }
    #expect(throws: Mistake.self) { try PlaneSteps(["a[1_1]", "a[2_2]", "a[3_3]"]).checkPlane() }
  }

  @Test(arguments: [
    (0.0312, "0.031"), (0.123, "0.12"), (1.26, "1.3"), (9.96, "10"), (123.4, "123"), (-2.5, "\u{2212}2.5"),
    (.infinity, "∞"), (2e7, "2e+07"),
  ])
  func numbersAtPointsHaveTwoDigits(_ number: Double, _ text: String) { #expect(ExclusionPlot.text(number) == text) }

  @Test(arguments: [
    ("contours: []", "no contours; write [{ label: …, from: …, value: limit, at: 1 }]"),
    (
      "contours: [{ label: a, from: limits, value: limt, at: 1 }]",
      "no value 'limt' in 'limits[500][100].limt'; did you mean 'limit'?"
    ),
    (
      "contours: [{ label: a, from: limits, value: limit, at: 0, log: true }]",
      "a logarithm needs a value above 0; drop 'log'"
    ),
    (
      "contours: [{ label: a, from: limits, value: limit, at: 1, band: [limit] }]",
      "a band has two edges, not 1; write [limit-down-1, limit-up-1]"
    ),
    (
      "contours: [{ label: a, from: limits, value: limit, at: 1, band: [limit, wid] }]",
      "no value 'wid' in 'limits[500][100].wid'"
    ),
    (
      "contours: [{ label: a, from: [\"limits[500][100]\", \"limits[500][200]\"], value: limit, at: 1 }]",
      "'limits[500][100]' and others make no plane: a plane needs 3 points that have a value, and there are 2; "
        + "name a sweep over both coordinates"
    ),
    (
      "contours: [{ label: a, from: \"limits[500]\", value: limit, at: 1 }]",
      "'limits[500][100]' and others make no plane: a plane needs points beside one line"
    ),
    (
      "contours: [{ label: a, from: events, value: luminosity, at: 1 }]",
      "'events' does not say where it lies; name a sweep"
    ),
    (contour + ", colour: { from: limits, value: x, label: a }", "no value 'x' in 'limits[500][100].x'"),
    (contour + ", points: [{ label: a, from: events }]", "'events' does not say where it lies"),
  ])
  func whatIsWrongIsToldBeforeAnythingRuns(options: String, message: String) async throws {
    let told = try await SmallSearch.temporary { $0.check(Self.plot(options)).diagnostics.map(\.description) }
    #expect(told.count == 1 && told[0].contains(": error: " + message), "\(told)")
  }

  @Test func tooFewPointsWithAValueAreAnErrorWithARemedy() async throws {
    let told = try await SmallSearch.temporary {
      try await $0.run(
        Self.plot(
          "contours: [{ label: a, from: [\"limits[500]\", \"limits[600]\", \"limits[700][100]\", \"limits[700][200]\"], "
            + "value: gap, at: 1 }]")
      ).failures.map(\.message)
    }
    #expect(
      told.count == 1 && told[0].contains("the contour of 'gap' cannot be drawn: a plane needs 3 points"), "\(told)")
  }
}
