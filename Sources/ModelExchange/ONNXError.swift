/// Why a model file was not read or written, and what its author can do about it.
public enum ONNXError: Error, Hashable, Sendable {
  /// The bytes are not an ONNX model, or only a part of one.
  case notAModel(reason: String)
  /// A node of the graph does what no dense network of Asimov does, or its numbers do not fit. `node` is the node's name, or
  /// that of its first output if it has none.
  case refusedNode(node: String, operator: String, reason: String)
  /// The graph's inputs, outputs or its shape as a whole are not those of a classifier with one score.
  case refusedGraph(reason: String)
  /// An entry of the file's metadata contradicts the graph.
  case badMetadata(key: String, reason: String)
  /// A mean over no networks was asked for.
  case noNetworks
  /// Networks with other features cannot share an input: the first that differs from the first network, counted from 1.
  case differentFeatures(network: Int, expected: [String], found: [String])
  /// The network asks for a feature that the events do not have.
  case unknownFeature(String, known: [String])
  /// The file names no features, and the events have another number of them.
  case unnamedFeatures(network: Int, events: Int)
  /// The model cannot be put into a file, which holds at most 2 GiB.
  case notWritable(reason: String)
}

extension ONNXError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAModel(let reason): "not an ONNX model: \(reason)"
    case .refusedNode(let node, let name, let reason): "ONNX node '\(node)' (\(name)): \(reason)"
    case .refusedGraph(let reason): "ONNX graph: \(reason)"
    case .badMetadata(let key, let reason): "ONNX metadata '\(key)': \(reason)"
    case .noNetworks: "a mean of scores needs at least one network"
    case .differentFeatures(let network, let expected, let found):
      "network \(network) has the features \(found.joined(separator: ", ")), network 1 has "
        + "\(expected.joined(separator: ", ")): only networks with the same features, in the same order, share a file"
    case .unknownFeature(let name, let known):
      "the network asks for a feature '\(name)', and the events have \(known.joined(separator: ", "))"
    case .unnamedFeatures(let network, let events):
      "the network takes \(network) features without saying which, and the events have \(events): give the events those "
        + "alone, in the network's order, or name them in the file's metadata under '\(MetadataKey.featureNames)'"
    case .notWritable(let reason): "the model cannot be written as ONNX: \(reason)"
    }
  }
}

/// What is wrong with a node or a tensor, before it is known which node that is.
struct Refusal: Error, Hashable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
