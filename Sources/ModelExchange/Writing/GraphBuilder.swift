import Foundation
import Learning
import ONNXFormat

/// Puts a graph together, node by node, in the order in which they run.
struct GraphBuilder {
  static let features = "features"
  static let score = "score"
  /// The first operator set in which all that is used here has its present form.
  static let opset: Int64 = 13
  /// The version of the file format that came with it.
  static let formatVersion: Int64 = 7

  private var graph = Onnx_GraphProto()

  /// - Parameter features: the width of the input.
  init(features: Int) {
    graph.name = "asimov"
    graph.input = [Self.floats(Self.features, columns: features)]
    graph.output = [Self.floats(Self.score, columns: 1)]
  }

  /// The file, without metadata.
  var model: Onnx_ModelProto {
    .with {
      $0.irVersion = Self.formatVersion
      $0.producerName = "Asimov"
      $0.graph = graph
      $0.opsetImport = [.with { $0.version = Self.opset }]
    }
  }

  /// Adds a network from the features to its score.
  /// - Parameters:
  ///   - model: any network.
  ///   - prefix: put before every name, so that several networks fit into one graph.
  /// - Returns: the name of its score.
  @discardableResult
  mutating func addNetwork(_ model: TrainedModel, prefix: String) -> String {
    var values = addStandardisation(model.standardiser, prefix: prefix)
    for (index, layer) in model.layers.enumerated() {
      let isOutput = index == model.layers.count - 1
      let name = prefix + (isOutput ? "output" : "hidden_\(index + 1)")
      addTensor("\(name).weight", [layer.inputs, layer.units], layer.weights)
      addTensor("\(name).bias", [layer.units], layer.biases)
      addNode("Gemm", [values, "\(name).weight", "\(name).bias"], "\(name).sum")
      values = isOutput ? prefix + Self.score : name
      addActivation(layer.activation, "\(name).sum", values)
    }
    return values
  }

  /// (x − mean)/deviation in double precision, held within the standardiser's reach.
  private mutating func addStandardisation(_ standardiser: Standardiser, prefix: String) -> String {
    let names = ["features.double", "centred", "scaled", "held", "standardised"].map { prefix + $0 }
    addTensor("\(prefix)means", [standardiser.means.count], standardiser.means)
    addTensor("\(prefix)deviations", [standardiser.deviations.count], standardiser.deviations)
    addConstant("lower", -Standardiser.reach)
    addConstant("upper", Standardiser.reach)
    addNode("Cast", [Self.features], names[0], ["to": Int64(Onnx_TensorProto.DataType.double.rawValue)])
    addNode("Sub", [names[0], "\(prefix)means"], names[1])
    addNode("Div", [names[1], "\(prefix)deviations"], names[2])
    addNode("Clip", [names[2], "lower", "upper"], names[3])
    addNode("Cast", [names[3]], names[4], ["to": Int64(Onnx_TensorProto.DataType.float.rawValue)])
    return names[4]
  }

  private mutating func addActivation(_ activation: DenseLayer.Activation, _ input: String, _ output: String) {
    switch activation {
    case .relu: addNode("Relu", [input], output)
    case .tanh: addNode("Tanh", [input], output)
    case .sigmoid: addNode("Sigmoid", [input], output)
    case .gelu:
      addConstant("sqrt_2", Float(2).squareRoot())
      addConstant("one", Float(1))
      addConstant("half", Float(0.5))
      addNode("Div", [input, "sqrt_2"], "\(output).argument")
      addNode("Erf", ["\(output).argument"], "\(output).erf")
      addNode("Add", ["\(output).erf", "one"], "\(output).gate")
      addNode("Mul", [input, "\(output).gate"], "\(output).gated")
      addNode("Mul", ["\(output).gated", "half"], output)
    }
  }

  /// Adds a node that is named after its output.
  mutating func addNode(
    _ operation: String, _ inputs: [String], _ output: String, _ attributes: KeyValuePairs<String, Int64> = [:]
  ) {
    graph.node.append(
      .with {
        $0.name = output
        $0.opType = operation
        $0.input = inputs
        $0.output = [output]
        $0.attribute = attributes.map { name, value in
          .with {
            $0.name = name
            $0.type = .int
            $0.i = value
          }
        }
      })
  }

  /// Adds a scalar, unless it is there already.
  private mutating func addConstant(_ name: String, _ value: some WritableNumber) {
    guard !graph.initializer.contains(where: { $0.name == name }) else { return }
    addTensor(name, [], [value])
  }

  /// Adds a tensor, row-major.
  private mutating func addTensor<Number: WritableNumber>(_ name: String, _ shape: [Int], _ values: [Number]) {
    graph.initializer.append(
      .with {
        $0.name = name
        $0.dataType = Int32(Number.type.rawValue)
        $0.dims = shape.map(Int64.init)
        $0.rawData = values.reduce(into: Data(capacity: values.count * Number.bytes)) { $1.append(to: &$0) }
      })
  }

  /// A float matrix with a free number of rows.
  private static func floats(_ name: String, columns: Int) -> Onnx_ValueInfoProto {
    .with {
      $0.name = name
      $0.type.tensorType.elemType = Int32(Onnx_TensorProto.DataType.float.rawValue)
      $0.type.tensorType.shape.dim = [.with { $0.dimParam = "N" }, .with { $0.dimValue = Int64(columns) }]
    }
  }
}

/// The numbers of a tensor's raw data, little-endian.
private protocol WritableNumber {
  static var type: Onnx_TensorProto.DataType { get }
  static var bytes: Int { get }
  func append(to data: inout Data)
}

extension Float: WritableNumber {
  fileprivate static var type: Onnx_TensorProto.DataType { .float }
  fileprivate static var bytes: Int { 4 }
  fileprivate func append(to data: inout Data) {
    withUnsafeBytes(of: bitPattern.littleEndian) { data.append(contentsOf: $0) }
  }
}

extension Double: WritableNumber {
  fileprivate static var type: Onnx_TensorProto.DataType { .double }
  fileprivate static var bytes: Int { 8 }
  fileprivate func append(to data: inout Data) {
    withUnsafeBytes(of: bitPattern.littleEndian) { data.append(contentsOf: $0) }
  }
}
