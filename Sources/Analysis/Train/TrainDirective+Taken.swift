import Events
import Foundation
import Learning
import ModelExchange
import Notebook

/// Networks that are taken as they are: from a file, or from another training.
extension TrainDirective {
  /// Whether there is nothing to train.
  var isTaken: Bool { from != nil || network != nil }

  /// - Returns: `nil` where the directive trains its own.
  func taken(for data: Dataset, _ context: StepContext) throws -> TrainedNetworks? {
    if let from { return try Self.networks(from: from, for: data) }
    return try network.map { try Self.networks(from: context.result(of: $0), for: data) }
  }

  private static func networks(from file: FileReference, for data: Dataset) throws -> TrainedNetworks {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file.path)))
    return TrainedNetworks(
      try ImportedNetwork.networks(onnx: bytes).map { try $0.model(features: data.featureNames) })
  }

  /// Of a cross-validation the mean of all: none has learnt from these events.
  private static func networks(from result: StepResult, for data: Dataset) throws -> TrainedNetworks {
    let networks = try TrainedNetworks(from: result).all
    guard networks[0].featureNames == data.featureNames else {
      throw OtherFeatures(expected: networks[0].featureNames, found: data.featureNames)
    }
    return TrainedNetworks(networks)
  }

  /// The network was trained on other features than it is asked about.
  struct OtherFeatures: Error, CustomStringConvertible {
    var expected: [String]
    var found: [String]

    var description: String {
      "the network takes the features \(expected.joined(separator: ", ")), and the dataset has "
        + "\(found.joined(separator: ", ")); give it the same 'features', in the same order, and the same 'parameters'"
    }
  }

  /// A network that is taken as it is has no training to describe.
  func checkTaken(_ context: inout CheckContext) {
    if from != nil, network != nil {
      return context.report(
        "a network is from a file or from another training, not both", at: "network", remedy: "drop one of them")
    }
    let (source, what) = from != nil ? ("from", "a network from a file") : ("network", "a network of another training")
    let kept = ["dataset", "luminosity", source]
    for key in CodingKeys.allCases.map(\.rawValue) where !kept.contains(key) && context.isGiven(key) {
      context.report("\(what) is not trained", at: key, remedy: "drop '\(key)', or '\(source)'")
    }
    // A file that is not there is told elsewhere.
    guard let from, let bytes = try? Data(contentsOf: URL(fileURLWithPath: from.path)) else { return }
    do throws(ONNXError) {
      _ = try ImportedNetwork.networks(onnx: Array(bytes))
    } catch {
      context.report("'\(from.name)': \(error)", at: from.location)
    }
  }
}
