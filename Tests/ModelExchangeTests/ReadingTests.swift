import Foundation
import Learning
import ModelExchange
import Testing

@Suite struct ReadingTests {
  struct Expected: Decodable {
    let features: [Float]
    let scores: [String: [Double]]
  }

  static let foreign = [
    "keras-saved", "keras-normalised", "keras-logistic", "torch-relu", "torch-erf", "torch-dynamo-erf",
    "torch-dynamo-gelu", "torch-logit", "sklearn-relu", "sklearn-tanh-zipmap", "sklearn-logistic",
  ]

  /// What the tools' own files hold.
  static func read(_ name: String) throws -> ImportedNetwork {
    try ImportedNetwork(onnx: fixture("foreign/\(name).onnx"))
  }

  @Test(arguments: foreign) func networksOfOtherToolsScoreAsInOnnxruntime(_ name: String) throws {
    let tool = name.prefix { $0 != "-" }
    let expected = try JSONDecoder().decode(Expected.self, from: Data(fixture("foreign/\(tool).json")))
    let network = try Self.read(name)
    let scores = definition(network.layers, network.standardiser, expected.features)
    #expect(difference(scores, try #require(expected.scores[name])) < 1e-6)
  }

  @Test func layersAndStandardisationAreFoundAsTheyWereBuilt() throws {
    let torch = try Self.read("torch-relu")
    #expect(torch.layers.map(\.activation) == [.relu, .tanh, .sigmoid])
    #expect(torch.layers.map(\.units) == [6, 4, 1])
    #expect(torch.standardiser.means == [50, 0, 300])
    #expect(torch.standardiser.deviations == [10, 1, 100])
    #expect(torch.featureNames == nil)
    #expect(torch.producer == "pytorch 2.15.0")
    #expect(try Self.read("torch-erf").layers.map(\.activation) == [.gelu, .gelu, .sigmoid])
    #expect(try Self.read("keras-saved").layers.map(\.activation) == [.relu, .tanh, .sigmoid])
    #expect(try Self.read("sklearn-logistic").layers.map(\.activation) == [.sigmoid, .sigmoid, .sigmoid])
    #expect(try Self.read("keras-logistic").layers.map(\.units) == [1])
  }

  @Test func aFileThatNothingCanRunIsRefused() throws {
    let error = #expect(throws: ONNXError.self) { try Self.read("keras-adapted") }
    #expect(try #require(error?.description).contains("export it with one input"))
  }

  @Test func aFileCutShortIsRefusedOrWhole() throws {
    let bytes = try fixture("written/relu.onnx")
    for count in 0..<bytes.count {
      // Metadata stand last, and may be missing.
      guard let network = read(Array(bytes.prefix(count))) else { continue }
      #expect(network.layers == (try ImportedNetwork(onnx: bytes)).layers)
    }
  }

  /// Whatever a file holds, reading it ends in a sound network or in an error of the right type.
  @Test func damagedFilesNeverCrash() throws {
    var draws = Draws(state: 17)
    func below(_ limit: Int) -> Int { min(limit - 1, Int((draws.next() + 1) / 2 * Float(limit))) }
    for name in Self.foreign.map({ "foreign/\($0)" }) + ["written/tanh-gelu", "written/ensemble"] {
      let bytes = try fixture("\(name).onnx")
      for _ in 0..<1000 {
        var damaged = bytes
        for _ in 0...below(4) {
          let place = below(damaged.count)
          switch below(4) {
          case 0: damaged[place] = UInt8(below(256))
          case 1: damaged[place] ^= 1 << UInt8(below(8))
          case 2: damaged.remove(at: place)
          default: damaged.insert(damaged[below(damaged.count)], at: place)
          }
        }
        guard let network = read(damaged) else { continue }
        let layers = network.layers
        #expect(layers.last?.units == 1 && layers.last?.activation == .sigmoid)
        #expect(zip([network.inputs] + layers.map(\.units), layers).allSatisfy { $0 == $1.inputs })
        #expect(layers.allSatisfy { $0.weights.count == $0.inputs * $0.units && $0.biases.count == $0.units })
        #expect(layers.allSatisfy { $0.weights.allSatisfy(\.isFinite) && $0.biases.allSatisfy(\.isFinite) })
        #expect(network.standardiser.means.allSatisfy { $0.isFinite })
        #expect(network.standardiser.deviations.allSatisfy { $0 > 0 && $0.isFinite })
      }
    }
  }

  /// The network, or `nil` where the bytes are refused with a reason.
  private func read(_ bytes: [UInt8]) -> ImportedNetwork? {
    do { return try ImportedNetwork(onnx: bytes) } catch {
      #expect(!error.description.isEmpty)
      return nil
    }
  }
}
