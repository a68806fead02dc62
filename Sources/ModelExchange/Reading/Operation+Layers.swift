import ONNXFormat

/// Operators that make layers, and the pair of probabilities that scikit-learn ends in.
extension Operation {
  /// Y = α A B + β C, A or B transposed before.
  func gemm() throws(Refusal) -> GraphValue {
    guard integer("transA", default: 0) == 0 else {
      throw Refusal("transA = 1 takes events for features: export with a row for each event")
    }
    let (signal, given) = (try signal(0), try constant(1))
    let (alpha, beta) = (number("alpha", default: 1), number("beta", default: 1))
    var weights = integer("transB", default: 0) == 0 ? given : try given.transposed()
    if alpha != 1 { weights = weights.map { $0 * alpha } }
    let product = try signal.multiplied(by: weights, origin: index)
    guard let biases = try optionalConstant(2) else { return .signal(product) }
    let row = try biases.row(width: product.width).map { $0 * beta }
    return .signal(product.with(try product.scaling.adding(row)))
  }

  func gelu() throws(Refusal) -> GraphValue {
    let form = attribute("approximate").map { String(decoding: $0.s, as: UTF8.self) } ?? "none"
    guard form == "none" else {
      throw Refusal("approximate = '\(form)': only the exact Gelu is read (PyTorch: GELU(approximate='none'))")
    }
    return .signal(try signal(0).activated(.gelu, origin: index))
  }

  /// 1 − p and p side by side.
  func classes() throws(Refusal) -> GraphValue {
    let axis = integer("axis", default: 0)
    guard inputs.count == 2, case .signal(let background)? = inputs[0], case .signal(let signal)? = inputs[1],
      axis == 1 || axis == -1, background.origin == signal.origin, signal.width == 1, !signal.isFlat,
      !background.isFlat,
      signal.scaling.isIdentity, background.scaling.means == [1], background.scaling.deviations == [-1]
    else {
      throw Refusal(
        "only the probabilities 1 − p and p of two classes are read side by side; give all features in one input")
    }
    return .classes(signal)
  }

  /// The value of a node without inputs.
  func literal() throws(Refusal) -> GraphValue {
    let name = node.output.first ?? ""
    for attribute in node.attribute {
      switch attribute.name {
      case "value": return .constant(try ConstantTensor(attribute.t))
      case "value_float": return .constant(ConstantTensor(name: name, shape: [], values: [Double(attribute.f)]))
      case "value_int": return .constant(ConstantTensor(name: name, shape: [], values: [Double(attribute.i)]))
      case "value_floats":
        let values = attribute.floats.map(Double.init)
        return .constant(ConstantTensor(name: name, shape: [values.count], values: values))
      case "value_ints":
        let values = attribute.ints.map(Double.init)
        return .constant(ConstantTensor(name: name, shape: [values.count], values: values))
      default: continue
      }
    }
    throw Refusal("a constant that is neither numbers nor a tensor")
  }
}
