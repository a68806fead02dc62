import Testing

@testable import Learning

/// The whole way from features to gradients against `jax.grad` in float64 (`Fixtures/gradients.py`).
@Suite struct GradientTests {
  /// The loss and the gradient of a sample as one batch, without standardising it, on one thread.
  static func evaluate(
    _ loss: Loss, layers: [DenseLayer], sample: LabelledSample, yields: Yields
  ) throws -> (outcome: EpochWorker.Outcome, gradient: [DenseLayer]) {
    let layout = try NetworkLayout(of: layers)
    let gradient = FloatBuffer(count: layout.count)
    let outcome = try gather(loss, layers: layers, layout: layout, sample: sample, yields: yields, into: gradient.start)
    return (try #require(outcome), layout.unpack(gradient.start))
  }

  static func gather(
    _ loss: Loss, layers: [DenseLayer], layout: NetworkLayout, sample: LabelledSample, yields: Yields,
    into gradient: UnsafeMutablePointer<Float>
  ) throws -> EpochWorker.Outcome? {
    let identity = Standardiser(
      means: [Double](repeating: 0, count: sample.featureCount),
      deviations: [Double](repeating: 1, count: sample.featureCount))
    let rows = try StandardisedSample(sample, standardiser: identity, split: .sample)
    let parameters = FloatBuffer(count: layout.count)
    layout.pack(layers, into: parameters.start)
    let team = WorkerTeam(count: 1)
    let order = EpochOrder(signalCount: rows.signalCount, count: rows.count, sampling: .stratified, seed: 0)
    order.shuffle(epoch: 0, batchSize: rows.count, team: team)
    var worker = EpochWorker(
      layout: layout, pass: BlockPass(layout: layout), sample: rows.rows, weightColumn: rows.weightColumn, order: order,
      parameters: parameters.start, gradient: gradient, partials: PartialSums(count: layout.count),
      queue: PartQueue(threads: 1), team: team, threads: 1, thread: 0)
    return worker.gather(0, loss: loss, yields: yields, step: 0)
  }

  /// max |a − b| / max |b|.
  static func distance(_ found: [Float], _ expected: [Float]) -> Float {
    let size = expected.map(abs).max() ?? 0
    let worst = zip(found, expected).map { abs($0 - $1) }.max() ?? 0
    return size == 0 ? worst : worst / size
  }

  /// ‖a − b‖/‖b‖.
  private static func normwise(_ found: [Double], _ expected: [Double]) -> Double {
    let squares = zip(found, expected).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (squares / expected.reduce(0.0) { $0 + $1 * $1 }).squareRoot()
  }

  /// How far a whole gradient may be from that in float64, norm-wise: 10⁻⁶, which is 17 roundings of a float.
  ///
  /// But for the losses of s and b where every logit is about 20: there y(1 − y) = e⁻ᶻ, so that the absolute error of z is
  /// the relative error of each event's part of the gradient, and floats between 16 and 32 are 2⁻¹⁹ = 1.9·10⁻⁶ apart.
  /// Rounding the exact logits to floats moves these gradients by up to 9.8·10⁻⁷, even if all else is done in float64: signal
  /// and background pull against each other and leave a fifth of their sum.
  private static func bound(_ network: GradientFixture.Network, _ loss: Loss) -> Double {
    network.name == "all called signal" && loss != .crossEntropy ? 0x1p-19 : 1e-6
  }

  /// Reached: 2·10⁻⁷ to 5·10⁻⁷ at ordinary scores, 8·10⁻⁷ where every logit is about −25, 1.6·10⁻⁶ where it is 20.
  @Test func gradientsOfAllLossesAgreeWithJAX() throws {
    let fixture = try GradientFixture.load()
    let sample = try fixture.sample()
    let yields = Yields(signal: fixture.yields[0], background: fixture.yields[1])
    #expect(fixture.networks.map(\.cases.count) == [6, 6, 6, 6, 6, 6, 6])
    for network in fixture.networks {
      for expected in network.cases {
        let (outcome, gradient) = try Self.evaluate(
          expected.kind, layers: network.layers, sample: sample, yields: yields)
        let title = "\(network.name), \(network.activation), \(expected.kind)"
        #expect(abs(outcome.loss / expected.value - 1) < 1e-6, "\(title): \(outcome.loss) for \(expected.value)")
        #expect(outcome.gradientScale == 1)
        // Weights and biases together: the output's bias is one number in which signal and background nearly cancel.
        let found = gradient.map { ($0.weights + $0.biases).map(Double.init) }
        let wanted = expected.gradient.map { $0.weights + $0.biases }
        #expect(found.map(\.count) == wanted.map(\.count))
        let bound = Self.bound(network, expected.kind)
        let whole = Self.normwise(found.flatMap(\.self), wanted.flatMap(\.self))
        #expect(whole < bound, "\(title): differs by \(whole)")
        // No layer hides behind the others.
        for (layer, (found, wanted)) in zip(found, wanted).enumerated() {
          let distance = Self.normwise(found, wanted)
          #expect(distance < 2 * bound, "\(title): layer \(layer) differs by \(distance)")
        }
      }
    }
  }

  @Test(arguments: [-60, -87, -200, -1e6, -1e30, 200, 1e30] as [Float])
  func nothingIsEverInfiniteOrNaN(bias: Float) throws {
    let fixture = try GradientFixture.load()
    var layers = fixture.networks[0].layers
    let output = layers.removeLast()
    layers.append(
      DenseLayer(
        inputs: output.inputs, units: 1, weights: output.weights, biases: [bias], activation: .sigmoid))
    for loss in [
      Loss.crossEntropy, .significance, .asimov(systematic: 0), .asimov(systematic: 0.5),
      .asimovSquared(systematic: 0.5),
    ] {
      for yields in [Yields(signal: 1e3, background: 2e4), Yields(signal: 1e-30, background: 1e30)] {
        let (outcome, gradient) = try Self.evaluate(
          loss, layers: layers, sample: try fixture.sample(), yields: yields)
        #expect(outcome.loss.isFinite)
        #expect(gradient.allSatisfy { ($0.weights + $0.biases).allSatisfy { $0.isFinite && abs($0) < 1e15 } })
      }
    }
  }

  @Test func aGradientTooLargeForFloatsKeepsItsDirection() throws {
    let fixture = try GradientFixture.load()
    var layers = fixture.networks[0].layers
    let output = layers.removeLast()
    func shifted(_ bias: Float) -> [DenseLayer] {
      layers + [
        DenseLayer(
          inputs: output.inputs, units: 1, weights: output.weights, biases: [output.biases[0] + bias],
          activation: .sigmoid)
      ]
    }
    // Deep in the tail all scores are proportional to e^z, so a shift changes the scale of s and b but not the direction.
    let yields = Yields(signal: 1e3, background: 2e4)
    let near = try Self.evaluate(.significance, layers: shifted(-24), sample: fixture.sample(), yields: yields)
    let far = try Self.evaluate(.significance, layers: shifted(-72), sample: fixture.sample(), yields: yields)
    #expect(near.outcome.gradientScale == 1)
    #expect(far.outcome.gradientScale < 1e-10)
    let (a, b) = (near.gradient[0].weights, far.gradient[0].weights)
    let ratio = b.map(abs).max()! / a.map(abs).max()!
    #expect(Self.distance(b, a.map { $0 * ratio }) < 1e-4)
  }

  @Test func aBatchWithoutSignalHasNoCountingLoss() {
    let background = LossKernels.Sums(weight: 5, passing: 2, slope: 1, correct: 3, entropy: 0)
    for loss in [Loss.significance, .asimov(systematic: 0.1), .asimovSquared(systematic: 0)] {
      let outcome = BatchLoss.evaluate(
        loss, signal: LossKernels.Sums(), background: background, events: 5, yields: Yields(signal: 1, background: 1))
      #expect(outcome == nil)
    }
  }

  @Test func adamFollowsKerasStepForStep() throws {
    let fixture = try GradientFixture.load()
    var layers = fixture.networks[0].layers
    let layout = try NetworkLayout(of: layers)
    let parameters = FloatBuffer(count: layout.count)
    let gradient = FloatBuffer(count: layout.count)
    layout.pack(layers, into: parameters.start)
    let adam = Adam(layout: layout, options: TrainingOptions(phases: []))
    let batch = fixture.adam.batch
    for step in 0..<6 {
      _ = try GradientTests.gather(
        .asimov(systematic: 0.5), layers: layers, layout: layout,
        sample: fixture.sample(batch * step..<batch * (step + 1)),
        yields: Yields(signal: fixture.yields[0], background: fixture.yields[1]), into: gradient.start)
      adam.powers.advance()
      adam.step(
        parameters.start, gradient: gradient.start, range: 0..<layout.count, powers: adam.powers, learningRate: 0.001)
      layers = layout.unpack(parameters.start)
      guard step % 2 == 1 else { continue }
      for (found, expected) in zip(layers, fixture.adam.steps[step / 2]) {
        // Each step is at most 0.001; a few percent of it would show a wrong bias correction.
        #expect(zip(found.weights, expected.weights).allSatisfy { abs($0 - $1) < 2e-6 })
        #expect(zip(found.biases, expected.biases).allSatisfy { abs($0 - $1) < 2e-6 })
      }
    }
  }
}
