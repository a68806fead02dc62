import Events
import Foundation
import Learning
import ModelExchange
import Statistics
import Testing

@testable import Analysis
@testable import Notebook

/// Ensembles and cross-validation, against the networks that they are made of.
@Suite struct SeveralNetworksTests {
  private static let common = "dataset: events\nhidden: [4]\nloss: cross-entropy\nbatch-size: 32\nepochs: 3\n"

  private static func train(_ name: String, _ options: String) -> String {
    "```{train} \(name)\n\(common)\(options)\n```\n\n"
  }

  private static func mean(_ scores: [[Float]]) -> [Double] {
    scores[0].indices.map { event in scores.reduce(0) { $0 + Double($1[event]) } / Double(scores.count) }
  }

  @Test func anEnsembleIsTheMeanOfTheNetworksOfItsSeeds() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(
        Self.train("all", "ensemble: 3\nseed: 2") + Self.train("a", "seed: 6") + Self.train("b", "seed: 7")
          + Self.train("c", "seed: 8"))
    }
    let alone = try ["a", "b", "c"].map { try #require(results[$0]) }
    let ensemble = try #require(results["all"])
    #expect(
      try TrainedNetworks(from: ensemble).all == alone.map { try #require(TrainedNetworks(from: $0).all.first) })
    for name in ScoredSplit.Name.allCases {
      let mean = Self.mean(try alone.map { try ScoredSplit(name, from: $0).scores })
      let found = try ScoredSplit(name, from: ensemble).scores
      #expect(zip(found, mean).allSatisfy { abs(Double($0) - $1) < 1e-7 })
      #expect(found != (try ScoredSplit(name, from: alone[0]).scores))
    }
    let areas = try alone.map { try $0.number("validation-auc").value }
    let (area, spread) = try ensemble.number("validation-auc")
    let mean = (areas[0] + areas[1] + areas[2]) / 3
    let variance = areas.map { pow($0 - mean, 2) }.reduce(0, +) / 2
    #expect(abs(area - mean) < 1e-12)
    #expect(abs(try #require(spread) - variance.squareRoot()) < 1e-12)
    #expect(try ensemble.values.member(["epochs"], of: "") == .integer(9))
  }

  @Test func eachEventIsScoredByTheNetworkThatHasNotLearntFromIt() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(Self.train("folded", "folds: 4"))
    }
    let folded = try #require(results["folded"])
    let networks = try TrainedNetworks(from: folded).all
    let data = try DatasetDirective.dataset(from: try #require(results["events"]))
    let folds = try Folds(4, of: data)
    let scores =
      try ScoredSplit(.train, from: folded).scores + ScoredSplit(.validation, from: folded).scores
    #expect(networks.count == 4)
    for fold in 0..<4 {
      let places = folds.places(in: fold)
      #expect(try networks[fold].scores(of: folds.events(in: fold).features) == places.map { scores[$0] })
      // Training on the others alone gives that network, to the bit.
      let again = try Training(try #require(networks[fold].training).options).run(
        train: Self.sample(folds.events(outside: fold)), validation: Self.sample(folds.events(in: fold)),
        yields: Yields(signal: data.signalYield, background: data.backgroundYield))
      #expect(again.layers == networks[fold].layers)
    }
    let mean = Self.mean(try networks.map { try $0.scores(of: data.test.features) })
    #expect(zip(try ScoredSplit(.test, from: folded).scores, mean).allSatisfy { abs(Double($0) - $1) < 1e-7 })
  }

  private static func sample(_ split: DatasetSplit) throws -> LabelledSample {
    try LabelledSample(
      features: split.features, featureCount: 3, isSignal: split.isSignal, weights: split.weights,
      featureNames: ["MET", "pT", "x"])
  }

  @Test func ensemblesOfFoldsHaveAllTheirNetworks() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(Self.train("both", "folds: 3\nensemble: 2\nactivation: tanh"))
    }
    let networks = try TrainedNetworks(from: try #require(results["both"])).all
    #expect(networks.compactMap(\.training?.options.seed) == [2, 3, 2, 3, 2, 3])
    #expect(Set(networks.map(\.layers)).count == 6)
    #expect(Set(networks.map(\.standardiser)).count == 3)
    #expect(results["both"]?.summary.hasPrefix("Mean of 6 networks 3 → 4 → 1 from 3-fold cross-validation") == true)
  }

  @Test func aHistoryHasACurveForEachNetworkAndAPanelForEachQuantity() async throws {
    let results = try await SmallSearch.temporary { search in
      try await search.results(
        Self.train("all", "ensemble: 3\npretrain: { loss: s/sqrt(s+b), epochs: 2 }\nsampling: plain")
          + """
          ```{plot} fig
          history: { model: all, quantities: [loss, accuracy, auc, significance, signal, background] }
          ```

          """)
    }
    let figure = try #require(results["fig"]?.figure)
    let losses = try TrainedNetworks(from: try #require(results["all"])).records.compactMap(\.best?.validation.loss)
    let (lowest, highest) = (try #require(losses.min()), try #require(losses.max()))
    #expect(
      figure.alternativeText
        == "Training history of 3 networks trained on the cross-entropy: loss and accuracy and auc and significance and "
        + "signal and background against epoch for training and validation events; the lowest validation losses lie "
        + "between \(NumberText(lowest).plain) and \(NumberText(highest).plain).")
    #expect(figure.width > 1500)
  }

  /// A build that was killed behind the second of three networks, and one amid the third.
  @Test func trainingGoesOnBehindTheNetworksThatAreDone() async throws {
    let text = Self.train("all", "ensemble: 3")
    let (results, directive) = try await SmallSearch.temporary { search in
      let steps = search.check(text).steps
      return (try await search.results(text), try #require(steps.compactMap { $0.directive as? TrainDirective }.first))
    }
    let whole = try #require(results["all"])
    let networks = try TrainedNetworks(from: whole).all
    let kept = Kept()
    var draft = TrainingDraft(StepDraft(write: kept.write), interval: .zero)
    draft.finish(networks[0])
    draft.finish(networks[1])
    let told = Kept()
    let context = StepContext(
      results: results, progress: { _, text in told.write(told.read() + Array("\(text)\n".utf8)) },
      draft: StepDraft(read: kept.read))
    #expect(try directive.run(context) == whole)
    let lines = String(decoding: told.read(), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.hasPrefix("network 3 of 3, epoch ") })
  }

  @Test func aDraftGivesBackWhatWasKept() throws {
    let kept = Kept()
    var draft = TrainingDraft(StepDraft(write: kept.write), interval: .zero)
    draft.keep(checkpoint: [1, 2, 3])
    #expect(TrainingDraft(StepDraft(read: kept.read)).checkpoint == [1, 2, 3])
    kept.write(Array(kept.read().dropLast(4)))
    let damaged = TrainingDraft(StepDraft(read: kept.read))
    #expect(damaged.checkpoint == nil && damaged.networks.isEmpty)
  }

  /// Bytes that closures write and read.
  private final class Kept: @unchecked Sendable {
    // The lock is held for every access.
    private let lock = NSLock()
    private var bytes: [UInt8] = []
    @Sendable func write(_ bytes: [UInt8]) { lock.withLock { self.bytes = bytes } }
    @Sendable func read() -> [UInt8] { lock.withLock { bytes } }
  }
}
