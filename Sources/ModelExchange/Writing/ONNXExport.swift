import Foundation
import Learning
import ONNXFormat
import SwiftProtobuf

/// Model files that onnxruntime and every other reader of ONNX run without Asimov.
///
/// The graph takes `features`, float [N, F] in the units of the training and in the order of `feature_names`, and gives
/// `score`, float [N, 1]. Standardisation is part of it and done in double precision, as `Standardiser` does it: a float
/// mean would cost digits of every feature that is narrow and far from zero. Opset 13 (onnxruntime 1.6 and later), which has
/// no Gelu: that is written as x/2 · (1 + erf(x/√2)).
///
/// The metadata hold `feature_names` (a JSON array) and, of networks that Asimov has trained, `loss` and `seed`. Equal models
/// have equal bytes.
extension TrainedModel {
  /// The network as an ONNX file.
  /// - Returns: the file's bytes; scores in onnxruntime agree with `scores(of:)` to 10⁻⁶.
  /// - Throws: `notWritable` for a network beyond 2 GiB.
  public func onnx() throws(ONNXError) -> [UInt8] {
    try Self.onnx(meanOf: [self])
  }

  /// An ensemble as one ONNX file, whose score is the mean of the networks' scores.
  ///
  /// Each network brings its own standardisation, so that they may have been trained on different splits.
  /// - Parameter models: at least one, all with the same features in the same order.
  /// - Returns: the file's bytes; of a single network, the same as `onnx()`.
  /// - Throws: `noNetworks`, `differentFeatures`, `notWritable`.
  public static func onnx(meanOf models: [TrainedModel]) throws(ONNXError) -> [UInt8] {
    guard let first = models.first else { throw .noNetworks }
    if let index = models.firstIndex(where: { $0.featureNames != first.featureNames }) {
      throw .differentFeatures(
        network: index + 1, expected: first.featureNames, found: models[index].featureNames)
    }
    var builder = GraphBuilder(features: first.featureNames.count)
    if models.count == 1 {
      builder.addNetwork(first, prefix: "")
    } else {
      let scores = models.enumerated().map { index, model in
        builder.addNetwork(model, prefix: "network_\(index + 1)/")
      }
      builder.addNode("Mean", scores, GraphBuilder.score)
    }
    do {
      var file = builder.model
      file.metadataProps = try metadata(of: models, featureNames: first.featureNames)
      return try file.serializedBytes()
    } catch {
      throw .notWritable(reason: "\(error)")
    }
  }

  /// The metadata, sorted by their keys.
  private static func metadata(
    of models: [TrainedModel], featureNames: [String]
  ) throws -> [Onnx_StringStringEntryProto] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let names = String(decoding: try encoder.encode(featureNames), as: UTF8.self)
    let records = models.compactMap(\.training)
    var losses: [String] = []
    for loss in records.map(\.loss.description) where !losses.contains(loss) { losses.append(loss) }
    var entries = [(MetadataKey.featureNames, names)]
    if !records.isEmpty {
      entries += [
        (MetadataKey.loss, losses.joined(separator: ", ")),
        (MetadataKey.seed, records.map { String($0.options.seed) }.joined(separator: ", ")),
      ]
    }
    return entries.map { key, value in
      Onnx_StringStringEntryProto.with {
        $0.key = key
        $0.value = value
      }
    }
  }
}

/// Keys of the metadata that Asimov writes and reads.
enum MetadataKey {
  static let featureNames = "feature_names"
  static let loss = "loss"
  static let seed = "seed"
}
