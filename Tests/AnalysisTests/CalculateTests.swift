import Events
import Foundation
import Testing

@testable import Analysis
@testable import Notebook

@Suite struct CalculateTests {
  private struct Oracle: Decodable {
    struct Input: Decodable {
      var name: String
      var value: Double
      var uncertainty: Double?
    }
    struct Result: Decodable {
      var formula: String
      var value: Double
      var uncertainty: Double?
    }
    var inputs: [Input]
    var results: [Result]
  }

  @Test func uncertaintiesAreThoseOfThePythonPackage() throws {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let oracle = try JSONDecoder().decode(
      Oracle.self, from: Data(contentsOf: folder.appendingPathComponent("calculate.json")))
    let inputs = Dictionary(
      uniqueKeysWithValues: oracle.inputs.map { ($0.name, MeasuredNumber($0.value, uncertainty: $0.uncertainty)) })
    #expect(oracle.results.count == 8)
    for expected in oracle.results {
      let formula = try ColumnExpression(expected.formula)
      let found = PropagatedFormula(formula, of: formula.columns.compactMap { inputs[$0] })
      #expect(abs(found.value - expected.value) <= 1e-12 * abs(expected.value), "\(expected.formula)")
      #expect((found.uncertainty == nil) == (expected.uncertainty == nil), "\(expected.formula)")
      if let uncertainty = found.uncertainty, let known = expected.uncertainty {
        #expect(abs(uncertainty - known) <= 1e-8 * known, "\(expected.formula)")
      }
    }
  }

  @Test func aNumberOfNoUncertaintyAtZeroHasADerivative() throws {
    let found = PropagatedFormula(
      try ColumnExpression("x + y"), of: [MeasuredNumber(0, uncertainty: 0.5), MeasuredNumber(0, uncertainty: 0)])
    #expect(found.value == 0)
    #expect(abs(try #require(found.uncertainty) - 0.5) < 1e-9)
    let infinite = PropagatedFormula(try ColumnExpression("2 * x"), of: [MeasuredNumber(1, uncertainty: .infinity)])
    #expect(infinite.value == 2 && infinite.uncertainty == .infinity)
  }

  private static let template = """
    ```{literature} paper
    values:
      loss:
        0.1: { significance: 4 ± 0.3 }
        0.5: { significance: 3.5 +- 0.4 }
      rate: 228.2 ± 34.1 fb
      count: 7
    ```

    ```{literature} few
    for: { number: [1, 2, 4] }
    values: { z: "${number} ± 0.5" }
    ```

    ```{calculate} made
    given:
      a: { from: paper, value: ".loss[0.1].significance" }
      b: { from: paper, value: ".loss[0.50].significance" }
      error: { from: paper, value: .rate, take: uncertainty }
      z: { from: few, value: z }
      s: { from: few, value: z, take: spread }
      low: { from: few, value: z, take: minimum }
      high: { from: few, value: z, take: maximum }
      middle: { from: few, value: z, take: median }
      n: { from: few, value: z, take: count }
    values:
      ratio: a / b
      error: error
      mean: z
      spread: s
      range: high - low
      middle: middle
      n: n
    ```

    """

  @Test func literatureAndSweepsGiveNumbers() async throws {
    try await SmallSearch.temporary { search in
      let results = try await search.results(Self.template)
      let paper = try #require(results["paper"])
      #expect(try paper.number("loss", "0.5", "significance") == (3.5, 0.4))
      #expect(try paper.values.member(["rate"], of: "") == .number(228.2, uncertainty: 34.1, unit: "fb"))
      #expect(try paper.number("count").uncertainty == nil)
      let made = try #require(results["made"])
      let ratio = try made.number("ratio")
      #expect(abs(ratio.value - 4 / 3.5) < 1e-15)
      // σ²/r² = (0.3/4)² + (0.4/3.5)²
      #expect(abs(try #require(ratio.uncertainty) / ratio.value - (0.075 * 0.075 + 0.16 / 12.25).squareRoot()) < 1e-9)
      #expect(try made.number("error") == (34.1, nil))
      // Of 1, 2 and 4: the mean is 7/3, the variance 7/3.
      let deviation = (7.0 / 3).squareRoot()
      #expect(abs(try made.number("mean").value - 7.0 / 3) < 1e-15)
      #expect(abs(try #require(try made.number("mean").uncertainty) - deviation) < 1e-9)
      #expect(abs(try made.number("spread").value - deviation) < 1e-15)
      #expect(abs(try #require(try made.number("spread").uncertainty) - deviation / 2) < 1e-9)
      #expect(try made.number("range").value == 3)
      #expect(try made.number("middle").value == 2)
      #expect(try made.number("n").value == 3)
    }
  }

  @Test func mistakesAreToldWhereTheyStand() async throws {
    try await SmallSearch.temporary { search in
      let edits: [(String, String, String)] = [
        ("ratio: a / b", "ratio: a / c", "'c' is not among what is given"),
        ("ratio: a / b", "ratio: a > b", "a condition is no number"),
        ("ratio: a / b", "ratio: a /", "the expression ends too soon"),
        ("4 ± 0.3", "four", "'four' is no number"), ("4 ± 0.3", "4 ± 0.3 ± 0.1", "is no number"),
        ("4 ± 0.3", "4 ± -0.3", "is no number"),
        ("take: uncertainty", "take: spread", "one directive has no spread"),
        ("take: minimum", "take: value", "'value' is of one directive, and these are 3"),
        ("  a: { from", "  a-1: { from", "'a-1' cannot stand in a formula"),
        (".loss[0.1].significance", ".loss[0.2].significance", "no value '0.2'"),
      ]
      for (old, new, message) in edits {
        let diagnostics = search.check(Self.template.replacing(old, with: new)).diagnostics
        #expect(diagnostics.contains { $0.description.contains(message) }, "\(new): \(diagnostics)")
      }
      #expect(search.check(Self.template).diagnostics == [])
    }
  }

  @Test func aRowOfATableMayLieDeepInItsDirective() async throws {
    let table = """
      ```{table} t
      columns: [{ label: Z, value: significance }]
      rows:
        - { label: a, from: paper, at: ".loss[0.1]" }
        - { label: b, from: paper, at: "[loss][0.5]" }
      ```

      """
    try await SmallSearch.temporary { search in
      let results = try await search.results(Self.template + table)
      let rows = try #require(results["t"]?.table).rows
      #expect(
        rows == [
          .values(label: "a", cells: [.number(4, uncertainty: 0.3)]),
          .values(label: "b", cells: [.number(3.5, uncertainty: 0.4)]),
        ])
      for (wrong, message) in [
        (".loss[0.2]", "no value '0.2' in 'paper[loss][0.2].significance'"), (".loss[", "'[' without ']'"),
      ] {
        let found = search.check(Self.template + table.replacing(".loss[0.1]", with: wrong)).diagnostics
        #expect(found.count == 1 && found[0].description.contains(message), "\(found)")
        #expect(found.first?.description.contains("at:") == false)
      }
    }
  }
}
