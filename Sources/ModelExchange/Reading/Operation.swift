import ONNXFormat

/// A node of the graph with the values of its inputs.
///
/// Each operator is a method that gives the value of the node's first output. They lie in three files: what elementwise
/// arithmetic does, what layers do, and what leaves numbers alone.
struct Operation {
  let node: Onnx_NodeProto
  /// The node's place in the graph, from 0 on.
  let index: Int
  /// `nil` where an optional input is left out.
  let inputs: [GraphValue?]

  /// The node's operator, with its domain if it is not ONNX' own: `Gemm`, `ai.onnx.ml.Scaler`.
  static func name(of node: Onnx_NodeProto) -> String {
    node.domain.isEmpty || node.domain == "ai.onnx" ? node.opType : "\(node.domain).\(node.opType)"
  }

  /// The value of the first output.
  /// - Throws: for operators that are not read, and for what they are applied to.
  func value() throws(Refusal) -> GraphValue {
    switch Self.name(of: node) {
    case "Add", "Sum": try sum()
    case "Sub": try difference()
    case "Mul": try product()
    case "Div": try quotient()
    case "Neg": try negation()
    case "Sqrt": .constant(try constant(0).map { $0.squareRoot() })
    case "ai.onnx.ml.Scaler": try scaler()
    case "BatchNormalization": try batchNormalization()
    case "Clip": try clip()
    case "Gemm": try gemm()
    case "MatMul": .signal(try signal(0).multiplied(by: constant(1), origin: index))
    case "Relu": .signal(try signal(0).activated(.relu, origin: index))
    case "Tanh": .signal(try signal(0).activated(.tanh, origin: index))
    case "Sigmoid": .signal(try signal(0).activated(.sigmoid, origin: index))
    case "Gelu": try gelu()
    case "Erf": .gate(try Gate(argument: signal(0)))
    case "Constant": try literal()
    case "Identity", "ai.onnx.ml.ZipMap": try input(0)
    case "Dropout": try dropout()
    case "Cast": try cast()
    case "Transpose": try transpose()
    case "Flatten": try flatten()
    case "Reshape": try reshape()
    case "Squeeze": try squeeze()
    case "Unsqueeze": try unsqueeze()
    case "Concat": try classes()
    case "Mean": .mean(try inputs.indices.map { position throws(Refusal) in try signal(position) })
    case "Softmax": throw Refusal("export the sigmoid of the difference of two classes' sums, which is the same")
    default:
      throw Refusal(
        "this operator is not read; a dense network is made of Gemm or MatMul and Add, of Relu, Tanh, Sigmoid or Gelu, "
          + "and of constant scalings (Sub, Div, Mul, Add, Scaler, BatchNormalization)")
    }
  }
}

extension Operation {
  func input(_ position: Int) throws(Refusal) -> GraphValue {
    guard inputs.indices.contains(position), let value = inputs[position] else {
      throw Refusal("input \(position + 1) is missing: the file is damaged")
    }
    return value
  }

  func constant(_ position: Int) throws(Refusal) -> ConstantTensor {
    let value = try input(position)
    guard case .constant(let tensor) = value else {
      throw Refusal("input \(position + 1) is \(value.kind), where a constant is read")
    }
    return tensor
  }

  /// An input that may be left out.
  func optionalConstant(_ position: Int) throws(Refusal) -> ConstantTensor? {
    guard inputs.indices.contains(position), inputs[position] != nil else { return nil }
    return try constant(position)
  }

  func signal(_ position: Int) throws(Refusal) -> Signal {
    let value = try input(position)
    guard case .signal(let signal) = value else {
      throw Refusal("input \(position + 1) is \(value.kind), where values of the network are read")
    }
    return signal
  }

  func attribute(_ name: String) -> Onnx_AttributeProto? { node.attribute.first { $0.name == name } }

  func integer(_ name: String, default value: Int) -> Int { attribute(name).map { Int($0.i) } ?? value }

  func number(_ name: String, default value: Double) -> Double { attribute(name).map { Double($0.f) } ?? value }

  /// A list of numbers as a tensor of one axis.
  func numbers(_ name: String) throws(Refusal) -> ConstantTensor {
    guard let list = attribute(name)?.floats else { throw Refusal("the attribute '\(name)' is missing") }
    return ConstantTensor(name: name, shape: [list.count], values: list.map(Double.init))
  }

  /// A list of axes, which is an attribute up to operator set 12 and an input from 13 on; `nil` if it is left out.
  func axes() throws(Refusal) -> [Int]? {
    if let attribute = attribute("axes") { return attribute.ints.map { Int($0) } }
    return try optionalConstant(1)?.integers()
  }
}
