/// The matrix products of a hidden layer, forward and backward.
///
/// For a layer of I inputs and U units (padded to U′, a multiple of 24) each of the three costs I·U′/8 fused multiply-adds
/// an event: 66 for 22 → 23, 33 cycles at the two a cycle that AVX2 cores do. Register tiles are 4 rows × 24 columns: for each step
/// of the inner loop 12 multiply-adds for 3 vector loads and 4 broadcasts. Sums run in the order of the inner index.
enum DenseKernels {
  /// H = max(X·W + bias, 0).
  /// - Parameters:
  ///   - input: X, events × I; `events` is rounded up to 4, so rows up to there must exist.
  ///   - weights: W, I × U′, followed by the bias row.
  ///   - output: H, events × U′.
  static func forward(input: Rows, weights: Rows, inputs: Int, events: Int, output: Rows) {
    for column in stride(from: 0, to: weights.stride, by: Tile.width) {
      let bias = Tile(weights[inputs] + column)
      for event in stride(from: 0, to: events, by: 4) {
        let sums = products(
          of: input.from(event), and: weights, column: column, inner: inputs, startingFrom: bias)
        sums.0.rectified().store(to: output[event] + column)
        sums.1.rectified().store(to: output[event + 1] + column)
        sums.2.rectified().store(to: output[event + 2] + column)
        sums.3.rectified().store(to: output[event + 3] + column)
      }
    }
  }

  /// H := (D·Wᵀ where H > 0, else 0): the derivative by the preceding layer's sums takes the place of its activations.
  /// - Parameters:
  ///   - derivative: D, events × U, the loss by this layer's sums; `events` is rounded up to 4.
  ///   - transposed: Wᵀ, U × I′, without the biases.
  ///   - activations: H, events × I′.
  static func backward(derivative: Rows, transposed: Rows, units: Int, events: Int, activations: Rows) {
    for column in stride(from: 0, to: transposed.stride, by: Tile.width) {
      for event in stride(from: 0, to: events, by: 4) {
        let sums = products(
          of: derivative.from(event), and: transposed, column: column, inner: units, startingFrom: .zero)
        gate(activations[event] + column, by: sums.0)
        gate(activations[event + 1] + column, by: sums.1)
        gate(activations[event + 2] + column, by: sums.2)
        gate(activations[event + 3] + column, by: sums.3)
      }
    }
  }

  /// G += Xᵀ·D: the derivative by the weights, biases included since X carries the constant 1.
  /// - Parameters:
  ///   - input: X, events × rows of G.
  ///   - derivative: D, events × U′.
  ///   - gradient: G, `rows` (a multiple of 4) × U′.
  static func accumulate(input: Rows, derivative: Rows, events: Int, gradient: Rows, rows: Int) {
    for column in stride(from: 0, to: gradient.stride, by: Tile.width) {
      for row in stride(from: 0, to: rows, by: 4) {
        var (g0, g1) = (Tile(gradient[row] + column), Tile(gradient[row + 1] + column))
        var (g2, g3) = (Tile(gradient[row + 2] + column), Tile(gradient[row + 3] + column))
        var x = input.start + row
        var d = derivative.start + column
        for _ in 0..<events {
          let tile = Tile(d)
          g0.add(x[0], tile)
          g1.add(x[1], tile)
          g2.add(x[2], tile)
          g3.add(x[3], tile)
          x += input.stride
          d += derivative.stride
        }
        g0.store(to: gradient[row] + column)
        g1.store(to: gradient[row + 1] + column)
        g2.store(to: gradient[row + 2] + column)
        g3.store(to: gradient[row + 3] + column)
      }
    }
  }

  /// Four rows of A·B in one column tile, the inner kernel of the first two.
  @inline(__always)
  private static func products(
    of left: Rows, and right: Rows, column: Int, inner: Int, startingFrom start: Tile
  ) -> (Tile, Tile, Tile, Tile) {
    var (s0, s1, s2, s3) = (start, start, start, start)
    let (a0, a1, a2, a3) = (left[0], left[1], left[2], left[3])
    var b = right.start + column
    for k in 0..<inner {
      let tile = Tile(b)
      s0.add(a0[k], tile)
      s1.add(a1[k], tile)
      s2.add(a2[k], tile)
      s3.add(a3[k], tile)
      b += right.stride
    }
    return (s0, s1, s2, s3)
  }

  @inline(__always)
  private static func gate(_ activation: UnsafeMutablePointer<Float>, by derivative: Tile) {
    derivative.gated(by: Tile(activation)).store(to: activation)
  }
}
