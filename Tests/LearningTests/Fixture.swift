import Foundation
import Testing

@testable import Learning

/// The numbers of `Fixtures/gradients.py`.
struct GradientFixture: Decodable {
  struct Layer: Decodable {
    let weights: [Float]
    let biases: [Float]
  }
  struct LayerGradient: Decodable {
    let weights: [Double]
    let biases: [Double]
  }
  struct Case: Decodable {
    let loss: String
    let systematic: Double
    let value: Double
    let gradient: [LayerGradient]

    var kind: Loss {
      switch loss {
      case "crossEntropy": .crossEntropy
      case "significance": .significance
      case "asimovSquared": .asimovSquared(systematic: systematic)
      default: .asimov(systematic: systematic)
      }
    }
  }
  struct Network: Decodable {
    let name: String
    let activation: DenseLayer.Activation
    let parameters: [Layer]
    let cases: [Case]

    var layers: [DenseLayer] { GradientFixture.layers(parameters, activation) }
  }

  static func layers(_ parameters: [Layer], _ activation: DenseLayer.Activation) -> [DenseLayer] {
    parameters.enumerated().map { index, layer in
      DenseLayer(
        inputs: layer.weights.count / layer.biases.count, units: layer.biases.count, weights: layer.weights,
        biases: layer.biases, activation: index == parameters.count - 1 ? .sigmoid : activation)
    }
  }
  struct AdamSteps: Decodable {
    let batch: Int
    /// The parameters after the second, fourth and sixth step.
    let steps: [[Layer]]
  }
  let yields: [Double]
  let features: [Float]
  let isSignal: [Bool]
  let weights: [Float]
  let networks: [Network]
  let adam: AdamSteps

  static func load() throws -> GradientFixture {
    try JSONDecoder().decode(GradientFixture.self, from: fixture("gradients.json"))
  }

  /// The events as a sample of their own.
  func sample(_ rows: Range<Int>? = nil) throws -> LabelledSample {
    let rows = rows ?? 0..<isSignal.count
    return try LabelledSample(
      features: Array(features[rows.lowerBound * 22..<rows.upperBound * 22]), featureCount: 22,
      isSignal: Array(isSignal[rows]), weights: Array(weights[rows]))
  }
}

/// The bytes of a committed fixture.
func fixture(_ name: String) throws -> Data {
  let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
  return try Data(contentsOf: url)
}

/// Two classes that differ by a shift of each feature, from a generator of the tests' own.
func gaussianSample(events: Int, features: Int = 4, shift: Float = 0.6, seed: UInt64) throws -> LabelledSample {
  var state = seed &* 2 &+ 1
  func uniform() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(state >> 40) * 0x1p-24
  }
  let isSignal = (0..<events).map { $0 % 3 == 0 }
  let cells = (0..<events * features).map { cell in
    (0..<6).reduce(Float(-3)) { sum, _ in sum + uniform() } * 1.4 + (isSignal[cell / features] ? shift : 0)
  }
  return try LabelledSample(
    features: cells, featureCount: features, isSignal: isSignal, weights: (0..<events).map { _ in 0.5 + uniform() })
}

extension TrainedModel {
  /// One record for each epoch; none for a network that was not trained here.
  var history: [EpochRecord] { training?.history ?? [] }
  var bestEpoch: Int { training?.bestEpoch ?? 0 }

  /// ln(score/(1 − score)) of each event in double precision, for rectified layers.
  func logitsByFormula(of features: [Float]) -> [Double] {
    let columns = featureNames.count
    return stride(from: 0, to: features.count, by: columns).map { first in
      var x = (0..<columns).map { column in
        (Double(features[first + column]) - standardiser.means[column]) / standardiser.deviations[column]
      }
      for layer in layers {
        x = (0..<layer.units).map { unit in
          let sum = (0..<layer.inputs).reduce(Double(layer.biases[unit])) {
            $0 + x[$1] * Double(layer.weights[$1 * layer.units + unit])
          }
          return layer.activation == .relu ? max(sum, 0) : sum
        }
      }
      return x[0]
    }
  }
}
