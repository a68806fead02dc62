import Testing

@testable import Learning

@Suite struct ModelTests {
  static func model() throws -> TrainedModel {
    try TrainingTests.train(TrainingTests.asimov, hidden: [5, 3], events: 600)
  }

  @Test func bytesGiveTheModelBack() throws {
    let model = try Self.model()
    let decoded = try TrainedModel(decoding: model.encoded)
    #expect(decoded == model)
    #expect(decoded.encoded == model.encoded)
  }

  @Test func aModelCutShortOrDamagedIsRefused() throws {
    let bytes = try Self.model().encoded
    for count in 0..<bytes.count {
      #expect(throws: LearningError.self) { try TrainedModel(decoding: Array(bytes.prefix(count))) }
    }
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x41
      #expect(throws: LearningError.self) { try TrainedModel(decoding: damaged) }
    }
    #expect(throws: LearningError.self) { try TrainedModel(decoding: bytes + [0]) }
  }

  /// A damaged file whose checksum has been put right reaches every check behind it; none may crash.
  @Test func wrongContentBehindARightChecksumNeverCrashes() throws {
    let bytes = try Self.model().encoded
    for index in bytes.indices.dropLast(8) {
      for value: UInt8 in [0, 0x7F, 0xFF] {
        var body = Array(bytes.dropLast(8))
        body[index] = value
        var writer = ByteWriter()
        for byte in body { writer.put(byte) }
        writer.put(fowlerNollVo(body))
        if let model = try? TrainedModel(decoding: writer.bytes) {
          _ = try model.scores(of: [Float](repeating: 1, count: model.featureNames.count))
        }
      }
    }
  }

  @Test func scoresAgreeWithTheFormulaInDouble() throws {
    let model = try Self.model()
    let sample = try gaussianSample(events: 203, seed: 4)
    let scores = try model.scores(of: sample.features)
    let logits = try model.logits(of: sample.features)
    #expect(scores.count == 203 && logits.count == 203)
    for (found, expected) in zip(logits, model.logitsByFormula(of: sample.features.array)) {
      #expect(abs(Double(found) - expected) < 1e-5)
    }
    #expect(zip(scores, logits).allSatisfy { ($0 > 0.5) == ($1 > 0) && $0 > 0 && $0 < 1 })
  }

  @Test func threadsScoreAsOneDoes() throws {
    let model = try Self.model()
    let sample = try gaussianSample(events: 20_011, seed: 4)
    let scores = try model.scores(of: sample.features)
    for threads in [2, 3, 8] { #expect(try model.scores(of: sample.features, threads: threads) == scores) }
  }

  @Test func eventsThatDoNotFitAreRefused() throws {
    let model = try Self.model()
    #expect(try model.scores(of: []) == [])
    #expect(throws: LearningError.differentFeatures(expected: 4, found: 3)) {
      try model.scores(of: [1, 2, 3, 4, 5, 6, 7])
    }
    #expect(throws: LearningError.notFinite(feature: "feature 2", column: 2, row: 1)) {
      try model.scores(of: [1, 2, 3, 4, 5, 6, .nan, 8])
    }
    #expect(try model.scores(of: [3e38, -3e38, 3e38, 1]).allSatisfy(\.isFinite))
  }
}
