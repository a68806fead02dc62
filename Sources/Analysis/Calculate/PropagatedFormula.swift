import Events

/// The value of a formula with the uncertainty that its independent inputs leave it, to first order:
/// σ² = Σ (∂f/∂xᵢ · σᵢ)².
struct PropagatedFormula {
  let value: Double
  /// `nil` where no input has one.
  let uncertainty: Double?

  /// - Parameter inputs: one for each of the expression's columns.
  init(_ expression: ColumnExpression, of inputs: [MeasuredNumber]) {
    // The first row holds the inputs as they are; then each has two rows, in which it alone is moved to either side.
    let steps = inputs.map { max(abs($0.number), $0.uncertainty.map { $0.isFinite ? $0 : 0 } ?? 0, 1e-100) * 1e-5 }
    let rows = inputs.indices.map { moved -> [Double] in
      let number = inputs[moved].number
      return [number]
        + inputs.indices.flatMap { $0 == moved ? [number - steps[$0], number + steps[$0]] : [number, number] }
    }
    let values = expression.values(of: rows)
    value = values[0]
    guard inputs.contains(where: { $0.uncertainty != nil }) else {
      uncertainty = nil
      return
    }
    var variance = 0.0
    for (place, input) in inputs.enumerated() {
      let width = rows[place][2 * place + 2] - rows[place][2 * place + 1]
      let slope = (values[2 * place + 2] - values[2 * place + 1]) / width
      guard slope != 0, let uncertainty = input.uncertainty else { continue }
      variance += slope * uncertainty * (slope * uncertainty)
    }
    uncertainty = variance.squareRoot()
  }
}
