import Foundation
import Testing

@testable import Analysis
@testable import Notebook

/// Datasets whose events the generator makes.
@Suite struct GeneratedDatasetTests {
  private static let template = """
    ```{dataset} events
    signal:     { generator: stop-search, process: stop-pair, m-stop: 600, m-lsp: 400, events: 400 }
    background: { generator: stop-search, process: top-pair, events: 300, cross-section: 844 pb }
    luminosity: 30 fb^-1
    ```

    """

  private func mistakes(replacing part: String, with other: String) -> [String] {
    Planner(kinds: Kinds.all).check(Self.template.replacing(part, with: other), file: "t.md").diagnostics.map {
      $0.description.replacing("t.md:", with: "").replacing(" error:", with: "")
    }
  }

  @Test func mistakesAreFoundBeforeAnythingIsMade() {
    #expect(mistakes(replacing: "600", with: "600.0") == [])
    #expect(
      mistakes(replacing: "m-lsp: 400", with: "m-lsp: 450") == [
        "2:67: a top squark of 600.0 GeV does not decay to a top quark and an LSP of 450.0 GeV; "
          + "choose masses at least 173.5 GeV apart"
      ])
    #expect(
      mistakes(replacing: "luminosity: 30 fb^-1", with: "luminosity: 30 fb^-1\nenergy: 13 TeV").allSatisfy {
        $0 == "5:9: the generator makes collisions at 14 TeV alone; write 14 TeV, or leave it out"
      })
    #expect(
      mistakes(replacing: "luminosity: 30 fb^-1", with: "luminosity: 30 fb^-1\nfeatures: [MET, MT2]").first
        == "5:17: the generator makes no column 'MT2'; did you mean 'MT'?")
    #expect(
      mistakes(replacing: "luminosity: 30 fb^-1", with: "luminosity: 30 fb^-1\nselect: MET > 250 && n_bjets > 1")
        == ["5:22: the generator has no column 'n_bjets'; did you mean 'n_bjet'?"])
    #expect(
      mistakes(replacing: "luminosity: 30 fb^-1", with: "luminosity: 30 fb^-1\ndefine: { MT: MET / HT }")
        == ["5:15: the generator has a column 'MT' already; define another name"])
    #expect(
      mistakes(replacing: "luminosity: 30 fb^-1", with: "luminosity: 30 fb^-1\nweight: w").contains {
        $0.contains("the generator's column of weights is 'weight'")
      })
    #expect(
      mistakes(replacing: "m-lsp: 400, ", with: "").contains { $0.contains("a pair of top squarks needs 'm-lsp'") })
    #expect(mistakes(replacing: "events: 300", with: "events: 0").contains { $0.contains("nothing to learn from 0") })
    #expect(
      mistakes(replacing: "events: 300", with: "events: 300, m-stop: 500").contains { $0.contains("has no 'm-stop'") })
    #expect(
      mistakes(replacing: "generator: stop-search, process: top-pair, events: 300, ", with: "").contains {
        $0.contains("a sample needs 'files', or a 'generator'")
      })
    #expect(
      mistakes(replacing: "generator: stop-search, process: top-pair", with: "generator: stop-serch, process: top-pair")
        .contains { $0.contains("did you mean 'stop-search'?") || $0.contains("there is 'stop-search'") })
  }

  @Test func ratesAreTheGeneratorsUnlessGiven() async throws {
    let folder = NSTemporaryDirectory() + "asimov-generated-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let planner = Planner(kinds: Kinds.all)
    let plan = try planner.plan(planner.check(Self.template, file: folder + "/t.md"))
    let store = Store(directory: folder + "/store")
    let outcome = await Runner(store: store).run(plan)
    #expect(outcome.failures == [])
    let step = try #require(plan.steps.first { $0.name == "events" })
    let result = try #require(store.result(for: step.key))
    #expect(try result.values.member(["signal", "events"], of: "") == .integer(400))
    #expect(try result.values.member(["features"], of: "") == .integer(22))
    let (rate, given) = (
      try result.number("signal", "generated-cross-section").value, try result.number("signal", "cross-section").value
    )
    #expect(rate == given)
    #expect(try result.number("background", "cross-section").value == 844_000)
    #expect(try result.number("background", "generated-cross-section").value != 844_000)
    let efficiency = try result.number("signal", "efficiency").value
    #expect(try abs(result.number("signal", "expected").value / (30 * rate * efficiency) - 1) < 1e-9)
  }
}
