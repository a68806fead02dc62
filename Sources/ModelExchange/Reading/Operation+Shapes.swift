import ONNXFormat

/// Operators that leave numbers alone, as far as they do.
extension Operation {
  func dropout() throws(Refusal) -> GraphValue {
    if let training = try optionalConstant(2), training.values.contains(where: { $0 != 0 }) {
      throw Refusal("it drops units at random: export the model for inference (PyTorch: model.eval())")
    }
    return try input(0)
  }

  func cast() throws(Refusal) -> GraphValue {
    let value = try input(0)
    switch (Onnx_TensorProto.DataType(rawValue: integer("to", default: 0)), value) {
    case (.double, _): return value
    case (.float, .constant(let constant)): return .constant(constant.map { Double(Float($0)) })
    case (.float, _): return value
    case (.int64, .constant(let constant)), (.int32, .constant(let constant)):
      return .constant(constant.map { $0.rounded(.towardZero) })
    default: throw Refusal("values of the network become neither single nor double precision: export them as float")
    }
  }

  func transpose() throws(Refusal) -> GraphValue {
    let order = attribute("perm")?.ints ?? [1, 0]
    guard order == [1, 0] else { throw Refusal("axes \(order): only the two of a constant matrix change places") }
    return .constant(try constant(0).transposed())
  }

  func flatten() throws(Refusal) -> GraphValue {
    let axis = integer("axis", default: 1)
    let signal = try signal(0)
    guard !signal.isFlat, axis == 1 || axis == -1 else {
      throw Refusal("axis \(axis) joins events: flatten from axis 1 on")
    }
    return .signal(signal)
  }

  /// To [N, width] again, or between [N, 1] and [N].
  func reshape() throws(Refusal) -> GraphValue {
    let (value, shape) = (try input(0), try constant(1).integers())
    if case .constant(let constant) = value { return .constant(try constant.reshaped(to: shape)) }
    var signal = try signal(0)
    let keepsAxes = integer("allowzero", default: 0) == 0
    let events = shape.first == -1 || (keepsAxes && shape.first == 0)
    if events, shape.count == 2, shape[1] == signal.width || (shape == [0, -1] && !signal.isFlat) {
      signal.isFlat = false
    } else if shape == [-1], signal.width == 1 {
      signal.isFlat = true
    } else {
      throw Refusal("the shape \(shape) does not keep a row of \(signal.width) numbers for each event")
    }
    return .signal(signal)
  }

  func squeeze() throws(Refusal) -> GraphValue {
    let axes = try axes()
    if case .constant(let constant) = try input(0) {
      let shape = constant.shape
      let dropped = axes ?? shape.indices.filter { shape[$0] == 1 }
      guard dropped.allSatisfy({ (-shape.count..<shape.count).contains($0) }) else {
        throw Refusal("the axes \(dropped) do not fit '\(constant.name)'")
      }
      let kept = shape.indices.filter { !dropped.contains($0) && !dropped.contains($0 - shape.count) }
      return .constant(try constant.reshaped(to: kept.map { shape[$0] }))
    }
    var signal = try signal(0)
    guard signal.width == 1, !signal.isFlat, axes.map({ $0 == [1] || $0 == [-1] }) ?? true else {
      throw Refusal("only the axis of a single output can be dropped")
    }
    signal.isFlat = true
    return .signal(signal)
  }

  func unsqueeze() throws(Refusal) -> GraphValue {
    guard let axes = try axes() else { throw Refusal("the axes are missing") }
    if case .constant(let constant) = try input(0) {
      let rank = constant.shape.count + axes.count
      let places = axes.map { $0 < 0 ? $0 + rank : $0 }
      guard rank <= ConstantTensor.mostAxes, Set(places).count == axes.count, places.allSatisfy((0..<rank).contains)
      else {
        throw Refusal("the axes \(axes) do not fit '\(constant.name)'")
      }
      var lengths = constant.shape[...]
      let shape = (0..<rank).map { places.contains($0) ? 1 : lengths.removeFirst() }
      return .constant(try constant.reshaped(to: shape))
    }
    var signal = try signal(0)
    guard signal.isFlat, axes == [1] || axes == [-1] else {
      throw Refusal("only the axis of a single output can be added")
    }
    signal.isFlat = false
    return .signal(signal)
  }
}

extension ConstantTensor {
  /// The same numbers in another shape, of which one length may be −1: what is left.
  func reshaped(to shape: [Int]) throws(Refusal) -> ConstantTensor {
    let refusal = Refusal("'\(name)' does not fit the shape \(shape)")
    var known = 1
    for length in shape where length != -1 {
      let (product, overflow) = known.multipliedReportingOverflow(by: length)
      guard !overflow, length > 0 else { throw refusal }
      known = product
    }
    let free = shape.count { $0 == -1 }
    guard free <= 1, free == 1 ? values.count % known == 0 : values.count == known else { throw refusal }
    return ConstantTensor(name: name, shape: shape.map { $0 == -1 ? values.count / known : $0 }, values: values)
  }
}
