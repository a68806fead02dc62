/// Linear (Pearson) correlation coefficients of several quantities over weighted events:
///
///     ρ_jk = Σ w (x_j − x̄_j)(x_k − x̄_k) / [Σ w (x_j − x̄_j)² · Σ w (x_k − x̄_k)²]^½,    x̄ = Σ w x / Σ w
public struct CorrelationMatrix: Hashable, Sendable {
  /// Row by row, symmetric, 1 on the diagonal; NaN where a quantity does not vary.
  public let coefficients: [[Double]]

  /// - Parameters:
  ///   - count: of quantities.
  ///   - weights: one for each event, ≥ 0.
  ///   - value: of an event and a quantity, finite.
  /// - Complexity: O(events × quantities²).
  public init(count: Int, weights: [Double], value: (_ event: Int, _ quantity: Int) -> Double) {
    let total = weights.reduce(0, +)
    var means = [Double](repeating: 0, count: count)
    for event in weights.indices where weights[event] > 0 {
      for quantity in 0..<count { means[quantity] += weights[event] * value(event, quantity) }
    }
    means = means.map { $0 / total }
    // Rounding would leave a constant some variance.
    let first = weights.firstIndex { $0 > 0 } ?? 0
    let varies = (0..<count).map { quantity in
      weights.indices.contains { weights[$0] > 0 && value($0, quantity) != value(first, quantity) }
    }
    var sums = [Double](repeating: 0, count: count * count)
    var distances = [Double](repeating: 0, count: count)
    for event in weights.indices where weights[event] > 0 {
      for quantity in 0..<count { distances[quantity] = value(event, quantity) - means[quantity] }
      for row in 0..<count {
        let weighted = weights[event] * distances[row]
        for column in row..<count { sums[row * count + column] += weighted * distances[column] }
      }
    }
    coefficients = (0..<count).map { row in
      (0..<count).map { column in
        let (low, high) = (min(row, column), max(row, column))
        let variances = sums[row * count + row] * sums[column * count + column]
        guard varies[row], varies[column], variances > 0 else { return .nan }
        return row == column ? 1 : min(max(sums[low * count + high] / variances.squareRoot(), -1), 1)
      }
    }
  }
}
