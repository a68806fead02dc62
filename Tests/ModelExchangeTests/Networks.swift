import Foundation
import Testing

@testable import Learning

/// Numbers that are the same on every machine.
struct Draws {
  var state: UInt64

  /// Uniform in −1..<1, with 23 bits.
  mutating func next() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(state >> 41) * 0x1p-22 - 1
  }
}

/// A network with drawn weights. Its features differ in scale as those of `Tests/ONNX/test_onnx.py` do.
/// - Parameters:
///   - hidden: widths and activations.
///   - features: how many.
///   - seed: of the weights.
func network(
  hidden: [(Int, DenseLayer.Activation)], features: Int = 4, seed: UInt64, loss: Loss = .asimov(systematic: 0.5)
) -> TrainedModel {
  var draws = Draws(state: seed)
  var (layers, width): ([DenseLayer], Int) = ([], features)
  for (units, activation) in hidden + [(1, .sigmoid)] {
    // Scores that cover their range say more than scores near ½.
    let scale = (units == 1 ? 6 : 2) / Float(width).squareRoot()
    layers.append(
      DenseLayer(
        inputs: width, units: units, weights: (0..<width * units).map { _ in scale * draws.next() },
        biases: (0..<units).map { _ in draws.next() }, activation: activation))
    width = units
  }
  let powers = (0..<features).map { pow(10, Double($0)) }
  let standardiser = Standardiser(
    means: powers.map { $0 * (1 + Double(draws.next()) / 3) },
    deviations: powers.map { $0 * (2 + Double(draws.next()) / 3) })
  return TrainedModel(
    featureNames: (0..<features).map { "jet \($0 + 1) pT / \"GeV\"" }, standardiser: standardiser, layers: layers,
    origin: .training(
      TrainingRecord(
        options: TrainingOptions(hidden: hidden.map(\.0), phases: [TrainingPhase(loss: loss)], seed: seed),
        yields: Yields(signal: 10, background: 100), history: [], bestEpoch: 1)))
}

/// The scores in double precision, by the definition.
func definition(_ layers: [DenseLayer], _ standardiser: Standardiser, _ features: [Float]) -> [Double] {
  let columns = standardiser.means.count
  return stride(from: 0, to: features.count, by: columns).map { first in
    var x = (0..<columns).map { column in
      let value = (Double(features[first + column]) - standardiser.means[column]) / standardiser.deviations[column]
      return max(-1e6, min(1e6, value))
    }
    for layer in layers {
      x = (0..<layer.units).map { unit in
        let sum = (0..<layer.inputs).reduce(Double(layer.biases[unit])) {
          $0 + x[$1] * Double(layer.weights[$1 * layer.units + unit])
        }
        return switch layer.activation {
        case .relu: max(sum, 0)
        case .tanh: tanh(sum)
        case .gelu: sum * erfc(-sum / 2.0.squareRoot()) / 2
        case .sigmoid: 1 / (1 + exp(-sum))
        }
      }
    }
    return x[0]
  }
}

/// The largest difference of two lists of the same length.
func difference(_ one: [some BinaryFloatingPoint], _ other: [some BinaryFloatingPoint]) -> Double {
  guard one.count == other.count else { return .infinity }
  return zip(one, other).map { abs(Double($0) - Double($1)) }.max() ?? .infinity
}

/// The bytes of a committed fixture.
func fixture(_ name: String) throws -> [UInt8] {
  let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
  return Array(try Data(contentsOf: url))
}
