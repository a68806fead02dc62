import Learning
import Testing

@testable import Analysis
@testable import Notebook

/// What a template says of a training, and what the training is told.
@Suite struct TrainOptionsTests {
  private static func check(_ body: String) -> (options: TrainingOptions?, mistakes: [String]) {
    let text = """
      ```{dataset} events
      signal: { files: \(DirectiveTests.data)/stop_600_400.h5, cross-section: 228.195 fb, efficiency: 0.14 }
      background: { files: \(DirectiveTests.data)/ttbar.h5, cross-section: 844 pb, efficiency: 8.2e-4 }
      luminosity: 30 fb^-1
      ```
      ```{train} network
      dataset: events
      \(body)
      ```
      """
    let checked = Planner(kinds: Kinds.all).check(text, file: "t.md")
    let train = checked.steps.compactMap { $0.directive as? TrainDirective }.first
    return (
      train?.options(of: 0), checked.diagnostics.map { "\($0.location.line - 7):\($0.location.column) \($0.message)" }
    )
  }

  @Test func aLossAloneIsThePapersTraining() {
    let (options, mistakes) = Self.check("loss: { asimov: { systematic: 0.5 } }")
    #expect(mistakes == [])
    #expect(
      options
        == TrainingOptions(
          phases: [TrainingPhase(loss: .asimov(systematic: 0.5), epochs: 100, batchSize: 4096, patience: 2)], seed: 1))
  }

  @Test func everyOptionReachesTheTraining() {
    let (options, mistakes) = Self.check(
      """
      hidden: [46, 46]
      activation: gelu
      initialisation: he
      loss: { asimov-squared: { systematic: 0.3 } }
      pretrain:
        - { loss: cross-entropy, epochs: 3, batch-size: 64 }
        - { loss: s/sqrt(s+b), epochs: 40, stop: { patience: 5, minimum-improvement: 0.01 } }
      batch-size: [512, 1024, 4096]
      sampling: plain
      learning-rate: 0.01
      schedule: { cosine: { epochs: 20, final: 0.1 } }
      l2: 1e-4
      weight-decay: 0.02
      dropout: 0.25
      epochs: 60
      stop: { patience: 4 }
      seed: 7
      """)
    #expect(mistakes == [])
    #expect(
      options
        == TrainingOptions(
          hidden: [46, 46], activation: .gelu, initialisation: .he,
          phases: [
            TrainingPhase(loss: .crossEntropy, epochs: 3, batchSize: 64, patience: nil),
            TrainingPhase(
              loss: .significance, epochs: 40, batchSizes: [512, 1024, 4096], patience: 5, minimumImprovement: 0.01),
            TrainingPhase(
              loss: .asimovSquared(systematic: 0.3), epochs: 60, batchSizes: [512, 1024, 4096], patience: 4),
          ], learningRate: 0.01, schedule: .cosine(epochs: 20, final: 0.1), l2: 1e-4, weightDecay: 0.02, dropout: 0.25,
          sampling: .plain, seed: 7))
  }

  @Test func whatCannotBeTrainedIsToldAtItsPlace() {
    let (_, mistakes) = Self.check(
      """
      loss: asimov-squared
      pretrain: [{ loss: cross-entropy, epochs: 0 }, { loss: cross-entropy, stop: { patience: 0 } }]
      batch-size: [512, 0]
      schedule: { exponential: { factor: 1.5 } }
      l2: -1
      dropout: 20
      sampling: random
      """)
    #expect(
      mistakes == [
        "1:7 the Asimov loss needs a systematic", "2:43 epochs must be at least 1, not 0",
        "2:89 patience must be at least 1, not 0", "3:19 batch-size must be at least 1, not 0",
        "4:11 the factor must lie above 0 and not above 1", "5:5 l2 must not be negative, and is −1",
        "6:10 dropout must lie between 0 and 0.99, not 20", "7:11 unknown choice 'random'",
      ])
  }
}
