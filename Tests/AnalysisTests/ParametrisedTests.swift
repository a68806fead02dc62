import Events
import Foundation
import Testing

@testable import Analysis
@testable import Notebook

/// Parameters of signals that become features (arXiv:1601.07913), and networks that are asked about other datasets.
@Suite struct ParametrisedTests {
  /// Two signals, one with three times as many expected events as the other.
  private static let both = """
    ```{dataset} masses
    signal:
      - { name: light, files: signal.csv, cross-section: 3 fb, efficiency: 0.5, parameters: { m-stop: 600, m-lsp: 400 } }
      - { name: heavy, files: signal.csv, cross-section: 1 fb, efficiency: 0.5, parameters: { m-lsp: 100, m-stop: 900 } }
    background: { files: background.csv, cross-section: 40 fb, efficiency: 0.5 }
    luminosity: 30 fb^-1
    ```

    """

  private static let one = """
    ```{dataset} one
    signal:     { files: signal.csv, cross-section: 2 fb, efficiency: 0.5, parameters: { m-stop: 700, m-lsp: 200 } }
    background: { files: background.csv, cross-section: 40 fb, efficiency: 0.5 }
    luminosity: 30 fb^-1
    ```

    """

  /// The parameters of the events of a sample, over all splits.
  private func points(_ data: Dataset, ofSample sample: UInt8) -> [[Float]] {
    let width = data.featureNames.count
    return [data.train, data.validation, data.test].flatMap { split in
      let features = split.features.array
      return split.sample.indices.filter { split.sample[$0] == sample }.map { event in
        Array(features[(event + 1) * width - 2..<(event + 1) * width])
      }
    }
  }

