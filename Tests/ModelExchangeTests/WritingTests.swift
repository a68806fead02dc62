import Foundation
import ModelExchange
import ONNXFormat
import Testing

@testable import Learning

@Suite struct WritingTests {
  struct Expected: Decodable {
    let features: [Float]
    let scores: [Double]
  }

  /// The files of `Fixtures/written`, each the mean of these networks.
  static let written: [(name: String, networks: [TrainedModel])] = [
    ("relu", [network(hidden: [(7, .relu), (5, .relu)], seed: 1)]),
    ("logistic", [network(hidden: [], features: 2, seed: 2, loss: .crossEntropy)]),
    ("tanh-gelu", [network(hidden: [(6, .tanh), (9, .gelu), (3, .gelu)], seed: 3, loss: .significance)]),
    ("sigmoid", [network(hidden: [(5, .sigmoid)], seed: 4)]),
    (
      "ensemble",
      [
        network(hidden: [(5, .relu)], seed: 5), network(hidden: [(4, .gelu)], seed: 6, loss: .significance),
        network(hidden: [(3, .tanh), (3, .relu)], seed: 7),
      ]
    ),
  ]

  static func expected(_ name: String) throws -> Expected {
    let all = try JSONDecoder().decode([String: Expected].self, from: Data(fixture("written/scores.json")))
    return try #require(all[name])
  }

  @Test(arguments: written.map(\.name)) func theFilesThatOnnxruntimeHasRunAreWrittenAgainToTheByte(_ name: String)
    throws
  {
    let networks = try #require(Self.written.first { $0.name == name }).networks
    let bytes = try TrainedModel.onnx(meanOf: networks)
    guard (try? fixture("written/\(name).onnx")) != bytes else { return }
    let place = FileManager.default.temporaryDirectory.appending(path: "\(name).onnx")
    try Data(bytes).write(to: place)
    Issue.record("\(name).onnx differs; what is written now lies in \(place.path())")
  }

  @Test(arguments: written.map(\.name)) func scoresOfOnnxruntimeAreThoseOfTheDefinition(_ name: String) throws {
    let networks = try #require(Self.written.first { $0.name == name }).networks
    let expected = try Self.expected(name)
    let scores = networks.map { definition($0.layers, $0.standardiser, expected.features) }
    let mean = expected.scores.indices.map { event in scores.reduce(0) { $0 + $1[event] } / Double(scores.count) }
    #expect(difference(mean, expected.scores) < 1e-6)
    let spread = try #require(expected.scores.max()) - #require(expected.scores.min())
    #expect(spread > 0.2)
  }

  @Test(arguments: ["relu", "logistic", "tanh-gelu", "sigmoid"]) func scoresOfOnnxruntimeAreThoseOfTheModel(
    _ name: String
  ) throws {
    let model = try #require(Self.written.first { $0.name == name }?.networks.first)
    let expected = try Self.expected(name)
    #expect(difference(try model.scores(of: expected.features), expected.scores) < 1e-6)
  }

  @Test(arguments: written.filter { $0.networks.count == 1 }.map(\.name))
  func whatIsWrittenIsReadAgain(_ name: String) throws {
    let model = try #require(Self.written.first { $0.name == name }?.networks.first)
    let read = try ImportedNetwork(onnx: model.onnx())
    #expect(read.layers == model.layers)
    #expect(read.standardiser == model.standardiser)
    #expect(read.featureNames == model.featureNames)
    #expect(read.inputs == model.featureNames.count)
    #expect(read.producer == "Asimov")
  }

  @Test func theMetadataTellWhatWasTrained() throws {
    let networks = Self.written[4].networks
    let file = try Onnx_ModelProto(serializedBytes: TrainedModel.onnx(meanOf: networks))
    let entries = file.metadataProps.map { [$0.key, $0.value] }
    #expect(
      entries == [
        [
          "feature_names",
          #"["jet 1 pT / \"GeV\"","jet 2 pT / \"GeV\"","jet 3 pT / \"GeV\"","jet 4 pT / \"GeV\""]"#,
        ], ["loss", "1/Z_A (σ_b/b = 0.5), (s+b)/s²"], ["seed", "5, 6, 7"],
      ])
  }

  @Test func aMeanOfOneNetworkIsThatNetwork() throws {
    let model = Self.written[0].networks[0]
    #expect(try TrainedModel.onnx(meanOf: [model]) == model.onnx())
  }

  @Test func networksThatShareNoInputAreRefused() {
    let (four, three) = (network(hidden: [], seed: 1), network(hidden: [], features: 3, seed: 1))
    #expect(throws: ONNXError.noNetworks) { try TrainedModel.onnx(meanOf: []) }
    #expect(
      throws: ONNXError.differentFeatures(network: 3, expected: four.featureNames, found: three.featureNames)
    ) { try TrainedModel.onnx(meanOf: [four, four, three]) }
  }

  @Test func anEnsembleIsReadNetworkByNetwork() throws {
    let networks = Self.written[4].networks
    let bytes = try TrainedModel.onnx(meanOf: networks)
    let read = try ImportedNetwork.networks(onnx: bytes)
    #expect(read.map(\.layers) == networks.map(\.layers))
    #expect(read.map(\.standardiser) == networks.map(\.standardiser))
    #expect(read.allSatisfy { $0.featureNames == networks[0].featureNames })
    let error = #expect(throws: ONNXError.self) { try ImportedNetwork(onnx: bytes) }
    #expect(error?.description == "ONNX graph: it is the mean of 3 networks, where one is read")
  }
}
