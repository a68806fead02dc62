import Foundation
import Testing

@testable import Learning

/// Derivatives of scores by features against `jax.grad` in float64 (`Fixtures/score_gradients.py`).
@Suite struct ScoreGradientTests {
  private struct Fixture: Decodable {
    struct Network: Decodable {
      let inputs: Int
      let activation: DenseLayer.Activation
      let means: [Double]
      let deviations: [Double]
      let parameters: [GradientFixture.Layer]
      let features: [Float]
      let gradients: [Double]

      var model: TrainedModel {
        TrainedModel(
          featureNames: (0..<inputs).map { "feature \($0)" },
          standardiser: Standardiser(means: means, deviations: deviations),
          layers: GradientFixture.layers(parameters, activation), origin: .file(producer: "JAX"))
      }
      var title: String { "\(inputs) inputs, \(parameters.count - 1) hidden layers, \(activation)" }
    }
    let networks: [Network]

    static func load() throws -> Fixture {
      try JSONDecoder().decode(Fixture.self, from: LearningTests.fixture("score_gradients.json"))
    }
  }

  /// max |Δ|/max |g64| over the features of an event, each derivative taken per σ of its feature.
  private static func distance(_ found: ArraySlice<Float>, _ expected: ArraySlice<Double>, _ sigma: [Double]) -> Double
  {
    let worst = zip(zip(found, expected), sigma).map { abs(Double($0.0) - $0.1) * $1 }.max() ?? .infinity
    return worst / (zip(expected, sigma).map { abs($0) * $1 }.max() ?? 0)
  }

  /// The events come again until they fill one block and a part of the next. GELU's normal distribution is good to 8 ulp
  /// alone.
  @Test func scoresOfAllActivationsAndDepthsAreDerivedAsByJAX() throws {
    let networks = try Fixture.load().networks
    #expect(networks.count == 9)
    for network in networks {
      let events = 24
      let again = (0..<4).flatMap { _ in network.features }
      let gradients = try network.model.scoreGradients(of: again)
      #expect(gradients.count == again.count)
      for event in 0..<4 * events {
        let (row, wanted) = (event * network.inputs, event % events * network.inputs)
        let distance = Self.distance(
          gradients[row..<row + network.inputs], network.gradients[wanted..<wanted + network.inputs],
          network.deviations)
        #expect(
          distance < (network.activation == .gelu ? 2e-6 : 1e-6),
          "\(network.title): event \(event) differs by \(distance)")
      }
    }
  }

  @Test func threadsDeriveAsOneDoes() throws {
    let network = try #require(Fixture.load().networks.last)
    let many = (0..<800).flatMap { _ in network.features }
    let gradients = try network.model.scoreGradients(of: many)
    for threads in [2, 3] { #expect(try network.model.scoreGradients(of: many, threads: threads) == gradients) }
  }

  private static func unit(weights: [Float], deviations: [Double]) -> TrainedModel {
    TrainedModel(
      featureNames: weights.indices.map { "feature \($0)" },
      standardiser: Standardiser(means: weights.map { _ in 10 }, deviations: deviations),
      layers: [DenseLayer(inputs: weights.count, units: 1, weights: weights, biases: [0], activation: .sigmoid)],
      origin: .file(producer: ""))
  }

  /// Beyond 10⁶ σ the standardiser holds a feature; the other one's derivative is that at the place where it is held.
  @Test func aFeatureThatIsHeldHasDerivativeZero() throws {
    let model = Self.unit(weights: [1e-6, 1], deviations: [4, 2])
    // y(1 − y) at z = ±1.
    let slope = 0.196_611_933
    for sign in [1, -1] as [Float] {
      let inside = try model.scoreGradients(of: [10 + sign * 3.9999e6, 10])
      #expect(abs(Double(inside[0]) / (slope * 1e-6 / 4) - 1) < 2e-5 && abs(Double(inside[1]) / (slope / 2) - 1) < 2e-5)
      for far in [4.1e6, 1e30] as [Float] {
        let outside = try model.scoreGradients(of: [sign * far, 10])
        #expect(outside[0] == 0 && abs(Double(outside[1]) / (slope / 2) - 1) < 1e-6)
      }
    }
  }

  /// A chain of two numbers by hand: y = sigmoid(3 (x − 10)/4), y′ = y(1 − y) · 3/4.
  @Test func aLogisticUnitsDerivativeIsItsSlopePerUnitOfTheFeature() throws {
    let model = Self.unit(weights: [3], deviations: [4])
    #expect(try model.scoreGradients(of: [10]) == [0.1875])
    // In the tails y(1 − y) → e^−|z|, far below a float's rounding of y itself.
    let tails = try model.scoreGradients(of: [-30, 50])
    for tail in tails { #expect(abs(Double(tail) / (0.75 * exp(-30)) - 1) < 1e-5) }
  }

  @Test func derivativesTooLargeForAFloatAreTheLargest() throws {
    let model = Self.unit(weights: [-30], deviations: [1e-300])
    #expect(try model.scoreGradients(of: [10]) == [-.greatestFiniteMagnitude])
  }

  @Test func eventsThatDoNotFitAreRefused() throws {
    let network = try #require(Fixture.load().networks.last)
    var features = network.features
    #expect(try network.model.scoreGradients(of: []) == [])
    #expect(throws: LearningError.differentFeatures(expected: 5, found: 3)) {
      try network.model.scoreGradients(of: Array(features.prefix(8)))
    }
    features[17] = .nan
    #expect(throws: LearningError.notFinite(feature: "feature 2", column: 2, row: 3)) {
      try network.model.scoreGradients(of: features)
    }
    features[17] = -.infinity
    #expect(throws: LearningError.notFinite(feature: "feature 2", column: 2, row: 3)) {
      try network.model.scoreGradients(of: features, threads: 2)
    }
  }
}