  @Test func eventsOfASignalHaveItsParametersAndThoseOfTheBackgroundAPointEach() async throws {
    let results = try await SmallSearch.temporary { try await $0.results(Self.both + Self.one) }
    let data = try DatasetDirective.dataset(from: try #require(results["masses"]))
    #expect(data.featureNames == ["MET", "pT", "x", "m-stop", "m-lsp"])
    #expect(points(data, ofSample: 0).count == 300 && points(data, ofSample: 0).allSatisfy { $0 == [600, 400] })
    #expect(points(data, ofSample: 1).count == 300 && points(data, ofSample: 1).allSatisfy { $0 == [900, 100] })
    let background = points(data, ofSample: 2)
    let light = background.count { $0 == [600, 400] }
    #expect(light + background.count { $0 == [900, 100] } == 400)
    // Three of four, with the binomial spread of 400: 5 σ is 43.
    #expect(abs(light - 300) < 44)
    let one = try DatasetDirective.dataset(from: try #require(results["one"]))
    for sample: UInt8 in [0, 1] { #expect(points(one, ofSample: sample).allSatisfy { $0 == [700, 200] }) }
    // All else is as without parameters.
    let plain = try DatasetDirective.dataset(from: try #require(results["events"]))
    #expect(one.train.weights == plain.train.weights && one.train.sample == plain.train.sample)
    let (width, before) = (one.featureNames.count, plain.featureNames.count)
    let (features, others) = (one.train.features.array, plain.train.features.array)
    for event in 0..<plain.train.count {
      #expect(
        Array(features[event * width..<event * width + before]) == Array(others[event * before..<(event + 1) * before]))
    }
    #expect(try results["masses"]?.values.member(["features"], of: "") == .integer(5))
  }

  @Test func pointsAreDrawnByTheSharesAndTheSeedAlone() throws {
    func drawn(_ seed: UInt64, _ shares: [Double]) throws -> [Float] {
      var columns = ParameterColumns(["m"], points: [[1], [2], [3]], shares: shares, seed: seed, stream: 5)
      var all: [Float] = []
      // In one table or in several.
      for count in [1, 9_999, 20_000] {
        let table = try EventTable(columns: [.init(name: "x", values: [Float](repeating: 0, count: count))])
        all += try columns.adding(to: table).column("m").values
      }
      return all
    }
    let (first, again, other) = (try drawn(1, [1, 2, 5]), try drawn(1, [10, 20, 50]), try drawn(2, [1, 2, 5]))
    #expect(first == again && first != other)
    for (value, share) in [(Float(1), 0.125), (2, 0.25), (3, 0.625)] {
      let count = Double(first.count { $0 == value })
      let spread = (30_000 * share * (1 - share)).squareRoot()
      #expect(abs(count - 30_000 * share) < 4.5 * spread, "\(value)")
    }
    var whole = ParameterColumns(["m"], points: [[1], [2], [3]], shares: [1, 2, 5], seed: 1, stream: 5)
    let table = try EventTable(columns: [.init(name: "x", values: [Float](repeating: 0, count: 30_000))])
    #expect(try whole.adding(to: table).column("m").values == first)
  }

  @Test func withoutParametersKeysAndDatasetsAreWhatTheyWere() async throws {
    // Of the dataset `events` as it was before there were parameters and samples.
    let checked = Planner(kinds: Kinds.all).check(
      """
      ```{dataset} d
      signal:     { generator: stop-search, process: stop-pair, m-stop: 600, m-lsp: 400, events: 400 }
      background: { generator: stop-search, process: top-pair, events: 300, cross-section: 844 pb }
      luminosity: 30 fb^-1
      ```

      ```{train} t
      { dataset: d, loss: cross-entropy }
      ```
      """, file: "t.md")
    let plan = try Planner(kinds: Kinds.all).plan(checked)
    for step in plan.steps {
      let options = String(decoding: step.inputs.options, as: UTF8.self)
      for key in ["\"sample\"", "parameters", "\"network\""] { #expect(!options.contains(key), "\(options)") }
    }
  }

  @Test(arguments: [
    (
      "background: { files", "background: { parameters: { m-stop: 5 }, files",
      "parameters are of signals, and this is a background, whose events are given those of one signal each"
    ),
    (
      "parameters: { m-lsp: 100, m-stop: 900 }", "parameters: { m-lsp: 100 }",
      "the first signal has a parameter 'm-stop', and this one has not"
    ),
    ("m-lsp: 100, m-stop", "m-lps: 100, m-lsp: 2, m-stop", "the first signal has no parameter 'm-lps'"),
    (", parameters: { m-lsp: 100, m-stop: 900 }", "", "the first signal has a parameter 'm-stop'"),
    ("parameters: { m-stop: 600, m-lsp: 400 }", "parameters: {}", "no parameters; write for example"),
    ("m-lsp: 400", "m-lsp: 1e60", "'m-lsp' is too large for a feature"),
    ("m-lsp: 400", "m-lsp: x", "expected a number, not 'x'"),
    (
      "luminosity: 30 fb^-1", "luminosity: 30 fb^-1\nfeatures: [MET, m-lsp]",
      "'m-lsp' is a parameter, which the network sees in any case; drop it here"
    ),
    (
      "m-lsp: 400", "MET: 400, m-lsp: 400",
      "'signal.csv' has a column 'MET' already; choose another name for the parameter"
    ),
    ("luminosity: 30 fb^-1", "luminosity: 30 fb^-1\nselect: m-lsp > 5", "has no column 'm'"),
  ])
  func mistakesAreToldBeforeAnythingRuns(part: String, other: String, message: String) async throws {
    try await SmallSearch.temporary { search in
      #expect(search.check(Self.both).diagnostics.map(\.description) == [])
      let found = search.check(Self.both.replacing(part, with: other)).diagnostics.map(\.description)
      #expect(found.contains { $0.contains("error: " + message) || $0.contains(message) }, "\(found)")
    }
  }

  private static let training = """
    ```{train} first
    { dataset: masses, hidden: [4], loss: { asimov: { systematic: 0.3 } }, batch-size: 64, epochs: 3, ensemble: 2 }
    ```

    ```{train} asked
    { dataset: one, network: first }
    ```

    """

  @Test func aNetworkOfAnotherTrainingScoresAnotherDataset() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(
        Self.both + Self.one + Self.training + """
          ```{train} same
          { dataset: masses, network: first }
          ```

          ```{train} again
          { dataset: one, network: asked }
          ```

          ```{scan} cut
          { model: asked, systematics: [0.3], minimum-effective-background: 2 }
          ```

          """)
    }
    let (first, same) = (try #require(results["first"]), try #require(results["same"]))
    let (asked, again) = (try #require(results["asked"]), try #require(results["again"]))
    let networks = try TrainedNetworks(from: first)
    #expect(try TrainedNetworks(from: asked).all == networks.all)
    let data = try DatasetDirective.dataset(from: try #require(results["one"]))
    for (name, split) in [(ScoredSplit.Name.train, data.train), (.validation, data.validation), (.test, data.test)] {
      let scored = try ScoredSplit(name, from: asked)
      #expect(try scored.scores == networks.scores(of: split.features, threads: 1))
      #expect(scored.weights == split.physicalWeights)
      #expect(try ScoredSplit(name, from: first) == ScoredSplit(name, from: same))
      #expect(try scored == ScoredSplit(name, from: again))
    }
    // A network's file lies beside its own training.
    #expect(first.files.count == 1 && asked.files.isEmpty)
    #expect(
      asked.summary
        == "Mean of 2 networks 5 → 4 → 1 of another training, $\\ell_{\\mathrm{Asimov}}$ at $\\sigma_b/b = 0.3$.")
    // Z_A at the loss's systematic, as the training itself tells it of its last epoch.
    let yields = try ScoredSplit(.validation, from: same).scoredYields
    let (s, b) = yields
    #expect(s > 0 && b > 0)
    let told = try same.number("validation-significance").value
    #expect(told > 0 && told < s / b.squareRoot())
    let curve = try #require(results["cut"]?.blobs[ScanCurve.blob(Systematic(scalar: "0.3"))])
    #expect(try StoredJSON.decode(ScanCurve.self, from: curve).label == networks.label)
  }

  @Test func aTakenNetworkIsNoTraining() async throws {
    try await SmallSearch.temporary { search in
      let planner = Planner(kinds: Kinds.all)
      let plan = try planner.plan(search.check(Self.both + Self.one + Self.training))
      #expect(plan.step("first")?.purpose == .training && plan.step("asked")?.purpose == .computation)
      #expect(plan.step("asked")?.dependencies == ["first", "one"])
    }
  }

  @Test(arguments: [
    (
      "network: first }", "network: first, loss: cross-entropy }",
      "a network of another training is not trained; drop 'loss', or 'network'"
    ),
    (
      "network: first }", "network: first, seed: 3 }",
      "a network of another training is not trained; drop 'seed', or 'network'"
    ),
    (
      "network: first }", "network: first, from: signal.csv }",
      "a network is from a file or from another training, not both; drop one of them"
    ),
    ("network: first }", "network: frist }", "no 'train' directive is named 'frist'; did you mean 'first'?"),
    ("network: first }", "network: asked }", "cycle: 'asked' reads 'asked'"),
    (
      "network: first }\n```", "network: first }\n```\n\n```{plot} fig\nhistory: { model: asked }\n```",
      "a network of another training has no history of its own; name that training"
    ),
    (
      "network: first }\n```", "network: first }\n```\n{value}`asked.best-epoch`",
      "no value 'best-epoch' in 'asked.best-epoch'"
    ),
  ])
  func whatATakenNetworkCannotHaveIsTold(part: String, other: String, message: String) async throws {
    try await SmallSearch.temporary { search in
      let text = Self.both + Self.one + Self.training
      #expect(search.check(text).diagnostics.map(\.description) == [])
      let found = search.check(text.replacing(part, with: other)).diagnostics.map(\.description)
      #expect(found.contains { $0.contains("error: " + message) }, "\(found)")
    }
  }

  @Test func aDatasetOfOtherFeaturesIsRefusedWithTheirNames() async throws {
    let outcome = try await SmallSearch.temporary { search in
      try await search.run(Self.both + Self.training.replacing("dataset: one", with: "dataset: events"))
    }
    #expect(
      outcome.failures.map(\.message) == [
        "train 'asked': the network takes the features MET, pT, x, m-stop, m-lsp, and the dataset has MET, pT, x; give it "
          + "the same 'features', in the same order, and the same 'parameters'"
      ])
  }
}
