import Foundation
import Testing

@testable import Learning

/// 200 steps from the same weights on the same batches, against JAX in float64 (`Fixtures/training_steps.py`).
@Suite struct TrainingStepsTests {
  private struct Fixture: Decodable {
    struct Run: Decodable {
      let loss: String
      let systematic: Double
      let activation: DenseLayer.Activation
      let l2: Double
      let decay: Double
      let losses: [Double]
      let parameters: [GradientFixture.Layer]
    }
    let batch: Int
    let steps: Int
    let features: [Float]
    let isSignal: [Bool]
    let weights: [Float]
    let start: [GradientFixture.Layer]
    let cases: [Run]

    func sample(step: Int) throws -> LabelledSample {
      let start = step % (isSignal.count / batch) * batch
      let rows = start..<start + batch
      return try LabelledSample(
        features: Array(features[rows.lowerBound * 6..<rows.upperBound * 6]), featureCount: 6,
        isSignal: Array(isSignal[rows]), weights: Array(weights[rows]))
    }
  }

  @Test func everyLossAndActivationFollowsJAXFor200Steps() throws {
    let fixture = try JSONDecoder().decode(Fixture.self, from: LearningTests.fixture("training_steps.json"))
    #expect(fixture.cases.count == 19)
    for run in fixture.cases {
      let loss = GradientFixture.Case(loss: run.loss, systematic: run.systematic, value: 0, gradient: []).kind
      let (losses, layers) = try follow(run, loss, fixture)
      let title = "\(loss), \(run.activation)"
      for (found, expected) in zip(losses, run.losses) {
        #expect(abs(found / expected - 1) < 1e-4, "\(title): loss \(found) for \(expected)")
      }
      // 200 steps move a weight by up to 0.2.
      for (layer, (found, wanted)) in zip(layers, run.parameters).enumerated() {
        let worst = zip(found.weights + found.biases, wanted.weights + wanted.biases).map { abs($0 - $1) }.max() ?? 0
        #expect(worst < 2e-4, "\(title): a parameter of layer \(layer) is off by \(worst)")
      }
    }
  }

  /// The losses of every twentieth step and the last one, as JAX reports them with their penalty, and the layers behind it.
  private func follow(_ run: Fixture.Run, _ loss: Loss, _ fixture: Fixture) throws -> ([Double], [DenseLayer]) {
    var layers = GradientFixture.layers(fixture.start, run.activation)
    let layout = try NetworkLayout(of: layers)
    let parameters = FloatBuffer(count: layout.count)
    let gradient = FloatBuffer(count: layout.count)
    layout.pack(layers, into: parameters.start)
    let adam = Adam(
      layout: layout, options: TrainingOptions(phases: [], l2: run.l2, weightDecay: run.decay))
    var losses: [Double] = []
    for step in 0..<fixture.steps {
      let outcome = try GradientTests.gather(
        loss, layers: layers, layout: layout, sample: fixture.sample(step: step),
        yields: Yields(signal: 958.419, background: 20762.4), into: gradient.start)
      if step % 20 == 0 || step == fixture.steps - 1 {
        let squares = layers.flatMap(\.weights).reduce(0.0) { $0 + Double($1) * Double($1) }
        losses.append(try #require(outcome).loss + run.l2 * squares)
      }
      adam.powers.advance()
      adam.step(
        parameters.start, gradient: gradient.start, range: 0..<layout.count, powers: adam.powers, learningRate: 0.001)
      layers = layout.unpack(parameters.start)
    }
    return (losses, layers)
  }
}
