import Learning

/// Operators that act on each number by itself.
extension Operation {
  func sum() throws(Refusal) -> GraphValue {
    guard inputs.count == 2 else {
      throw Refusal("a sum of \(inputs.count) terms: a constant may be added, and nothing else")
    }
    switch (try input(0), try input(1)) {
    case (.constant(let one), .constant(let other)): return .constant(try one.combined(with: other, +))
    case (.signal(let signal), .constant(let constant)), (.constant(let constant), .signal(let signal)):
      return .signal(signal.with(try signal.scaling.adding(constant.row(width: signal.width))))
    case (.gate(var gate), .constant(let constant)), (.constant(let constant), .gate(var gate)):
      gate.constant += try constant.scalar()
      return .gate(gate)
    case (let one, let other): throw unfit(one, other)
    }
  }

  func difference() throws(Refusal) -> GraphValue {
    switch (try input(0), try input(1)) {
    case (.constant(let one), .constant(let other)): return .constant(try one.combined(with: other, -))
    case (.signal(let signal), .constant(let constant)):
      return .signal(signal.with(try signal.scaling.subtracting(constant.row(width: signal.width))))
    case (.constant(let constant), .signal(let signal)):
      let row = try constant.row(width: signal.width)
      return .signal(signal.with(try signal.scaling.subtracting(row).negated()))
    case (.gate(var gate), .constant(let constant)):
      gate.constant -= try constant.scalar()
      return .gate(gate)
    case (.constant(let constant), .gate(var gate)):
      (gate.constant, gate.factor) = (try constant.scalar() - gate.constant, -gate.factor)
      return .gate(gate)
    case (let one, let other): throw unfit(one, other)
    }
  }

  func product() throws(Refusal) -> GraphValue {
    switch (try input(0), try input(1)) {
    case (.constant(let one), .constant(let other)): return .constant(try one.combined(with: other, *))
    case (.signal(let signal), .constant(let constant)), (.constant(let constant), .signal(let signal)):
      return .signal(signal.with(try signal.scaling.multiplied(by: constant.row(width: signal.width))))
    case (.gate(let gate), .constant(let constant)), (.constant(let constant), .gate(let gate)):
      return .gate(gate.multiplied(by: try constant.scalar()))
    case (.gate(let gate), .signal(let signal)), (.signal(let signal), .gate(let gate)):
      return .signal(try gate.multiplied(by: signal, origin: index))
    case (let one, let other): throw unfit(one, other)
    }
  }

  func quotient() throws(Refusal) -> GraphValue {
    switch (try input(0), try input(1)) {
    case (.constant(let one), .constant(let other)): return .constant(try one.combined(with: other, /))
    case (.signal(let signal), .constant(let constant)):
      return .signal(signal.with(try signal.scaling.divided(by: constant.row(width: signal.width))))
    case (.gate(let gate), .constant(let constant)): return .gate(gate.multiplied(by: 1 / (try constant.scalar())))
    case (let one, let other): throw unfit(one, other)
    }
  }

  func negation() throws(Refusal) -> GraphValue {
    switch try input(0) {
    case .constant(let constant): return .constant(constant.map { -$0 })
    case .signal(let signal): return .signal(signal.with(try signal.scaling.negated()))
    case .gate(let gate): return .gate(gate.multiplied(by: -1))
    case let value: throw Refusal("\(value.kind) cannot change their sign")
    }
  }

  /// y = (x − offset) · scale, ai.onnx.ml.
  func scaler() throws(Refusal) -> GraphValue {
    let signal = try signal(0)
    let offset = try numbers("offset").row(width: signal.width)
    let scale = try numbers("scale").row(width: signal.width)
    return .signal(signal.with(try signal.scaling.subtracting(offset).multiplied(by: scale)))
  }

  /// y = (x − mean)/√(variance + ε) · scale + shift.
  func batchNormalization() throws(Refusal) -> GraphValue {
    guard integer("training_mode", default: 0) == 0 else {
      throw Refusal("it normalises each batch by itself: export the model for inference (PyTorch: model.eval())")
    }
    let signal = try signal(0)
    let rows = try (1...4).map { position throws(Refusal) in try constant(position).row(width: signal.width) }
    let epsilon = number("epsilon", default: 1e-5)
    let scaling = try signal.scaling.subtracting(rows[2]).divided(by: rows[3].map { ($0 + epsilon).squareRoot() })
      .multiplied(by: rows[0]).adding(rows[1])
    return .signal(signal.with(scaling))
  }

  /// Bounds that a standardiser has anyway.
  func clip() throws(Refusal) -> GraphValue {
    let signal = try signal(0)
    let lower = try optionalConstant(1)?.values.first ?? number("min", default: -.infinity)
    let upper = try optionalConstant(2)?.values.first ?? number("max", default: .infinity)
    guard signal.isFeatures, lower <= -Standardiser.reach, upper >= Standardiser.reach else {
      throw Refusal("bounds are read ahead of the first dense layer alone, and at ±10⁶ or beyond: do it to the data")
    }
    return .signal(signal)
  }

  private func unfit(_ one: GraphValue, _ other: GraphValue) -> Refusal {
    Refusal("\(one.kind) and \(other.kind): read are a constant with values of the network, and x/2 · (1 + erf(x/√2))")
  }
}

extension Gate {
  fileprivate func multiplied(by number: Double) -> Gate {
    var gate = self
    gate.constant *= number
    gate.factor *= number
    return gate
  }
}
