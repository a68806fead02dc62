import Testing

@testable import Learning

@Suite struct FloatStandardiserTests {
  /// Means and deviations of all sizes that single precision takes, the outermost included.
  static let standardiser = Standardiser(
    means: [0, 1e6, -4_194_304.1, 0.1, 123.456, 9.9e29, -1e-20, 7, 1e6, -0.3, 3e-31],
    deviations: [1, 1, 1.000_001, 1e-7, 40, 9.9e29, 1e-26, 1e-5, 0.3, 9.9e29, 1.1e-30])

  @Test func isAsPreciseAsDoubleUpToRounding() throws {
    let standardiser = Self.standardiser
    let filler = try #require(FloatStandardiser(standardiser))
    let (columns, events) = (standardiser.means.count, BlockPass.size)
    let pass = BlockPass(layout: try NetworkLayout(inputs: columns, hidden: [], activations: []))
    // In deviations from the mean, then as features.
    let steps: [Double] = [0, 1e-7, -1e-3, 0.01, -0.5, 1, -1.7, 3, -40, 999, -1e5, 9.99e5, -1.01e6, 1e9, -1e30, 1e38]
    for round in 0..<16 {
      let features = (0..<events * columns).map { cell in
        let column = cell % columns
        let step = steps[(cell / columns + round * column) % steps.count]
        let value = standardiser.means[column] + step * standardiser.deviations[column]
        return Float(min(max(value, -3.4e38), 3.4e38))
      }
      let isSound = features.withUnsafeBufferPointer { features in
        features.baseAddress.map { filler.fill(pass.inputRows, from: $0, events: events) }
      }
      #expect(isSound == true)
      for (cell, feature) in features.enumerated() {
        let (event, column) = cell.quotientAndRemainder(dividingBy: columns)
        let exact = (Double(feature) - standardiser.means[column]) / standardiser.deviations[column]
        let held = min(max(exact, -Standardiser.reach), Standardiser.reach)
        let found = Double(pass.inputRows[event][column])
        #expect(abs(found - held) <= 0x1p-22 * abs(held) + 0x1p-26, "\(feature) of column \(column)")
      }
    }
  }

  @Test func leavesOtherFeaturesToDouble() {
    #expect(FloatStandardiser(Self.standardiser) != nil)
    for (mean, deviation) in [(5e6, 1), (1e31, 1e31), (0, 1e31), (0, 1e-31)] {
      let standardiser = Standardiser(
        means: Self.standardiser.means + [mean], deviations: Self.standardiser.deviations + [deviation])
      #expect(FloatStandardiser(standardiser) == nil)
    }
    let few = Standardiser(means: [Double](repeating: 0, count: 7), deviations: [Double](repeating: 1, count: 7))
    #expect(FloatStandardiser(few) == nil)
  }

  /// A network of eleven features, all of them about a mean, and events for it.
  static func scoring(mean: Double) -> (model: TrainedModel, features: [Float]) {
    var generator = Philox(seed: 3, stream: 1)
    func uniform(_ count: Int) -> [Float] { (0..<count).map { _ in 2 * generator.uniform() - 1 } }
    let layers = [
      DenseLayer(inputs: 11, units: 5, weights: uniform(55), biases: uniform(5), activation: .relu),
      DenseLayer(inputs: 5, units: 1, weights: uniform(5), biases: uniform(1), activation: .sigmoid),
    ]
    let model = TrainedModel(
      featureNames: (0..<11).map { "feature \($0)" },
      standardiser: Standardiser(
        means: uniform(11).map { mean + Double($0) }, deviations: uniform(11).map { Double(1.5 + $0) }),
      layers: layers, origin: .file(producer: ""))
    return (model, uniform(11 * 203).map { Float(mean + Double(3 * $0)) })
  }

  /// Far from 0 as near it; the last mean is one that single precision does not take.
  @Test(arguments: [0, -700, 1e6, 1e7]) func scoresAreThoseOfTheFormulaInDouble(mean: Double) throws {
    let (model, features) = Self.scoring(mean: mean)
    #expect((FloatStandardiser(model.standardiser) == nil) == (mean == 1e7))
    let logits = try model.logits(of: features)
    #expect(logits.count == 203)
    for (found, expected) in zip(logits, model.logitsByFormula(of: features)) {
      #expect(abs(Double(found) - expected) < 1e-5)
    }
  }

  @Test(arguments: [0, 1e7]) func findsWhatIsNotFinite(mean: Double) throws {
    let (model, features) = Self.scoring(mean: mean)
    for cell in stride(from: 0, to: features.count, by: 7) {
      for value: Float in [.nan, .infinity, -.infinity] {
        var damaged = features
        damaged[cell] = value
        #expect(throws: LearningError.notFinite(feature: "feature \(cell % 11)", column: cell % 11, row: cell / 11)) {
          try model.scores(of: damaged)
        }
      }
    }
    let far = features.map { $0 > Float(mean) ? Float.greatestFiniteMagnitude : -Float.greatestFiniteMagnitude }
    #expect(try model.scores(of: far).allSatisfy(\.isFinite))
  }
}
