import Foundation
import Learning
import Storage
import Testing

@testable import Analysis
@testable import Notebook

/// What features are worth, against JAX in float64 (`Fixtures/importance.py`).
@Suite struct ImportanceTests {
  private struct Fixture: Decodable {
    struct Layer: Decodable {
      var weights: [Float]
      var biases: [Float]
    }
    struct Network: Decodable {
      var means: [Double]
      var deviations: [Double]
      var layers: [Layer]

      var model: TrainedModel {
        let last = layers.count - 1
        let dense = layers.enumerated().map { index, layer in
          DenseLayer(
            inputs: layer.weights.count / layer.biases.count, units: layer.biases.count, weights: layer.weights,
            biases: layer.biases, activation: index == last ? .sigmoid : .tanh)
        }
        return TrainedModel(
          featureNames: ["a", "b", "c"], standardiser: Standardiser(means: means, deviations: deviations),
          layers: dense, origin: .file(producer: "numpy"))
      }
    }
    struct Case: Decodable {
      var networks: [Network]
      var significance: Double
      var area: Double
      var gradients: [Double]
      var sensitivities: [Double]
      var orders: [[Int]]
      var shuffled: [[Double]]
    }
    var features: [Float]
    var isSignal: [Bool]
    var weights: [Double]
    var systematic: Double
    var cases: [Case]

    static func load() throws -> Fixture {
      let url = try #require(Bundle.module.url(forResource: "Fixtures/importance", withExtension: "json"))
      return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
    }
  }

  @Test(arguments: [0, 1]) func significanceItsGradientsAndShufflesAreThoseOfJAX(_ index: Int) throws {
    let fixture = try Fixture.load()
    let expected = fixture.cases[index]
    let measurement = ImportanceMeasurement(
      networks: TrainedNetworks(expected.networks.map(\.model)), features: StoredFloats(fixture.features),
      names: ["a", "b", "c"],
      isSignal: fixture.isSignal, weights: fixture.weights, systematic: fixture.systematic, threads: 2)
    let whole = try measurement.quality(of: StoredFloats(fixture.features))
    #expect(abs(whole.significance.value / expected.significance - 1) < 1e-6)
    #expect(abs(whole.area - expected.area) < 1e-12)
    let found = try measurement.gradients(whole.significance)
    let size = try #require(expected.sensitivities.max())
    for column in 0..<3 {
      // A sum of signal and background that nearly cancel is as exact as its parts.
      #expect(abs(found.sums[column] - expected.gradients[column]) < 2e-6 * size)
      #expect(abs(found.sizes[column] / expected.sensitivities[column] - 1) < 2e-6)
      var shuffled = fixture.features
      for (event, source) in expected.orders[column].enumerated() {
        shuffled[event * 3 + column] = fixture.features[source * 3 + column]
      }
      let after = try measurement.quality(of: StoredFloats(shuffled))
      #expect(abs(after.significance.value / expected.shuffled[column][0] - 1) < 1e-6)
      #expect(abs(after.area - expected.shuffled[column][1]) < 1e-12)
    }
  }

  private static let template = """
    ```{train} network
    { dataset: events, hidden: [4], loss: cross-entropy, batch-size: 32, epochs: 20 }
    ```

    ```{importance} worth
    { model: network, dataset: events, systematic: 0.3, repeats: 3 }
    ```

    ```{plot} fig
    importance: { importance: worth, quantities: [significance-drop, auc-drop, gradient, sensitivity] }
    ```

    {value}`worth[MET].gradient` {value}`worth[x].significance-drop`

    """

  @Test func theTableHasTheMostImportantFirstAndTheValuesAreItsOwn() async throws {
    let results = try await SmallSearch.temporary { search in try await search.results(Self.template) }
    let worth = try #require(results["worth"])
    let importance = try FeatureImportance(from: worth)
    let drops = importance.features.map(\.meanSignificanceDrop)
    #expect(drops == drops.sorted(by: >) && drops[0] > 0)
    #expect(Set(importance.features.map(\.name)) == ["MET", "pT", "x"])
    let table = try #require(worth.table)
    for (row, feature) in zip(table.rows, importance.features) {
      guard case .values(let label, let cells) = row else { throw Mistake("a heading") }
      #expect(label == "`\(feature.name)`")
      #expect(cells[0] == (try worth.values.member([feature.name, "significance-drop"], of: "")))
      #expect(cells[2] == .number(feature.gradient))
      #expect(feature.significanceDrops.count == 3 && Set(feature.significanceDrops).count == 3)
      #expect(feature.sensitivity >= abs(feature.gradient))
    }
    let data = try DatasetDirective.dataset(from: try #require(results["events"]))
    let measurement = ImportanceMeasurement(
      networks: try TrainedNetworks(from: try #require(results["network"])), features: data.test.features,
      names: data.featureNames, isSignal: data.test.isSignal, weights: data.test.physicalWeights, systematic: 0.3,
      threads: 1)
    let first = importance.features[0]
    let column = try #require(data.featureNames.firstIndex(of: first.name))
    let after = try measurement.quality(shuffling: column, seed: 1, repetition: 2)
    #expect(first.significanceDrops[2] == importance.significance - after.significance.value)
    #expect(results["fig"]?.figure?.alternativeText.contains("Bars for 3 features") == true)
  }

  @Test func aFeatureThatIsNotThereIsToldWhenItsNameIsKnown() async throws {
    let mistakes = try await SmallSearch.temporary { search in
      search.check(
        Self.template.replacing("repeats: 3", with: "repeats: 0").replacing(
          "[x].significance-drop", with: "[x].significance")
      )
      .diagnostics.map(\.description)
    }
    #expect(
      mistakes.map { $0.drop { $0 != " " } } == [
        " error: repeats must lie between 1 and 1000, not 0; write for example 5",
        " error: no value 'significance' in 'worth[x].significance'; there is 'auc-drop', 'gradient', 'sensitivity', 'significance-drop'",
      ])
  }
}
