import Foundation
import Testing

@testable import Learning

@Suite struct SampleTests {
  static func error(
    features: [Float], labels: [Bool], weights: [Float]? = nil, names: [String]? = nil
  ) -> LearningError? {
    #expect(throws: LearningError.self) {
      try LabelledSample(features: features, featureCount: 2, isSignal: labels, weights: weights, featureNames: names)
    }
  }

  @Test func whatIsNotASampleIsRefusedWithItsPlace() {
    #expect(Self.error(features: [], labels: []) == .emptySample(split: .sample))
    #expect(
      Self.error(features: [1, 2, 3], labels: [true, false])
        == .inconsistentLengths(features: 3, featureCount: 2, labels: 2, weights: 2))
    #expect(
      Self.error(features: [1, 2], labels: [true], weights: [])
        == .inconsistentLengths(features: 2, featureCount: 2, labels: 1, weights: 0))
    #expect(
      Self.error(features: [1, 2, 3, .nan], labels: [true, false], names: ["HT", "MET"])
        == .notFinite(feature: "MET", column: 1, row: 1))
    #expect(
      Self.error(features: [1, 2, .infinity, 1], labels: [true, false])
        == .notFinite(feature: "feature 0", column: 0, row: 1))
    #expect(Self.error(features: [1, 2], labels: [true], weights: [-1]) == .badWeight(-1, row: 0))
    #expect(
      Self.error(features: [1, 2], labels: [true], names: ["HT"]) == .wrongNumberOfNames(names: 1, featureCount: 2))
  }

  /// What a caller reads, the place and the remedy included.
  @Test func eachRefusalSaysWhatToDo() {
    let refusals: [LearningError: String] = [
      .notFinite(feature: "MET", column: 1, row: 7):
        "feature 'MET' (column 1) is not a finite number in row 7: remove the event or fill the gap",
      .missingClass(split: .training, isSignal: false):
        "the training split has no background events of non-zero weight: "
        + "give it some, or change the fractions of the split",
      .badWeight(-1, row: 3):
        "weight -1.0 in row 3: a weight must be finite and not negative; drop or reweight the event before training",
      .badBatchSize(4096, events: 1000):
        "batch size 4096: choose a batch-size between 1 and the 1000 events of the training split",
      .emptySample(split: .validation):
        "the validation split is empty: give it events, or change the fractions of the split",
    ]
    for (refusal, text) in refusals { #expect("\(refusal)" == text) }
  }

  @Test func aNaNIsFoundWhereverItHides() {
    for cell in 0..<40 {
      var features = [Float](repeating: 1, count: 40)
      features[cell] = .nan
      #expect(
        Self.error(features: features, labels: [Bool](repeating: true, count: 20))
          == .notFinite(feature: "feature \(cell % 2)", column: cell % 2, row: cell / 2))
    }
  }

  @Test func aSplitOfOneClassIsRefused() throws {
    let both = try gaussianSample(events: 30, seed: 1)
    let signal = try LabelledSample(
      features: both.features, featureCount: 4, isSignal: [Bool](repeating: true, count: 30))
    let weightless = try LabelledSample(
      features: both.features, featureCount: 4, isSignal: both.isSignal,
      weights: both.isSignal.map { $0 ? 0 : 1 })
    let training = Training(TrainingOptions(phases: [TrainingPhase(loss: .crossEntropy, batchSize: 10)]))
    let yields = Yields(signal: 1, background: 1)
    #expect(throws: LearningError.missingClass(split: .training, isSignal: false)) {
      try training.run(train: signal, validation: both, yields: yields)
    }
    #expect(throws: LearningError.missingClass(split: .validation, isSignal: true)) {
      try training.run(train: both, validation: weightless, yields: yields)
    }
  }

  @Test func splitsWithOtherFeaturesAreRefused() throws {
    let train = try gaussianSample(events: 30, seed: 1)
    let renamed = try LabelledSample(
      features: train.features, featureCount: 4, isSignal: train.isSignal, featureNames: ["feature 0", "HT", "c", "d"])
    let training = Training(TrainingOptions(phases: [TrainingPhase(loss: .crossEntropy, batchSize: 10)]))
    let yields = Yields(signal: 1, background: 1)
    #expect(throws: LearningError.differentFeatures(expected: 4, found: 5)) {
      try training.run(train: train, validation: gaussianSample(events: 30, features: 5, seed: 2), yields: yields)
    }
    #expect(throws: LearningError.differentNames(expected: "feature 1", found: "HT", column: 1)) {
      try training.run(train: train, validation: renamed, yields: yields)
    }
  }

  @Test func standardisedFeaturesHaveWeightedMeanZeroAndDeviationOne() throws {
    // By hand: both classes weigh the same in total, so the signal counts ½ and the backgrounds ⅛ and ⅜.
    let sample = try LabelledSample(
      features: [1, 7, 2, 7, 6, 7], featureCount: 2, isSignal: [true, false, false], weights: [5, 1, 3])
    let standardiser = try Standardiser(fitting: sample)
    #expect(abs(standardiser.means[0] - 3) < 1e-7)
    #expect(abs(standardiser.deviations[0] - (5.5).squareRoot()) < 1e-7)
    let rows = try StandardisedSample(sample, standardiser: standardiser, split: .training)
    #expect(abs(rows.rows[2][0] - Float(3 / (5.5).squareRoot())) < 1e-6)
    #expect(rows.rows[1][2] == 1)
    #expect((0..<3).map { rows.rows[$0][rows.weightColumn] } == [1.5, 0.375, 1.125])
  }

  @Test func rowsAreTheSameInAFile() throws {
    let folder = NSTemporaryDirectory() + "asimov-rows-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sample = try gaussianSample(events: 300, features: 5, seed: 4)
    let standardiser = try Standardiser(fitting: sample)
    let inMemory = try StandardisedSample(sample, standardiser: standardiser, split: .training)
    let inFile = try StandardisedSample(
      sample, standardiser: standardiser, split: .training, scratch: folder, limit: 0)
    #expect(inFile.matrix.array == inMemory.matrix.array)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    #expect(throws: LearningError.scratch("No such file or directory")) {
      _ = try StandardisedSample(
        sample, standardiser: standardiser, split: .training, scratch: folder + "/none", limit: 0)
    }
  }

  @Test func aConstantFeatureBecomesZero() throws {
    for constant: Float in [0.1, 7, -1e30, 0] {
      let sample = try LabelledSample(
        features: [1, constant, 2, constant, 6, constant], featureCount: 2, isSignal: [true, false, false],
        weights: [0.3, 0.7, 0.2])
      let standardiser = try Standardiser(fitting: sample)
      #expect(standardiser.deviations[1] == 1)
      let rows = try StandardisedSample(sample, standardiser: standardiser, split: .training)
      for event in 0..<3 { #expect(rows.rows[event][1] == 0) }
    }
  }
}
