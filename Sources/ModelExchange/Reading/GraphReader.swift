import Foundation
import Learning
import ONNXFormat
import SwiftProtobuf

/// Follows the features through a graph.
///
/// Nodes are met in the order of the file, which the format requires to be one in which they can run. A node that cannot be
/// read is an error once the score depends on it: an export of scikit-learn also computes labels.
struct GraphReader {
  /// The most nodes of a graph; a network of 100 layers has some 500.
  private static let mostNodes = 4096
  /// The most numbers that constants and weights may come to, 512 MiB: one tensor may be used in thousands of nodes.
  private static let mostNumbers = 1 << 26
  /// Broadcasting has its present rules from this operator set on.
  private static let oldestOpset: Int64 = 7

  private let model: Onnx_ModelProto
  private let initialisers: [String: Onnx_TensorProto]

  /// - Throws: `notAModel` if the bytes are none, or older than operator set 7; `refusedGraph` for one that is too long.
  init(_ bytes: [UInt8]) throws(ONNXError) {
    do { model = try Onnx_ModelProto(serializedBytes: bytes) } catch {
      throw .notAModel(reason: "the bytes do not follow the format: the file is cut short, damaged or something else")
    }
    guard model.hasGraph, !model.graph.node.isEmpty else {
      throw .notAModel(reason: "there is no graph in it: the file is cut short or something else")
    }
    let opset = model.opsetImport.first { $0.domain.isEmpty || $0.domain == "ai.onnx" }?.version ?? 0
    guard opset >= Self.oldestOpset else {
      throw .notAModel(reason: "operator set \(opset) is too old: export with \(Self.oldestOpset) or later, such as 17")
    }
    guard model.graph.node.count <= Self.mostNodes else {
      throw .refusedGraph(
        reason: "\(model.graph.node.count) nodes are no dense network: at most \(Self.mostNodes) are read")
    }
    initialisers = Dictionary(model.graph.initializer.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The program that wrote the file.
  var producer: String {
    [model.producerName, model.producerVersion].filter { !$0.isEmpty }.joined(separator: " ")
  }

  typealias Network = (standardiser: Standardiser, layers: [DenseLayer])

  /// The networks whose mean the graph computes, one in most files.
  func networks() throws(ONNXError) -> [Network] {
    let (input, width) = try features()
    var results: [String: Result<GraphValue, ONNXError>] = [input: .success(.signal(Signal(features: width)))]
    var numbers = 0
    for (index, node) in model.graph.node.enumerated() {
      let result = Result { () throws(ONNXError) in try value(of: node, index: index, results) }
      numbers += Self.numbers(in: result, madeBy: index)
      guard numbers <= Self.mostNumbers else {
        throw .refusedGraph(reason: "its weights come to more than \(Self.mostNumbers) numbers, which is too many")
      }
      for (position, name) in node.output.enumerated() where !name.isEmpty {
        results[name] =
          position == 0 ? result : .failure(refused(node, "output \(position + 1), '\(name)', is not read"))
      }
    }
    let output = try score()
    guard let result = results[output] else {
      throw .refusedGraph(reason: "no node computes the output '\(output)': the file is damaged")
    }
    guard case .mean(let signals) = try result.get() else { return [try Self.finish(result.get(), output: output)] }
    return try signals.map { signal throws(ONNXError) in try Self.finish(.signal(signal), output: output) }
  }

  private func value(
    of node: Onnx_NodeProto, index: Int, _ results: [String: Result<GraphValue, ONNXError>]
  ) throws(ONNXError) -> GraphValue {
    var inputs: [GraphValue?] = []
    for name in node.input {
      if name.isEmpty {
        inputs.append(nil)
      } else if let result = results[name] {
        inputs.append(try result.get())
      } else if let tensor = initialisers[name] {
        do { inputs.append(.constant(try ConstantTensor(tensor))) } catch { throw refused(node, error.reason) }
      } else {
        throw refused(node, "nothing ahead of it defines its input '\(name)': the file is damaged")
      }
    }
    do { return try Operation(node: node, index: index, inputs: inputs).value() } catch {
      throw refused(node, error.reason)
    }
  }

  /// How many numbers a node has added.
  private static func numbers(in result: Result<GraphValue, ONNXError>, madeBy index: Int) -> Int {
    switch result {
    case .success(.constant(let constant)): constant.values.count
    case .success(.signal(let signal)) where signal.origin == index: signal.sums?.weights.count ?? 0
    default: 0
    }
  }

  private func refused(_ node: Onnx_NodeProto, _ reason: String) -> ONNXError {
    .refusedNode(
      node: node.name.isEmpty ? node.output.first ?? "" : node.name, operator: Operation.name(of: node), reason: reason)
  }
}

extension GraphReader {
  /// The input with the features, and how many there are. Old files list initialisers among the inputs.
  private func features() throws(ONNXError) -> (name: String, width: Int) {
    let inputs = model.graph.input.filter { initialisers[$0.name] == nil }
    guard let input = inputs.first, inputs.count == 1 else {
      let names = inputs.map { "'\($0.name)'" }.joined(separator: ", ")
      throw .refusedGraph(
        reason: inputs.isEmpty
          ? "it has no input"
          : "it has the inputs \(names): export it with one input, a row of all features for each event")
    }
    let tensor = input.type.tensorType
    let type = Onnx_TensorProto.DataType(rawValue: Int(tensor.elemType))
    guard type == .float || type == .double else {
      throw .refusedGraph(reason: "its input '\(input.name)' is neither float nor double: export it with a float input")
    }
    let lengths = tensor.shape.dim
    guard lengths.count == 2, case .dimValue(let width)? = lengths[1].value else {
      throw .refusedGraph(
        reason:
          "its input '\(input.name)' should have the shape [N, F] with a fixed number F of features: give the shape "
          + "when you export it")
    }
    guard (1...Int64(DenseLayer.widest)).contains(width) else {
      throw .refusedGraph(reason: "its input has \(width) features: Asimov takes 1 to \(DenseLayer.widest)")
    }
    return (input.name, Int(width))
  }

  /// The name of the output that holds the scores: the only one that is not a label.
  private func score() throws(ONNXError) -> String {
    let outputs = model.graph.output.filter { output in
      guard case .tensorType(let tensor)? = output.type.value else { return true }
      return [.float, .double].contains(Onnx_TensorProto.DataType(rawValue: Int(tensor.elemType)))
    }
    guard let output = outputs.first, outputs.count == 1 else {
      let names = outputs.map { "'\($0.name)'" }.joined(separator: ", ")
      throw .refusedGraph(
        reason: outputs.isEmpty
          ? "none of its outputs is a number"
          : "it has the outputs \(names): export it with the score as its only output")
    }
    return output.name
  }

  /// Checks that what the output holds is a score.
  private static func finish(_ value: GraphValue, output: String) throws(ONNXError) -> Network {
    var signal: Signal
    switch value {
    case .signal(let found), .classes(let found): signal = found
    default: throw .refusedGraph(reason: "its output '\(output)' is \(value.kind), not a score")
    }
    guard signal.width == 1 else {
      throw .refusedGraph(
        reason:
          "its output '\(output)' has \(signal.width) columns: end in the sigmoid of a single unit; softmax of two units "
          + "is the sigmoid of the difference of their sums")
    }
    if signal.sums != nil {
      guard output.lowercased().contains("logit") else {
        throw .refusedGraph(
          reason:
            "its output '\(output)' is no sigmoid, and may be a logit or anything else: add a sigmoid, or name the "
            + "output 'logit' if it is ln(score/(1 − score))")
      }
      do { signal = try signal.activated(.sigmoid, origin: -1) } catch {
        throw .refusedGraph(reason: "its output '\(output)': \(error.reason)")
      }
    }
    guard let scaling = signal.standardiser, signal.layers.last?.activation == .sigmoid, signal.scaling.isIdentity
    else {
      throw .refusedGraph(reason: "its output '\(output)' is not the sigmoid of a dense layer: end in a sigmoid")
    }
    return (Standardiser(means: scaling.means, deviations: scaling.deviations.map(abs)), signal.layers)
  }

  /// The names in the metadata, if there are any.
  func featureNames(inputs: Int) throws(ONNXError) -> [String]? {
    let key = MetadataKey.featureNames
    guard let text = model.metadataProps.first(where: { $0.key == key })?.value else { return nil }
    let listed = try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    let names =
      listed
      ?? text.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    guard names.count == inputs else {
      throw .badMetadata(key: key, reason: "\(names.count) names for \(inputs) features: give one name for each")
    }
    return names
  }
}
