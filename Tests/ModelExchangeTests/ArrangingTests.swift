import ModelExchange
import Testing

@testable import Learning

/// Networks from files, made ready for events whose features stand in another order.
@Suite struct ArrangingTests {
  private static let model = network(hidden: [(7, .relu), (5, .relu)], seed: 1)

  private static func read() throws -> ImportedNetwork { try ImportedNetwork(onnx: model.onnx()) }

  @Test func featuresAreFoundByTheirNamesAndOthersWeighNothing() throws {
    let names = Self.model.featureNames
    let order = ["something else", names[2], names[0], "more", names[3], names[1]]
    let arranged = try Self.read().model(features: order)
    #expect(arranged.featureNames == order)
    #expect(arranged.training == nil)
    #expect(arranged.origin == .file(producer: "Asimov"))
    var draws = Draws(state: 5)
    for _ in 0..<100 {
      let values = names.indices.map { 1e3 * draws.next() * Float($0 + 1) }
      let others = [3e38 * draws.next(), -3e38 * draws.next()]
      let row = [others[0], values[2], values[0], others[1], values[3], values[1]]
      #expect(difference(try arranged.scores(of: row), try Self.model.scores(of: values)) < 1e-6)
    }
  }

  @Test func aFileWithoutNamesTakesTheFeaturesInTheirOrder() throws {
    let torch = try ReadingTests.read("torch-relu")
    let arranged = try torch.model(features: ["a", "b", "c"])
    #expect(arranged.layers == torch.layers && arranged.standardiser == torch.standardiser)
    let error = #expect(throws: ONNXError.unnamedFeatures(network: 3, events: 4)) {
      try torch.model(features: ["a", "b", "c", "d"])
    }
    #expect(error?.description.contains("'feature_names'") == true)
  }

  @Test func aFeatureThatTheEventsLackIsNamed() throws {
    let names = Self.model.featureNames
    #expect(throws: ONNXError.unknownFeature(names[1], known: ["x", names[0], names[2], names[3]])) {
      try Self.read().model(features: ["x", names[0], names[2], names[3]])
    }
  }

  @Test func theBytesOfAnImportedNetworkGiveItBack() throws {
    let model = try Self.read().model(features: Self.model.featureNames)
    #expect(try TrainedModel(decoding: model.encoded) == model)
    // Neither loss nor seed are known of it.
    #expect(try ImportedNetwork(onnx: model.onnx()).layers == model.layers)
  }
}
