import Foundation
import Learning
import Testing

@testable import Analysis
@testable import Notebook

/// Networks that are taken from a file: here from the files that a training leaves beside the report.
@Suite struct ImportedNetworkTests {
  private static let training =
    "dataset: events\nhidden: [4]\nloss: { asimov: { systematic: 0.3 } }\nbatch-size: 64\nepochs: 4\n"

  @Test(arguments: ["ensemble: 1", "ensemble: 3"])
  func aNetworkThatWentThroughAFileScoresAsBefore(_ options: String) async throws {
    let text = "```{train} here\n\(Self.training)\(options)\n```\n\n"
    let results = try await SmallSearch.temporary { search in
      let file = try #require(try await search.results(text)["here"]?.files.first)
      try search.write(file.bytes, to: "model.onnx")
      return try await search.results(
        text + """
          ```{train} elsewhere
          { dataset: events, from: model.onnx }
          ```

          ```{scan} cut
          { model: elsewhere, systematics: [0.3], minimum-effective-background: 2 }
          ```

          ```{plot} fig
          score: { model: [here, elsewhere] }
          ```

          """)
    }
    let (here, elsewhere) = (try #require(results["here"]), try #require(results["elsewhere"]))
    for name in ScoredSplit.Name.allCases {
      let (a, b) = (try ScoredSplit(name, from: here), try ScoredSplit(name, from: elsewhere))
      #expect(zip(a.scores, b.scores).allSatisfy { abs($0 - $1) < 1e-6 })
      #expect(a.isSignal == b.isSignal && a.weights == b.weights)
    }
    #expect(
      elsewhere.summary.hasSuffix("3 → 4 → 1" + (options == "ensemble: 1" ? " network of `Asimov`." : " of `Asimov`.")))
    #expect(try elsewhere.values.member(["parameters"], of: "") == .integer(21))
    if options == "ensemble: 1" {
      let tolerances = ["validation-accuracy": 1e-5, "validation-auc": 2e-3]
      for (name, tolerance) in tolerances {
        #expect(abs(try here.number(name).value - elsewhere.number(name).value) < tolerance, "\(name)")
      }
    }
    let file = try #require(results["cut"]?.blobs[ScanCurve.blob(Systematic(scalar: "0.3"))])
    #expect(try StoredJSON.decode(ScanCurve.self, from: file).label == "Imported network")
    #expect(results["fig"]?.figure != nil)
  }

  private static func mistakes(_ text: String, _ bytes: [UInt8] = [1, 2, 3]) async throws -> [String] {
    try await SmallSearch.temporary { search in
      try search.write(bytes, to: "model.onnx")
      return search.check(text).diagnostics.map { "\($0.location.column) \($0.message); \($0.remedy ?? "")" }
    }
  }

  @Test func whatIsNoNetworkIsToldBeforeAnythingRuns() async throws {
    #expect(
      try await Self.mistakes("```{train} n\ndataset: events\nfrom: model.onnx\n```\n") == [
        "7 'model.onnx': not an ONNX model: the bytes do not follow the format: the file is cut short, damaged or "
          + "something else; "
      ])
    #expect(
      try await Self.mistakes("```{train} n\ndataset: events\nfrom: modle.onnx\n```\n") == [
        "7 no file 'modle.onnx'; did you mean 'model.onnx'?"
      ])
  }

  @Test func aNetworkFromAFileHasNoTrainingToDescribeAndNoHistory() async throws {
    let bytes = try await SmallSearch.temporary { search in
      try await search.results("```{train} here\n\(Self.training)```\n")["here"]?.files.first?.bytes
    }
    let text = """
      ```{train} n
      { dataset: events, from: model.onnx, loss: cross-entropy, seed: 3 }
      ```
      {value}`n.best-epoch`

      ```{plot} fig
      history: { model: n }
      ```

      """
    #expect(
      try await Self.mistakes(text, try #require(bytes)) == [
        "44 a network from a file is not trained; drop 'loss', or 'from'",
        "65 a network from a file is not trained; drop 'seed', or 'from'",
        "11 no value 'best-epoch' in 'n.best-epoch'; there is 'parameters', 'validation-accuracy', 'validation-auc', "
          + "'validation-significance'",
        "19 a network from a file has no history; draw its 'score', or the curve of a scan",
      ])
  }

  @Test(arguments: [
    ("pytorch 2.5", "`pytorch 2.5`"), ("a`b``c", "``` a`b``c ```"), ("*x*\n{value}`y`", "`` *x* {value}`y` ``"),
  ])
  func namesFromFilesAreShownAsTheyAre(_ name: String, _ markdown: String) {
    #expect(CodeSpan.markdown(of: name) == markdown)
  }

  @Test func aNetworkOfOtherFeaturesIsRefusedWithTheirNames() async throws {
    let outcome = try await SmallSearch.temporary { search in
      let training = "```{train} here\n\(Self.training)```\n"
      try search.write(try #require(try await search.results(training)["here"]?.files.first).bytes, to: "model.onnx")
      return try await search.run(
        """
        ```{dataset} fewer
        signal:     { files: signal.csv, cross-section: 2 fb, efficiency: 0.5 }
        background: { files: background.csv, cross-section: 40 fb, efficiency: 0.5 }
        luminosity: 30 fb^-1
        features: [x, MET]
        ```

        ```{train} n
        { dataset: fewer, from: model.onnx }
        ```

        """)
    }
    #expect(
      outcome.failures.map(\.message) == [
        "train 'n': the network asks for a feature 'pT', and the events have x, MET"
      ])
  }
}
